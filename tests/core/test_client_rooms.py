"""A client's file is a function of the set of its events: in any order, from any number of rooms."""

from collections import Counter
from functools import reduce
from random import Random

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace

from console.core.client_file import ClientFile, apply
from console.core.client_intents import changes, decide
from console.core.events import (
    ClientAdded,
    ClientChanged,
    ClientFieldSet,
    ClientIntent,
    EntryAdded,
    EntryChanged,
    EntryEnded,
)
from console.core.names import same_key
from console.core.people import CLIENT_FIELDS, ENTRY_KINDS, Entry, Profile
from console.core.refusal import Refusal
from tests.support.examples import examples
from tests.support.two_rooms import FileRoom, standing

TEXTS = st.sampled_from(
    ["latex", "LA\u200bTEX", " nickel ", "Nickel", "jod\u00e9", "jode\u0301", "penicillin", "", "a\u2069"]
)
PROFILES = st.builds(
    Profile,
    st.sampled_from(["Maya", "Mia"]),
    st.sampled_from(["", "1992-03-14"]),
    st.none() | st.integers(1, 6),
    st.sampled_from(["", "penicillin", "\u202enuts"]),
    st.sampled_from(["", "0151"]),
)
ENTRIES = st.sampled_from([(), (Entry("0" * 32, "medicine", "warfarin"),)])
VALUES = {
    "name": st.sampled_from(["Maya", "Maya Berg", " "]),
    "born": st.sampled_from(["", "1992-03-14", "soon"]),
    "skin": st.none() | st.integers(0, 7),
    "contact": st.sampled_from(["", "0151", "0152"]),
}


def typable(profile: Profile) -> bool:
    """Whether it could be typed: an older program took what turns a text and ends a line."""
    try:
        decide(ClientFile(), [FileRoom(1).event(1, ClientAdded(profile))])
    except Refusal:
        return False
    return True


class TwoRooms(RuleBasedStateMachine):
    """Both rooms know the client; then each changes the file, hears of the other or not; one has an older program."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000
        self.rooms = FileRoom(1), FileRoom(2)
        self.forms: list[ClientFile | None] = [None, None]
        """What each room's form shows, however long it stood open."""

    @initialize(profile=PROFILES, entries=ENTRIES, off=st.sampled_from([0, -50, 50]))
    def begin(self, profile: Profile, entries: tuple[Entry, ...], off: int) -> None:
        self.rooms = FileRoom(1), FileRoom(2, off)
        self.rooms[0].do(self.tick(), ClientAdded(profile))
        self.rooms[0].do(self.tick(), ClientAdded(Profile(profile.name, entries=entries)))
        self.rooms[1].hear(self.rooms[0], 0)

    def tick(self) -> int:
        self.now += 10
        return self.now

    def propose(self, room: FileRoom, *intents: ClientIntent) -> bool:
        """Nothing of what was written reads like another entry, and where anything is refused, nothing is written."""
        known = {event.id for event in room.events}
        done = room.propose(self.tick(), *intents)
        written = {event.id for event in room.events} - known
        assert len(written) == len(intents) * done
        listed = room.profile.listed
        said = Counter((each.kind, same_key(each.text)) for each in listed)
        twice = {each.id for each in listed if said[each.kind, same_key(each.text)] > 1}
        assert not [entry for entry in twice if written & room.file.heads[entry].keys()]
        return done

    @rule(at=st.integers(0, 1), field=st.sampled_from(CLIENT_FIELDS), data=st.data())
    def set_field(self, at: int, field: str, data: st.DataObject) -> None:
        done = self.propose(self.rooms[at], ClientFieldSet(field, data.draw(VALUES.get(field, TEXTS))))  # type: ignore[arg-type]
        assert done or field != "contact", "what two rooms wrote twice bars nothing else"

    @rule(at=st.integers(0, 1), kind=st.sampled_from([*ENTRY_KINDS]), text=TEXTS)
    def add(self, at: int, kind: str, text: str) -> None:
        self.propose(self.rooms[at], EntryAdded(kind, text))  # type: ignore[arg-type]

    @rule(at=st.integers(0, 1), data=st.data(), text=TEXTS, end=st.booleans())
    def change_or_end(self, at: int, data: st.DataObject, text: str, end: bool) -> None:
        room = self.rooms[at]
        entry = data.draw(st.sampled_from([*(each.id for each in room.profile.listed), "unknown"]))
        done = self.propose(room, EntryEnded(entry) if end else EntryChanged(entry, text))
        assert not (done and entry == "unknown")

    @rule(at=st.integers(0, 1))
    def open_a_form(self, at: int) -> None:
        self.forms[at] = self.rooms[at].file

    @rule(at=st.integers(0, 1), contact=VALUES["contact"], texts=st.lists(TEXTS, max_size=4), data=st.data())
    def save_the_form(self, at: int, contact: str, texts: list[str], data: st.DataObject) -> None:
        """However long it stood open: what it did not show stands, and of two values both are told."""
        room, shown = self.rooms[at], self.forms[at]
        if shown is None or shown.profile is None:
            return
        stood = data.draw(st.permutations(shown.profile.listed))
        kept = tuple(replace(each, text=text) for each, text in zip(stood, texts, strict=False))
        after = replace(shown.profile, contact=contact, allergies="", entries=kept)
        before = room.file
        self.propose(room, *changes(shown, after, [each.of for each in shown.conflicts]))
        self.now += 20
        for of, heads in before.heads.items():
            unseen = heads.keys() - shown.heads.get(of, {}).keys()
            assert unseen <= room.file.heads[of].keys()

    @rule(profile=PROFILES)
    def change_it_whole_with_the_older_program(self, profile: Profile) -> None:
        self.rooms[1].do(self.tick(), ClientChanged(profile))

    @rule(to=st.integers(0, 1), seed=st.integers(0, 99))
    def hear(self, to: int, seed: int) -> None:
        self.rooms[to].hear(self.rooms[1 - to], seed)

    @invariant()
    def what_is_shown_is_the_fold_by_definition(self) -> None:
        for room in self.rooms:
            assert reduce(apply, room.events, ClientFile()) == room.file
            assert {of: set(heads.items()) for of, heads in room.file.heads.items()} == standing(room.events)

    @invariant()
    def conflicts_are_what_stands_twice(self) -> None:
        for room in self.rooms:
            told = {each.of for each in room.file.conflicts}
            assert told == {of for of, found in standing(room.events).items() if len({v for _, v in found}) > 1}

    def teardown(self) -> None:
        """In either order the histories are one file; and whoever settles what is in conflict ends it.

        Of entries that say the same one is kept, as the form demands.
        """
        one, two = self.rooms
        mixed = one.events + [each for each in two.events if each not in one.events]
        Random(self.now).shuffle(mixed)
        one.hear(two, 1)
        two.hear(one, 2)
        for order in (mixed, mixed[::-1], one.events, two.events):
            assert reduce(apply, order, ClientFile()) == one.file == two.file
        if one.file.profile:
            once = {(each.kind, same_key(each.text)): each for each in reversed(one.profile.listed)}
            after = replace(one.profile, allergies="", entries=tuple(once.values()))
            self.now += 100
            settled = self.propose(one, *changes(one.file, after, [each.of for each in one.file.conflicts]))
            assert settled or not typable(after)
            assert not (settled and one.file.conflicts)


@pytest.mark.hypothesis
def test_two_rooms_have_one_file_in_the_end() -> None:
    run_state_machine_as_test(TwoRooms, settings=examples(150, stateful_step_count=25))
