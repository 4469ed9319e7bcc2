"""What is said of a device before it is chosen: its figures, who cleared it for what, what it holds, its energy."""

from console.core.protocol import Protocol
from console.core.protocol_parts import Device, Sign
from console.core.text.words import Words


def energy_warning(words: Words, protocol: Protocol, *devices: Device) -> str:
    """Return what is said of those of these devices that set an energy, of all where none is named; "" for nothing."""
    warned = [each.label for each in devices or protocol.devices if protocol.warning_of(each)]
    if not warned or protocol.energy_warning is None:
        return ""
    return f"⚠ {words.pair(words.listed(warned), _sourced(words, protocol.energy_warning))}"


def device_figures(words: Words, device: Device) -> str:
    """Return its depths with their source, and what else is set on it."""
    step, least, most = (words.number(each.value or 0, 3) for each in (device.step_mm, device.min_mm, device.max_mm))
    told = words.say("devices", "device", step=step, least=least, most=most, source=device.max_mm.source)
    units = (words.say("devices", f"{each.id}-in", unit=each.unit) for each in device.settings)
    return words.listed([told, *units], "list-long")


def device_standing(words: Words, device: Device) -> list[str]:
    """Return what authorities cleared it for, or did not, on which sites and skin types, each with its source."""
    return [_sourced(words, each) for each in device.standing]


def device_held(words: Words, protocol: Protocol, device: Device) -> str:
    """Return which groups it holds: some, none of them, or that nobody said."""
    named = [protocol.group[each.group].label for each in device.holds if each.group in protocol.group]
    if named:
        return words.say("devices", "holds-groups", groups=words.listed(named))
    return words.say("devices", "holds-no-group" if device.holds else "holds-unsaid") if protocol.groups else ""


def _sourced(words: Words, sign: Sign) -> str:
    return words.say("devices", "sourced", text=sign.text, source=sign.source)
