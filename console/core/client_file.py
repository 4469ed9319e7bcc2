"""A client's file, a function of the set of its events: rooms that changed it apart have one file in the end.

What two rooms wrote without knowing of each other is a conflict, until a later change replaces both.
"""

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct, field
from msgspec.structs import replace

from console.core.events import (
    ClientAdded,
    ClientChanged,
    ClientErased,
    ClientFieldSet,
    EntryAdded,
    EntryChanged,
    EntryEnded,
    Event,
)
from console.core.people import (
    CLIENT_FIELDS,
    OLD_ALLERGIES,
    Entry,
    EntryKind,
    Profile,
    Said,
    SaysOfEntry,
    joined_groups,
)

Value = str | int | Said | None
"""Of an entry: its text where nothing else is said of it, else Said; None where it ended."""

WHOLE = ("name", "born", "skin", "contact", OLD_ALLERGIES)
"""What an older program wrote when it changed a profile, the same or not."""


class Conflict(Struct, frozen=True):
    """Rooms wrote a field, or an entry by its id, without knowing of each other. An entry's value None: ended."""

    of: str
    shown: Value
    others: tuple[Value, ...]


class ClientFile(Struct, frozen=True):
    """What is known of one client.

    heads     a field, or an entry's id → id of the event that wrote it → the value, while no known event replaces it;
              an entry's value None: ended
    kinds     an entry's id → its kind; one that nothing readable gives a kind counts as an allergy
    replaced  a field or an entry's id, and the id of an event whose value of it was replaced, known or not
    unread    the id of the latest event of the file that nobody can read; "" where there is none
    """

    heads: dict[str, dict[str, Value]] = {}
    kinds: dict[str, EntryKind] = field(default_factory=lambda: {OLD_ALLERGIES: "allergy"})
    replaced: frozenset[tuple[str, str]] = frozenset()
    erased: bool = False
    unread: str = ""

    @property
    def profile(self) -> Profile | None:
        """Return what is shown; None for a client who was erased, or not added yet.

        Of several values the latest is shown; an entry that one room ended and another changed stays, and touches what
        any of its values says until somebody settles it. Where anything is known of a client but no name, the name is
        "": not recorded.
        """
        if self.erased or not (any(self.heads.values()) or self.unread):
            return None
        fields = {"name": ""} | {each: self._shown(each) for each in CLIENT_FIELDS if self.heads.get(each)}
        shown = {entry: self._touching_all(entry) for entry in self._entries}
        old = "" if isinstance(shown.get(OLD_ALLERGIES), Said) else str(shown.pop(OLD_ALLERGIES, None) or "")
        made = (entry_of(each, self.kinds.get(each, "allergy"), value) for each, value in shown.items())
        entries = sorted(filter(None, made), key=lambda entry: entry.id != OLD_ALLERGIES)
        return Profile(**fields, allergies=old, entries=tuple(entries))  # type: ignore[arg-type]

    @property
    def _entries(self) -> list[str]:
        return sorted(self.heads.keys() - set(CLIENT_FIELDS))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what rooms wrote without knowing of each other, fields first."""
        found = () if self.profile is None else (*CLIENT_FIELDS, *self._entries)
        made = []
        for of in found:
            shown = self._shown(of)
            others = [value for _, value in sorted(self.heads.get(of, {}).items()) if value != shown]
            if others:
                made.append(Conflict(of, shown, tuple(dict.fromkeys(others))))
        return tuple(made)

    def known(self, of: str) -> tuple[str, ...]:
        """Return the ids of the events whose value of this field, or entry, stands."""
        return tuple(sorted(self.heads.get(of, ())))

    def _shown(self, of: str) -> Value:
        """Return the latest value that stands; of an entry the latest text, None where no text stands."""
        heads = self.heads.get(of, {})
        texts = [event for event, value in heads.items() if value is not None or of in CLIENT_FIELDS]
        return heads[max(texts)] if texts else None

    def _touching_all(self, entry: str) -> Value:
        """Return what is shown of an entry, with the groups that any value says which stands."""
        shown, said = self._shown(entry), (each for _, each in sorted(self.heads.get(entry, {}).items()))
        groups = joined_groups(each.groups if isinstance(each, Said) else () for each in said if each is not None)
        if shown is None or set(groups) == set(shown.groups if isinstance(shown, Said) else ()):
            return shown
        return replace(shown if isinstance(shown, Said) else Said(str(shown)), groups=groups)


def value_of(entry: SaysOfEntry) -> Value:
    """Return what an entry says as its value: the text alone where there is nothing else."""
    said = Said(*parts_of(entry))
    return said.text if said == Said(said.text) else said


def entry_of(entry: str, kind: EntryKind, value: Value) -> Entry | None:
    """Return the entry with this id and value; None for one that ended."""
    if value is None:
        return None
    said = value if isinstance(value, Said) else Said(str(value))
    return Entry(entry, kind, said.text, said.groups, said.since, said.reaction)


def apply(file: ClientFile, event: Event) -> ClientFile:
    """Return the file after the event, in whatever order events of several rooms come."""
    match event.body:
        case ClientAdded(profile=profile) if profile is not None:
            return _write_profile(file, event.id, profile, (*CLIENT_FIELDS, OLD_ALLERGIES))
        case ClientChanged(profile=profile, replaces=replaces) if profile is not None:
            return _write_profile(file, event.id, profile, WHOLE, replaces)
        case ClientFieldSet(field=name, value=value, replaces=replaces):
            return _write(file, name, event.id, value, replaces)
        case EntryAdded(of=kind) as body:
            return _write(replace(file, kinds=file.kinds | {event.id: kind}), event.id, event.id, value_of(body))
        case EntryChanged(entry=entry, replaces=replaces) as body:
            return _write(file, entry, event.id, value_of(body), replaces)
        case EntryEnded(entry=entry, replaces=replaces):
            return _write(file, entry, event.id, None, replaces)
        case ClientErased():
            return replace(file, erased=True)
        case _:
            return file


def follow(file: ClientFile, event: Event) -> ClientFile:
    """Return the file after the next event of one log: there a profile written whole replaces what stood before it."""
    if isinstance(event.body, ClientChanged):
        stood = sorted({each for of in WHOLE for each in file.heads.get(of, ())})
        event = replace(event, body=replace(event.body, replaces=tuple(stood)))
    return apply(file, event)


def fold(events: Iterable[Event]) -> ClientFile:
    """Return the file that one log's events about a client give, oldest first."""
    return reduce(follow, events, ClientFile())


def parts_of(entry: SaysOfEntry) -> tuple[str, tuple[str, ...], str, str]:
    return entry.text, entry.groups, entry.since, entry.reaction


def _write_profile(
    file: ClientFile, event: str, profile: Profile, names: Iterable[str], replaces: tuple[str, ...] = ()
) -> ClientFile:
    for name in names:
        ended = name == OLD_ALLERGIES and not profile.allergies.strip()
        file = _write(file, name, event, None if ended else getattr(profile, name), replaces)
    for entry in profile.entries:
        kinds = file.kinds | {entry.id: entry.kind}
        file = _write(replace(file, kinds=kinds), entry.id, event, value_of(entry))
    return file


def _write(file: ClientFile, of: str, event: str, value: Value, replaces: Iterable[str] = ()) -> ClientFile:
    replaced = file.replaced | {(of, each) for each in replaces}
    heads = file.heads.get(of, {}) | {event: value}
    standing = {each: heads[each] for each in heads if (of, each) not in replaced}
    return replace(file, heads=file.heads | {of: standing}, replaced=replaced)
