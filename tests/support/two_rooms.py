"""Two rooms that change one client's file apart, and a second way to say what the file then is."""

from random import Random

from msgspec import Struct
from msgspec.structs import replace

from console.core.client_file import ClientFile, Value, apply
from console.core.client_intents import decide
from console.core.clock import Instant
from console.core.events import (
    ClientAdded,
    ClientBody,
    ClientChanged,
    ClientFieldSet,
    ClientIntent,
    EntryAdded,
    EntryChanged,
    EntryEnded,
    Event,
)
from console.core.people import CLIENT_FIELDS, OLD_ALLERGIES, Entry, Profile
from console.core.refusal import Refusal

BEGUN = 1_772_000_000_000
"""In February 2026, by the clock of the wall."""

OLD_FIELDS = ("name", "born", "skin", "contact")
"""What programs knew of a client that wrote profiles whole."""


class FileRoom:
    """A room with its own events of one client, in the order in which they came, and the file that it shows."""

    def __init__(self, number: int, off: int = 0) -> None:
        self.number, self.off = number, off
        """Milliseconds that its clock is off by."""
        self.events: list[Event] = []
        self.file = ClientFile()

    @property
    def profile(self) -> Profile:
        """The profile of the file, which there must be."""
        assert self.file.profile is not None
        return self.file.profile

    def take(self, event: Event) -> None:
        if event.id not in {each.id for each in self.events}:
            self.events.append(event)
            self.file = apply(self.file, event)

    def event(self, now: int, body: ClientBody) -> Event:
        return Event(f"{now + self.off:012x}{self.number:020x}", "", "c1", "osei", Instant(BEGUN + now, now, "b"), body)

    def do(self, now: int, body: ClientBody) -> Event:
        if isinstance(body, ClientChanged):
            stood = {event for heads in self.file.heads.values() for event in heads}
            body = replace(body, replaces=tuple(stood))
        event = self.event(now, body)
        self.take(event)
        return event

    def propose(self, now: int, *intents: ClientIntent) -> bool:
        """Do at once what the room's file allows together; return whether it did."""
        meant = [self.event(now + after, intent) for after, intent in enumerate(intents)]
        try:
            decided = decide(self.file, meant)
        except Refusal:
            return False
        for event in decided:
            self.take(event)
        return True

    def hear(self, other: "FileRoom", seed: int) -> None:
        """Take the other room's events, in any order."""
        told = [*other.events]
        Random(seed).shuffle(told)
        for event in told:
            self.take(event)


def apart() -> tuple[FileRoom, FileRoom]:
    """Two rooms that know the same client, with two entries."""
    one, two = FileRoom(1), FileRoom(2)
    one.do(1, ClientAdded(Profile("Maya", contact="0151", entries=(Entry("e1", "allergy", "latex"),))))
    one.do(2, EntryAdded("medicine", "warfarin"))
    two.hear(one, 0)
    return one, two


class Write(Struct, frozen=True):
    event: str
    of: str
    value: Value
    replaces: tuple[str, ...] = ()


def writes(event: Event) -> list[Write]:
    """What the event wrote, one by one."""
    match event.body:
        case ClientAdded(profile=Profile() as profile) | ClientChanged(profile=Profile() as profile) as body:
            replaces = body.replaces if isinstance(body, ClientChanged) else ()
            fields = OLD_FIELDS if isinstance(body, ClientChanged) else CLIENT_FIELDS
            made = [Write(event.id, field, getattr(profile, field), replaces) for field in fields]
            made += [Write(event.id, entry.id, entry.text) for entry in profile.entries]
            return [*made, Write(event.id, OLD_ALLERGIES, profile.allergies or None, replaces)]
        case ClientFieldSet() as body:
            return [Write(event.id, body.field, body.value, body.replaces)]
        case EntryAdded() as body:
            return [Write(event.id, event.id, body.text)]
        case EntryChanged() as body:
            return [Write(event.id, body.entry, body.text, body.replaces)]
        case EntryEnded() as body:
            return [Write(event.id, body.entry, None, body.replaces)]
        case _:
            return []


def standing(events: list[Event]) -> dict[str, set[tuple[str, Value]]]:
    """By its definition: of each thing the writes that no other names."""
    all_ = [write for event in events for write in writes(event)]
    gone = {(write.of, event) for write in all_ for event in write.replaces}
    found: dict[str, set[tuple[str, Value]]] = {write.of: set() for write in all_}
    for write in all_:
        if (write.of, write.event) not in gone:
            found[write.of].add((write.event, write.value))
    return found
