"""The clinic's own needling devices: adding or changing one adopts the protocol again, with the device in it."""

import re
import unicodedata
from typing import Literal

from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.ports import Store
from console.app.protocol_offer import adopt_further
from console.core.limits import DEEPEST_UM
from console.core.names import readable_name, same_key
from console.core.people import Operator
from console.core.protocol import Protocol
from console.core.protocol_parts import Device, Holds, Number, Setting
from console.core.refusal import Refusal

FIGURE = re.compile(r"\d{1,2}([.,]\d{1,3})?\Z", re.ASCII)


def length_um(text: str) -> int:
    """Return millimetres as they are typed, with a point or a comma, in micrometres. Refusal "not-a-length"."""
    typed = text.strip().removesuffix("mm").strip()
    if not FIGURE.match(typed):
        raise Refusal("not-a-length", text=text.strip()[:20])
    return round(float(typed.replace(",", ".")) * 1000)


def add_device(
    clinic: Clinic, store: Store, by: Operator, label: str, step: str, least: str, most: str, source: str,
    speed: str = "", energy: str = "", *, holds: tuple[str, ...] = (),
) -> Device:  # fmt: skip
    """Add a device as typed; from the next session on it can be chosen. Refusal.

    speed and energy are the units in which it is set besides its depth, "" where it is not. holds: the groups that it
    holds, or "none" of them; without an answer it is taken to hold what other devices do.
    """
    clinic.need("adopt")
    _, protocol = clinic.protocol()
    name = readable_name(label)
    if same_key(name) in {same_key(each.label) for each in protocol.devices}:
        raise Refusal("device-known", name=name)
    step_um, least_um, most_um = length_um(step), length_um(least), length_um(most)
    if not 0 < step_um <= least_um <= most_um <= DEEPEST_UM or least_um % step_um or most_um % step_um:
        raise Refusal("device-steps", most_um=DEEPEST_UM)
    if not source.strip():
        raise Refusal("device-source")
    said = readable_name(source)
    step_mm, least_mm, most_mm = (Number(each / 1000, said, "own") for each in (step_um, least_um, most_um))
    units: tuple[tuple[Literal["speed", "energy"], str], ...] = (("speed", speed), ("energy", energy))
    settings = tuple(
        Setting(kind, readable_name(unit), source=said, grade="own") for kind, unit in units if unit.strip()
    )
    held = _held(holds, said)
    made = Device(_free_id(protocol, name), name, step_mm, least_mm, most_mm, settings=settings, holds=held)
    _adopt(clinic, store, by, replace(protocol, devices=(*protocol.devices, made)))
    return made


def is_own(device: Device) -> bool:
    """Whether the clinic added it: all its figures are the clinic's."""
    return all(each.grade == "own" for each in (device.step_mm, device.min_mm, device.max_mm))


def change_holds(clinic: Clinic, store: Store, by: Operator, device: str, holds: tuple[str, ...]) -> Device:
    """Say what a device of the clinic's own holds; a session that runs keeps what it began with. Refusal.

    holds: as in `add_device`, with the source of its figures. Said as it stands, nothing is adopted.
    """
    clinic.need("adopt")
    _, protocol = clinic.protocol()
    before = protocol.device.get(device)
    if before is None:
        raise Refusal("unknown-device", device=device, known=tuple(protocol.device))
    if not is_own(before):
        raise Refusal("device-of-file", name=before.label)
    made = replace(before, holds=_held(holds, before.max_mm.source))
    if made != before:
        devices = tuple(made if each.id == device else each for each in protocol.devices)
        _adopt(clinic, store, by, replace(protocol, devices=devices))
    return made


def _held(groups: tuple[str, ...], source: str) -> tuple[Holds, ...]:
    return tuple(Holds(each, source, "own") for each in groups)


def _adopt(clinic: Clinic, store: Store, by: Operator, protocol: Protocol) -> None:
    adopt_further(clinic, store, replace(protocol, version=protocol.version + 1), by.name)


def _free_id(protocol: Protocol, name: str) -> str:
    """Make an id of the name's letters and digits; number it where that is taken."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain)) or "device"
    at = 1
    while (found := stem if at == 1 else f"{stem}-{at}") in protocol.device:
        at += 1
    return found
