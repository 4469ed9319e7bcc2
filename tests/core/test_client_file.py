"""A client's file is a function of the set of its events: in any order, from any number of rooms."""

from functools import partial, reduce
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from console.core.client_file import ClientFile, Conflict, apply, changes, decide, fold
from console.core.clock import Instant
from console.core.events import (
    ClientAdded,
    ClientBody,
    ClientChanged,
    ClientErased,
    ClientFieldSet,
    ClientIntent,
    EntryAdded,
    EntryChanged,
    EntryEnded,
    Event,
)
from console.core.people import CLIENT_FIELDS, ENTRY_KINDS, OLD_ALLERGIES, Entry, Profile
from tests.support.refused import Act, Case, refused
from tests.support.two_rooms import FileRoom, standing

TEXTS = st.sampled_from(["latex", "Penicillin", " nickel ", "LATEX", "", "iodine"])
PROFILES = st.builds(
    Profile,
    st.sampled_from(["Maya", "Mia"]),
    st.sampled_from(["", "1992-03-14"]),
    st.none() | st.integers(1, 6),
    st.sampled_from(["", "penicillin"]),
    st.sampled_from(["", "0151"]),
)
ENTRIES = st.sampled_from([(), (Entry("0" * 32, "medicine", "warfarin"),)])
VALUES = {
    "name": st.sampled_from(["Maya", "Maya Berg", " "]),
    "born": st.sampled_from(["", "1992-03-14", "soon"]),
    "skin": st.none() | st.integers(0, 7),
    "contact": st.sampled_from(["", "0151", "0152"]),
}


class TwoRooms(RuleBasedStateMachine):
    """Both rooms know the client; then each changes the file, hears of the other or not; one has an older program."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000
        self.rooms = FileRoom(1), FileRoom(2)

    @initialize(profile=PROFILES, entries=ENTRIES, off=st.sampled_from([0, -50, 50]))
    def begin(self, profile: Profile, entries: tuple[Entry, ...], off: int) -> None:
        self.rooms = FileRoom(1), FileRoom(2, off)
        self.rooms[0].do(self.tick(), ClientAdded(profile))
        self.rooms[0].do(self.tick(), ClientAdded(Profile(profile.name, entries=entries)))
        self.rooms[1].hear(self.rooms[0], 0)

    def tick(self) -> int:
        self.now += 10
        return self.now

    @rule(at=st.integers(0, 1), field=st.sampled_from(CLIENT_FIELDS), data=st.data())
    def set_field(self, at: int, field: str, data: st.DataObject) -> None:
        self.rooms[at].propose(self.tick(), ClientFieldSet(field, data.draw(VALUES.get(field, TEXTS))))  # type: ignore[arg-type]

    @rule(at=st.integers(0, 1), kind=st.sampled_from([*ENTRY_KINDS]), text=TEXTS)
    def add(self, at: int, kind: str, text: str) -> None:
        self.rooms[at].propose(self.tick(), EntryAdded(kind, text))  # type: ignore[arg-type]

    @rule(at=st.integers(0, 1), data=st.data(), text=TEXTS, end=st.booleans())
    def change_or_end(self, at: int, data: st.DataObject, text: str, end: bool) -> None:
        room = self.rooms[at]
        entry = data.draw(st.sampled_from([*(each.id for each in room.profile.listed), "unknown"]))
        done = room.propose(self.tick(), EntryEnded(entry) if end else EntryChanged(entry, text))
        assert not (done and entry == "unknown")

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
        """In either order the histories are one file; and whoever settles what is in conflict ends it."""
        one, two = self.rooms
        mixed = one.events + [each for each in two.events if each not in one.events]
        Random(self.now).shuffle(mixed)
        one.hear(two, 1)
        two.hear(one, 2)
        for order in (mixed, mixed[::-1], one.events, two.events):
            assert reduce(apply, order, ClientFile()) == one.file == two.file
        if one.file.profile:
            for intent in changes(one.profile, one.profile, [each.of for each in one.file.conflicts]):
                one.propose(self.tick() + 100, intent)
            left = {each.of for each in one.file.conflicts}
            texts = [(each.kind, each.text.casefold()) for each in one.profile.listed]
            assert not left or len(set(texts)) < len(texts)


def test_two_rooms_have_one_file_in_the_end() -> None:
    run_state_machine_as_test(TwoRooms, settings=settings(max_examples=150, stateful_step_count=25))


def apart() -> tuple[FileRoom, FileRoom]:
    """Two rooms that know the same client, with two entries."""
    one, two = FileRoom(1), FileRoom(2)
    one.do(1, ClientAdded(Profile("Maya", contact="0151", entries=(Entry("e1", "allergy", "latex"),))))
    one.do(2, EntryAdded("medicine", "warfarin"))
    two.hear(one, 0)
    return one, two


def test_different_fields_of_two_rooms_are_one_file_without_a_conflict() -> None:
    one, two = apart()
    one.propose(3, ClientFieldSet("contact", "0152"))
    two.propose(3, ClientFieldSet("skin", 4))
    one.hear(two, 0)
    assert (one.file.conflicts, one.profile.contact) == ((), "0152")
    assert one.profile.skin == 4


def test_one_field_of_two_rooms_shows_the_later_and_tells_both() -> None:
    one, two = apart()
    one.propose(4, ClientFieldSet("contact", "0152"))
    two.propose(3, ClientFieldSet("contact", "0153"))
    one.hear(two, 0)
    assert one.profile.contact == "0152"
    assert one.file.conflicts == (Conflict("contact", "0152", ("0153",)),)


def test_a_later_value_settles_it() -> None:
    one, two = apart()
    one.propose(4, ClientFieldSet("contact", "0152"))
    two.propose(3, ClientFieldSet("contact", "0153"))
    one.hear(two, 0)
    one.propose(5, ClientFieldSet("contact", "0153"))
    assert (one.file.conflicts, one.profile.contact) == ((), "0153")


def test_an_allergy_that_one_room_ended_and_another_changed_stays() -> None:
    one, two = apart()
    one.propose(3, EntryChanged("e1", "latex gloves"))
    two.propose(4, EntryEnded("e1"))
    assert two.profile.texts("allergy") == ()
    two.hear(one, 0)
    assert two.profile.texts("allergy") == ("latex gloves",)
    assert two.file.conflicts == (Conflict("e1", "latex gloves", (None,)),)


def test_the_same_value_from_two_rooms_is_no_conflict() -> None:
    one, two = apart()
    for room in (one, two):
        room.propose(3, ClientFieldSet("skin", 2))
        room.propose(4, EntryEnded("e1"))
    one.hear(two, 0)
    assert one.file.conflicts == ()
    assert (one.profile.skin, one.profile.texts("allergy")) == (2, ())


def logged(*bodies: ClientBody, at: tuple[int, ...]) -> ClientFile:
    """One log's file, from events with these clocks."""
    at_all = zip(at, bodies, strict=True)
    return fold(Event(f"{now:032x}", "", "c1", "osei", Instant(now, now, "b"), body) for now, body in at_all)


@pytest.mark.parametrize("at", [(1, 2, 3), (9, 5, 3)])
def test_the_log_of_an_older_program_folds_in_its_order_for_ever(at: tuple[int, ...]) -> None:
    """Also where the clock was set back."""
    first, later = Profile("Maya", "1992-03-14", 3, "penicillin", "0151"), Profile("Maya Berg", "1992-03-14", 4)
    assert logged(ClientAdded(first), at=at[:1]).profile == first
    assert first.listed == (Entry(OLD_ALLERGIES, "allergy", "penicillin"),)
    file = logged(ClientAdded(first), ClientChanged(Profile("Mia", contact="0152")), ClientChanged(later), at=at)
    assert (file.profile, file.conflicts) == (later, ())


def test_a_field_set_after_it_stands_whatever_the_clock_says() -> None:
    room = FileRoom(1)
    room.do(9, ClientAdded(Profile("Maya", contact="0151")))
    room.do(5, ClientChanged(Profile("Maya", contact="0152")))
    room.propose(2, ClientFieldSet("contact", "0153"))
    assert (room.profile.contact, room.file.conflicts) == ("0153", ())


def test_what_an_older_program_wrote_over_unseen_is_told() -> None:
    one, two = apart()
    one.propose(3, ClientFieldSet("contact", "0152"))
    two.do(4, ClientChanged(Profile("Maya", contact="0151")))
    two.hear(one, 0)
    assert two.file.conflicts == (Conflict("contact", "0151", ("0152",)),)
    assert two.profile.texts("allergy") == ("latex",)


def test_the_text_of_an_older_program_is_changed_and_ended_like_an_entry() -> None:
    room = FileRoom(1)
    room.do(1, ClientAdded(Profile("Maya", allergies="penicillin")))
    room.propose(2, EntryChanged(OLD_ALLERGIES, "penicillin V"))
    room.propose(3, EntryAdded("allergy", "latex"))
    assert room.profile.texts("allergy") == ("penicillin V", "latex")
    room.propose(4, EntryEnded(OLD_ALLERGIES))
    assert room.profile.texts("allergy") == ("latex",)


def test_who_was_erased_has_nothing_left_to_show() -> None:
    one, two = apart()
    one.propose(3, ClientFieldSet("contact", "0152"))
    two.propose(3, ClientFieldSet("contact", "0153"))
    one.hear(two, 0)
    one.do(5, ClientErased((), "Ada", "asked for it"))
    assert (one.file.profile, one.file.conflicts, one.file.erased) == (None, (), True)


def test_what_makes_one_profile_the_other_does_so() -> None:
    room = FileRoom(1)
    room.do(1, ClientAdded(Profile("Maya", allergies="penicillin", contact="0151")))
    room.propose(2, EntryAdded("medicine", "warfarin"))
    before = room.profile
    assert changes(before, before) == []
    after = Profile("Maya", "1992-03-14", entries=(*before.entries, Entry("", "allergy", "latex")))
    made = changes(before, after)
    assert made == [
        ClientFieldSet("born", "1992-03-14"),
        ClientFieldSet("contact", ""),
        EntryEnded(OLD_ALLERGIES),
        EntryAdded("allergy", "latex"),
    ]
    for now, intent in enumerate(made, 3):
        assert room.propose(now, intent)
    assert (room.profile.born, room.profile.texts("allergy")) == ("1992-03-14", ("latex",))
    assert room.profile.texts("medicine") == ("warfarin",)


TWINS = Profile("A", entries=(Entry("1", "allergy", "x"), Entry("2", "allergy", "X")))
INTENTS: list[tuple[str, ClientIntent]] = [
    ("name-needed", ClientFieldSet("name", " ")),
    ("name-unreadable", ClientFieldSet("name", "a\nb")),
    ("not-a-day", ClientFieldSet("born", "soon")),
    ("skin-type-range", ClientFieldSet("skin", 7)),
    ("entry-needs-text", EntryAdded("allergy", " ")),
    ("entry-known", EntryAdded("allergy", "LATEX ")),
    ("entry-needs-text", EntryChanged("e1", "")),
    ("no-such-entry", EntryChanged("e9", "iodine")),
    ("no-such-entry", EntryEnded("e9")),
    ("entry-known", ClientAdded(TWINS)),
    ("name-needed", ClientAdded(Profile(""))),
]
REFUSALS: list[Case] = [
    *((code, partial(decide, apart()[0].file, intent)) for code, intent in INTENTS),
    ("unknown-client", lambda: decide(fold([]), EntryEnded("e1"))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_the_same_text_may_be_an_allergy_and_a_condition() -> None:
    room = apart()[0]
    assert room.propose(3, EntryAdded("condition", "latex"))
