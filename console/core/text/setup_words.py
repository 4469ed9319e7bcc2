"""How a setup reads: device and settings, cartridge, and what lay under the passes."""

from collections.abc import Sequence

from console.core.events import DeviceChosen, ProductUsed
from console.core.product_codes import named_code, ppn_in
from console.core.protocol import Protocol
from console.core.setup_shares import Share, cartridge_lots, shares_without_lot
from console.core.state import SessionState
from console.core.state_parts import Setup
from console.core.text.words import Words


def device_text(words: Words, protocol: Protocol, setup: Setup) -> str:
    """Return device, serial number and settings; "not recorded" where there is none."""
    device = protocol.device.get(setup.device)
    if device is None:
        return words.say("format", "none")
    return words.listed([device.label, serial_text(words, setup.serial), settings_text(words, protocol, setup)])


def settings_text(words: Words, protocol: Protocol, setup: Setup) -> str:
    """Return what is set on the device besides its depth; "" where nothing was recorded."""
    device = protocol.device.get(setup.device)
    stated = {"speed": setup.speed_milli, "energy": setup.energy_milli}
    known = [(each, stated[each.id]) for each in device.settings] if device else []
    return words.listed(
        words.say("setup", each.id, value=words.number(milli / 1000, 3), unit=each.unit)
        for each, milli in known
        if milli is not None
    )


def cartridge_text(words: Words, used: ProductUsed | None) -> str:
    """Return name, lot, needles and length; what is missing of a lot is said."""
    if used is None:
        return words.say("format", "none")
    lot = words.say("setup", "lot", lot=used.lot) if used.lot else words.say("setup", "no-lot")
    return words.listed([used.name, lot, needles_text(words, used)])


def needles_text(words: Words, used: ProductUsed) -> str:
    """Return how many needles and how long; "" where neither was recorded."""
    count = "" if used.needles is None else words.say("setup", "needles", count=used.needles)
    return words.listed([count, "" if used.length_um is None else words.mm(used.length_um)])


def under_text(words: Words, under: Sequence[ProductUsed]) -> str:
    """Return the products that lay under the passes with their lots; that nothing was recorded."""
    told = [words.listed([each.name, words.say("setup", "lot", lot=each.lot) if each.lot else ""]) for each in under]
    return words.listed(told, "list-long") or words.say("format", "none")


def amount_text(words: Words, used: ProductUsed) -> str:
    """Return grams or millilitres; "" where none were recorded."""
    return words.ml(used.volume_ul) or words.grams(used.mass_mg)


def identifier_text(words: Words, code: str, serial: str) -> str:
    """Return the product's code, whoever issued it, as it is scanned; "" where none was, "not recorded" of a unit."""
    if not code:
        return words.pair(words.say("setup", "code"), words.say("format", "none")) if serial.strip() else ""
    name, value = named_code(code)
    told = words.say("scan", name, value=value)
    if name != "pzn":
        return told
    return words.say("format", "said", text=words.say("scan", "ppn", value=ppn_in(code)), known=told)


def serial_text(words: Words, serial: str) -> str:
    """Return the serial number; "" where none is known."""
    return words.say("setup", "serial", serial=serial) if serial.strip() else ""


def share_text(words: Words, protocol: Protocol, share: Share) -> str:
    """Return the zone; with the numbers of its passes where not all are meant."""
    zone, numbers = share
    name = words.zone(protocol, zone)
    return (
        words.say("setup", "passes", zone=name, count=len(numbers), numbers=_runs(words, numbers)) if numbers else name
    )


def bare_devices(words: Words, state: SessionState) -> str:
    """Return the devices that have passes with no cartridge lot."""
    return words.listed(_label(state, device, serial) for device, serial in shares_without_lot(state))


def missing_text(words: Words, state: SessionState) -> str:
    """Return of which device and passes no cartridge lot is recorded, and by which lots a recall finds the session."""
    told = []
    for (device, serial), which in shares_without_lot(state).items():
        if {zone for zone, numbers in which if not numbers} == {record.zone for record in state.treated}:
            told.append(words.say("setup", "without-any", device=_label(state, device, serial)))
            continue
        where = words.listed((share_text(words, state.protocol, each) for each in which), "list-long")
        told.append(words.say("setup", "without-lot", device=_label(state, device, serial), where=where))
    lots = words.listed(cartridge_lots(state))
    return " ".join([*told, words.say("setup", "recall-by" if lots else "recall-not", lots=lots)])


def _label(state: SessionState, device: str, serial: str) -> str:
    label = state.protocol.device[device].label if device in state.protocol.device else device
    serials = {body.serial for body, _ in state.handling if isinstance(body, DeviceChosen) and body.device == device}
    return f"{label} {serial}" if len(serials) > 1 and serial else label


def _runs(words: Words, numbers: Sequence[int]) -> str:
    """Return numbers as runs: 1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = (words.say("format", "range", least=run[0], most=run[-1]) if len(run) > 1 else str(run[0]) for run in runs)
    return words.listed(told)
