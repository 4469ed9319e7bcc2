"""Changing a client: what is meant becomes what is recorded, all of it or nothing."""

from collections.abc import Callable
from functools import partial

import pytest
from msgspec.structs import replace

from console.core.client_file import Conflict, fold
from console.core.client_intents import changes, decide
from console.core.events import ClientAdded, ClientFieldSet, ClientIntent, EntryAdded, EntryChanged, EntryEnded
from console.core.people import OLD_ALLERGIES, Entry, Profile
from tests.support.refused import Act, Case, refused
from tests.support.two_rooms import FileRoom, apart


def test_what_makes_one_profile_the_other_does_so() -> None:
    room = FileRoom(1)
    room.do(1, ClientAdded(Profile("Maya", allergies="penicillin", contact="0151")))
    room.propose(2, EntryAdded("medicine", "warfarin"))
    shown, before = room.file, room.profile
    assert changes(shown, before) == []
    after = Profile("Maya", "1992-03-14", entries=(*before.entries, Entry("", "allergy", "latex")))
    made, (added,) = changes(shown, after), shown.known("name")
    assert made == [
        ClientFieldSet("born", "1992-03-14", (added,)),
        ClientFieldSet("contact", "", (added,)),
        EntryEnded(OLD_ALLERGIES, (added,)),
        EntryAdded("allergy", "latex"),
    ]
    assert room.propose(3, *made)
    assert (room.profile.born, room.profile.texts("allergy")) == ("1992-03-14", ("latex",))
    assert room.profile.texts("medicine") == ("warfarin",)


def test_what_was_written_since_it_was_shown_stays_and_is_told() -> None:
    """A form that stood open, on this machine or another: it replaces what it showed."""
    room = apart()[0]
    shown, profile = room.file, room.profile
    room.propose(3, ClientFieldSet("contact", "0152"), EntryChanged("e1", "latex gloves"))
    typed = replace(profile, contact="0153", entries=(Entry("e1", "allergy", "rubber"), profile.entries[0]))
    assert room.propose(5, *changes(shown, typed))
    assert room.file.conflicts == (Conflict("contact", "0153", ("0152",)), Conflict("e1", "rubber", ("latex gloves",)))


def test_an_entry_that_was_ended_since_it_was_shown_comes_back_with_a_conflict() -> None:
    room = apart()[0]
    shown = room.file
    room.propose(3, EntryEnded("e1"))
    meant = changes(shown, replace(room.profile, entries=(Entry("e1", "allergy", "rubber"), room.profile.entries[0])))
    assert room.propose(4, *meant)
    assert (room.profile.texts("allergy"), room.file.conflicts) == (("rubber",), (Conflict("e1", "rubber", (None,)),))


def test_two_forms_that_end_one_entry_agree() -> None:
    room = apart()[0]
    shown, without = room.file, replace(room.profile, entries=room.profile.entries[:1])
    for now in (3, 4):
        assert room.propose(now, *changes(shown, without))
    assert (room.profile.texts("allergy"), room.file.conflicts) == ((), ())


@pytest.mark.parametrize("texts", [("iodine", "latex"), ("iodine", "nickel"), ("Latex", "iodine"), ("", "latex")])
def test_entries_change_places_and_move_up_in_one_save(texts: tuple[str, str]) -> None:
    """What counts is whether two are the same once all is written."""
    room = FileRoom(1)
    stood = Entry("e1", "allergy", "latex"), Entry("e2", "allergy", "iodine")
    room.do(1, ClientAdded(Profile("Maya", entries=stood)))
    after = tuple(replace(each, text=text) for each, text in zip(stood, texts, strict=True) if text)
    meant = changes(room.file, Profile("Maya", entries=after))
    assert room.propose(2, *meant)
    assert room.profile.texts("allergy") == tuple(filter(None, texts))
    assert not room.propose(8, EntryAdded("allergy", f"{texts[1].upper()} "))
    assert not room.propose(9, EntryAdded("allergy", "x"), EntryAdded("allergy", "X"))


NFC, NFD = "Zo\u00eb \u00c5s", "Zoe\u0308 A\u030as"


@pytest.mark.parametrize(("first", "second"), [(NFC, NFD), (NFD, NFC), ("latex", "LA\u200bTEX"), ("a b", " A  B")])
def test_what_reads_the_same_is_the_same_and_stays_as_it_was_typed(first: str, second: str) -> None:
    room = apart()[0]
    assert room.propose(3, EntryAdded("medicine", first))
    refused("entry-known", lambda: decide(room.file, [room.event(4, EntryAdded("medicine", second))]))
    assert room.profile.texts("medicine")[-1] == first


UNREADABLE = ["a\u202eb", "a\u2069", "\u2066a", "a\nb", "a\x00", "a\u2028b"]


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("meant", [
    partial(ClientFieldSet, "contact"), partial(EntryAdded, "condition"), partial(EntryChanged, "e1"),
    lambda text: ClientAdded(Profile("Maya", contact=text)), lambda text: ClientAdded(Profile("Maya", allergies=text)),
    lambda text: ClientAdded(Profile("Maya", entries=(Entry("e1", "allergy", text),))),
])  # fmt: skip
def test_what_turns_the_text_or_ends_the_line_is_refused_wherever_it_is_typed(
    text: str, meant: Callable[[str], ClientIntent]
) -> None:
    room = apart()[0]
    refused("text-unreadable", lambda: decide(room.file, [room.event(3, meant(text))]))


def test_signs_without_width_go_and_what_shows_nothing_is_nothing() -> None:
    room = apart()[0]
    assert room.propose(3, ClientFieldSet("contact", "\ufeff0\u200b152 "), EntryChanged("e1", "la\u00adtex\u2060"))
    assert (room.profile.contact, room.profile.texts("allergy")) == ("0152", ("latex",))
    assert room.propose(6, ClientFieldSet("contact", "\u200b \u200d"), ClientFieldSet("name", "Ma\u200bya"))
    assert (room.profile.contact, room.profile.name) == ("", "Maya")
    refused("entry-needs-text", lambda: decide(room.file, [room.event(9, EntryAdded("allergy", "\u200b"))]))


def test_what_two_rooms_added_both_stays_and_bars_no_other_change() -> None:
    one, two = apart()
    one.propose(3, EntryAdded("allergy", "nickel"))
    two.propose(4, EntryAdded("allergy", "Nickel"))
    one.hear(two, 0)
    assert sorted(one.profile.texts("allergy")) == ["Nickel", "latex", "nickel"]
    assert one.propose(5, ClientFieldSet("contact", "0152"), EntryAdded("allergy", "iodine"))
    assert one.propose(7, EntryEnded(next(each.id for each in one.profile.listed if each.text == "nickel")))


def test_a_text_of_before_stays_and_bars_no_change() -> None:
    """An older program took it; it folds, and what else is known can be changed."""
    room = FileRoom(1)
    room.do(1, ClientAdded(Profile("Ma\u202eya", contact="a\nb", entries=(Entry("e1", "allergy", "la\u2069tex"),))))
    assert room.propose(2, ClientFieldSet("skin", 3), EntryAdded("medicine", "iron"))
    assert (room.profile.name, room.profile.contact) == ("Ma\u202eya", "a\nb")
    assert room.profile.texts("allergy") == ("la\u2069tex",)


TWINS = Profile("A", entries=(Entry("1", "allergy", "x"), Entry("2", "allergy", "X")))
INTENTS: list[tuple[str, ClientIntent]] = [
    ("name-needed", ClientFieldSet("name", " ")),
    ("name-unreadable", ClientFieldSet("name", "a\nb")),
    ("not-a-day", ClientFieldSet("born", "soon")),
    ("year-not-meant", ClientFieldSet("born", "0203-02-01")),
    ("born-in-future", ClientFieldSet("born", "2027-02-01")),
    ("born-too-long-ago", ClientFieldSet("born", "1900-02-01")),
    ("skin-type-range", ClientFieldSet("skin", 7)),
    ("entry-needs-text", EntryAdded("allergy", " ")),
    ("text-unreadable", EntryAdded("allergy", "a\u202eb")),
    ("entry-known", EntryAdded("allergy", "LATEX ")),
    ("entry-needs-text", EntryChanged("e1", "")),
    ("no-such-entry", EntryChanged("e9", "iodine")),
    ("no-such-entry", EntryEnded("e9")),
    ("entry-known", ClientAdded(TWINS)),
    ("name-needed", ClientAdded(Profile(""))),
]
REFUSALS: list[Case] = [
    *((code, partial(decide, apart()[0].file, [FileRoom(1).event(3, intent)])) for code, intent in INTENTS),
    ("unknown-client", lambda: decide(fold([]), [FileRoom(1).event(3, EntryEnded("e1"))])),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_the_same_text_may_be_an_allergy_and_a_condition() -> None:
    room = apart()[0]
    assert room.propose(3, EntryAdded("condition", "latex"))
