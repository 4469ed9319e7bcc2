"""Everything that a protocol says, one thing at a time: what an adopter reads, and what two of them say otherwise."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from console.core.anatomy import Grade, Zone
from console.core.protocol import Protocol
from console.core.protocol_parts import Number, Reason, Sign

Section = Literal["agents", "rules", "steps", "devices", "zones", "presets", "aftercare", "danger", "choices"]
SECTIONS: Final[dict[Section, tuple[str, ...]]] = {
    "agents": ("second_cream", "agents"),
    "rules": ("rules", "groups", "disinfectants"),
    "steps": ("title", "steps"),
    "devices": ("devices", "energy_warning", "depth_caps", "technique"),
    "zones": ("zones",),
    "presets": ("presets", "follow_up"),
    "aftercare": ("aftercare", "call_if"),
    "danger": ("danger",),
    "choices": ("reasons", "reactions", "stock"),
}
"""The parts in which a protocol is read, each with the fields of the file in it. What no part names is in the last."""
WORDS: Final = ("text", "title", "label", "name", "first")
"""Under what each part of a protocol has its words; the first that is not empty."""
KNOWN_BY: Final = ("id", "name", "group")
"""Fields that tell the items of a table apart."""
NO_FACT: Final = frozenset({"id", "version", "source", "grade", *WORDS})
Path = tuple[str | int, ...]


class Reading(Struct, frozen=True):
    """One thing that is adopted: words with what is said beside them, or a number.

    key     where it stands, such as agents.lidocaine-4.remind_min; the same in another version of the file
    of      the key of what it is part of; "" for what stands by itself
    facts   what is said beside the words, by the name of the field
    number  the name of the field, for a number; "" for words
    values  of a number: none where it is open, two for a range
    path    where it stands among the file's builtins
    """

    key: str
    section: Section
    of: str = ""
    text: str = ""
    facts: dict[str, tuple[str, ...]] = {}
    number: str = ""
    values: tuple[float, ...] = ()
    source: str = ""
    grade: Grade = ""
    path: Path = ()


class Change(Struct, frozen=True):
    """What two protocols say otherwise: new where nothing stood before, gone where nothing stands after.

    "source": the same is said, only its source or grade is another.
    """

    before: Reading | None
    after: Reading | None

    @property
    def kind(self) -> Literal["new", "gone", "other", "source"]:
        if self.before is None or self.after is None:
            return "new" if self.before is None else "gone"
        same = replace(self.before, source=self.after.source, grade=self.after.grade)
        return "source" if same == self.after else "other"


def readings(protocol: Protocol) -> Iterator[Reading]:
    """Yield everything that the protocol says, part by part in the order of SECTIONS."""
    named = {name for names in SECTIONS.values() for name in names}
    rest = tuple(name for name in asdict(protocol) if name not in named | {"id", "version"})
    for section, names in SECTIONS.items():
        for name in (*names, *(rest if section == "choices" else ())):
            yield from _field(name, section, "", getattr(protocol, name), (name,))


def changes(before: Protocol, after: Protocol) -> list[Change]:
    """Return what the later protocol says otherwise than the earlier one; an open number that is new is no change."""
    if replace(before, id=after.id, version=after.version) == after:
        return []
    old, new = (_by_key(each) for each in (before, after))
    pairs = [Change(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    return [each for each in pairs if each.before != each.after and any(map(_says, (each.before, each.after)))]


def _by_key(protocol: Protocol) -> dict[str, Reading]:
    return {each.key: replace(each, path=()) for each in readings(protocol)}


def _says(reading: Reading | None) -> bool:
    return reading is not None and bool(reading.values or reading.source or not reading.number)


def _field(key: str, section: Section, of: str, value: object, path: Path) -> Iterator[Reading]:
    """Yield what a field of the file says; plain values of a part are facts of the part's own."""
    if isinstance(value, Number):
        values = () if value.value is None else (value.value,)
        name = next(str(each) for each in reversed(path) if isinstance(each, str))
        yield Reading(key, section, of, "", {}, name, values, value.source, value.grade, path)
    elif isinstance(value, Zone):
        yield from _zone(key, value, path)
    elif isinstance(value, Struct):
        yield from _part(key, section, of, value, path)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield Reading(f"{key}.{name}", section, of, "", {name: _plain(each)}, path=path)
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from _field(f"{key}.{_name(each, at)}", section, of, each, (*path, at))
    elif value is not None:
        yield Reading(key, section, of, str(value), path=path)


def _part(key: str, section: Section, of: str, part: Struct, path: Path) -> Iterator[Reading]:
    inside = asdict(part)
    words = next((name for name in WORDS if inside.get(name)), "")
    inner = {name: value for name, value in inside.items() if _has_parts(value)}
    facts = {
        name: _plain(value) for name, value in inside.items()
        if value and name not in inner and (name not in NO_FACT or (name in WORDS and name != words))
    }  # fmt: skip
    if words or facts:
        source, grade = inside.get("source", ""), inside.get("grade", "")
        yield Reading(key, section, of, inside.get(words, ""), facts, "", (), source, grade, path)
    for name, value in sorted(inner.items(), key=lambda each: not isinstance(each[1], Number)):
        yield from _field(f"{key}.{name}", section, key, value, (*path, name))


def _zone(key: str, zone: Zone, path: Path) -> Iterator[Reading]:
    never = ("", "") if zone.suggest_mm else (zone.source, zone.grade)
    facts = {"maps": tuple(zone.maps), "sides": ("yes",) * zone.sides, "never": (zone.never,) * bool(zone.never)}
    told = {name: value for name, value in facts.items() if value}
    yield Reading(key, "zones", "", zone.label, told, "", (), never[0], zone.grade if never[0] else "", path)
    area, cap = zone.area_cm2, zone.max_depth_mm
    for name, values, source, grade in (
        ("suggest_mm", zone.suggest_mm or (), zone.source, zone.grade),
        ("area_cm2", () if area is None else (area,), zone.area_source, zone.area_grade),
        ("max_depth_mm", () if cap is None else (cap,), "", "own"),
    ):
        said = (source, grade) if values else ("", "")
        yield Reading(f"{key}.{name}", "zones", key, "", {}, name, values, said[0], said[1], (*path, name))


def _has_parts(value: object) -> bool:
    return isinstance(value, Struct) or (isinstance(value, tuple) and any(isinstance(each, Struct) for each in value))


def _name(item: object, at: int) -> str:
    """Return what an item is known by: its id, its name, its words, or its place."""
    if isinstance(item, Sign):
        return item.text
    named = filter(None, (getattr(item, name, "") for name in KNOWN_BY))
    return str(next(named, item if isinstance(item, str) else at + 1))


def _plain(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(each.text if isinstance(each, Reason) else str(each) for each in value)
    return ("yes",) if value is True else (str(value),)
