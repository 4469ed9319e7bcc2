"""A part of a protocol as it is read: what belongs together under its head, what is otherwise first."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from console.app.protocol_offer import Offer
from console.core.protocol import Protocol
from console.core.protocol_reading import Change, Reading, Section, readings


class Group(Struct, frozen=True):
    """Words with the numbers that belong to them. `head` is None where numbers have no words of their own.

    top    whether it stands by itself, not under what came before
    heads  whether other words stand under it
    """

    head: Reading | None
    numbers: tuple[Reading, ...]
    top: bool
    heads: bool = False


class Part(Struct, frozen=True):
    """One part to read. `otherwise` and `gone` are what is not as in force; `groups` is the rest, or all at set-up."""

    section: Section
    otherwise: tuple[Group, ...]
    gone: tuple[Reading, ...]
    groups: tuple[Group, ...]
    changes: dict[str, Change]

    @property
    def changed(self) -> bool:
        return bool(self.changes)


def parts(offer: Offer) -> dict[Section, Part]:
    """Return the parts in which the offer is read, in their order."""
    every: dict[Section, list[Reading]] = {}
    for each in readings(offer.protocol):
        every.setdefault(each.section, []).append(each)
    changes: dict[Section, dict[str, Change]] = {section: {} for section in every}
    for change in offer.changes:
        told = change.after or change.before
        assert told is not None
        changes[told.section][told.key] = change
    return {section: _part(section, found, changes[section]) for section, found in every.items()}


def _part(section: Section, found: Sequence[Reading], changes: dict[str, Change]) -> Part:
    groups = list(_groups(found))
    other = tuple(each for each in groups if any(key in changes for key in _keys(each)))
    gone = tuple(each.before for each in changes.values() if each.before and each.after is None)
    return Part(section, other, gone, tuple(each for each in groups if each not in other), changes)


def _groups(found: Sequence[Reading]) -> Iterable[Group]:
    words = {each.key for each in found if not each.number}
    above = {each.of for each in found if not each.number}
    numbers: dict[str, list[Reading]] = {}
    for each in found:
        if each.number:
            numbers.setdefault(each.of, []).append(each)
    for each in found:
        if not each.number:
            yield Group(each, tuple(numbers.get(each.key, ())), not each.of, each.key in above)
        elif each.of not in words and each is numbers[each.of][0]:
            yield Group(None, tuple(numbers[each.of]), each.of.count(".") == 0)


def _keys(group: Group) -> Iterable[str]:
    return (each.key for each in (group.head, *group.numbers) if each is not None)


def unbounded(protocol: Protocol) -> int:
    """Return of how many zones that may be needled no depth is published, and neither clinic nor protocol sets one."""
    capped = {zone for cap in protocol.depth_caps if not cap.device for zone in cap.zones}
    bound = (each for each in protocol.zones if each.suggest_mm or each.max_depth_mm is not None or each.id in capped)
    return len(protocol.zones) - len({each.id for each in bound} | {each.id for each in protocol.zones if each.never})
