"""What is shown of a client whom two rooms changed apart, and of one whom an older program changed."""

from functools import reduce

import pytest
from msgspec.structs import replace

from console.core.client_file import ClientFile, Conflict, apply, fold, follow
from console.core.client_gaps import completed, filled
from console.core.client_intents import decide
from console.core.clock import Instant
from console.core.events import (
    ClientAdded,
    ClientBody,
    ClientChanged,
    ClientErased,
    ClientFieldSet,
    EntryAdded,
    EntryChanged,
    EntryEnded,
    Event,
)
from console.core.people import OLD_ALLERGIES, UNSORTED, Entry, Profile
from console.core.refusal import Refusal
from tests.support.two_rooms import FileRoom, apart


def test_of_whom_anything_is_known_has_a_profile_without_a_name_as_well() -> None:
    """The event that added them can't be read: an allergy is not out of sight for that."""
    one, _ = apart()
    file = reduce(follow, [*one.events[1:], one.event(3, EntryAdded("allergy", "nuts"))], ClientFile())
    assert file.profile is not None
    assert (file.profile.name, "; ".join(file.profile.texts("allergy")), "; ".join(file.profile.texts("medicine"))) == (
        "",
        "nuts",
        "warfarin",
    )
    assert ClientFile().profile is None
    assert replace(ClientFile(), unread="a").profile == Profile("")
    assert replace(file, erased=True).profile is None


def test_an_entry_that_nothing_gives_a_kind_is_seen_as_an_allergy_and_can_be_ended() -> None:
    one, _ = apart()
    one.propose(3, EntryAdded("medicine", "aspirin"))
    added = one.events[-1].id
    one.propose(4, EntryChanged(added, "penicillin"))
    file = fold([each for each in one.events if each.id != added])
    assert file.profile is not None
    assert "; ".join(file.profile.texts("allergy")) == "penicillin; latex"
    (ended,) = decide(file, [one.event(5, EntryEnded(added))])
    after = apply(file, ended).profile
    assert after is not None
    assert "; ".join(after.texts("allergy")) == "latex"
    with pytest.raises(Refusal):
        decide(file, [one.event(5, EntryEnded("name", ("x",)))])


def test_the_text_of_an_older_program_comes_first_once_it_is_sorted_too() -> None:
    room = FileRoom(1)
    room.do(1, ClientAdded(Profile("Maya", allergies="penicillin")))
    assert room.propose(2, EntryAdded("allergy", "latex"))
    assert room.propose(3, EntryChanged(OLD_ALLERGIES, "penicillin", groups=("antibiotics",)))
    assert room.profile.texts("allergy") == ("penicillin", "latex")


def test_a_file_with_an_entry_that_cannot_be_read_is_completed_by_what_stood() -> None:
    one, _ = apart()
    one.propose(3, ClientFieldSet("contact", "0152"), EntryAdded("allergy", "nuts"))
    stood, lost = one.profile, one.events[2:]
    file = replace(fold(one.events[:2]), unread=lost[-1].id)
    assert completed(file, stood).profile == stood
    assert completed(file, stood).conflicts == ()
    kept = completed(file, replace(stood, contact="", entries=())).profile
    assert kept == file.profile, "what nothing stood of stays"
    (ended,) = decide(completed(file, stood), [one.event(9, EntryEnded(lost[1].id))])
    after = apply(completed(file, stood), ended).profile
    assert after is not None
    assert "nuts" not in "; ".join(after.texts("allergy"))
    assert completed(fold(one.events[:2]), stood) == fold(one.events[:2])


def test_what_a_file_says_nothing_of_is_filled_by_what_is_known_from_elsewhere() -> None:
    one, _ = apart()
    one.propose(3, ClientFieldSet("contact", "0152"), EntryEnded("e1"))
    file = replace(fold(one.events[1:]), unread=one.events[0].id)
    taken = Profile(
        "Maya", skin=2, contact="0151", entries=(Entry("e1", "allergy", "latex"), Entry("e2", "allergy", "x"))
    )
    known = filled(file, taken).profile
    assert known is not None
    assert (known.name, known.skin, known.contact, "; ".join(known.texts("allergy"))) == ("Maya", 2, "0152", "x")


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


SAID = EntryChanged("e1", "spray", (), ("amide",))
APART = [
    ((SAID, replace(SAID, groups=("none",))), ("amide",)),
    ((replace(SAID, groups=("none",)), SAID), ("amide",)),
    ((SAID, replace(SAID, groups=("ester",))), ("amide", "ester")),
    ((SAID, EntryEnded("e1")), ("amide",)),
    ((SAID, EntryChanged("e1", "spray at the dentist")), ("amide", UNSORTED)),
    ((replace(SAID, groups=("none",)), EntryChanged("e1", "lidocaine spray")), ()),
    ((replace(SAID, groups=("none",)), EntryEnded("e1")), ("none",)),
]


@pytest.mark.parametrize(("told", "groups"), APART)
def test_an_entry_that_rooms_sorted_apart_touches_what_either_says_until_it_is_settled(
    told: tuple[EntryChanged | EntryEnded, ...], groups: tuple[str, ...]
) -> None:
    one, two = FileRoom(1), FileRoom(2)
    one.do(1, ClientAdded(Profile("Maya", entries=(Entry("e1", "allergy", "spray"),))))
    two.hear(one, 0)
    assert one.propose(10, told[0])
    assert two.propose(20, told[1])
    one.hear(two, 1)
    assert one.profile.entries[0].groups == groups
    assert one.propose(30, replace(SAID, groups=("none",)))
    assert one.profile.entries[0].groups == ("none",)
