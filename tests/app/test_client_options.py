"""What a script line says of a client: which entries stay the same, and which conflicts it settles."""

from console.app.scripts.client_options import said, with_options
from console.core.events import ClientFieldSet, EntryChanged, EntryEnded
from console.core.people import Entry, Profile
from tests.support.two_rooms import apart


def test_a_line_settles_what_it_speaks_of_and_nothing_else() -> None:
    one, two = apart()
    one.propose(10, ClientFieldSet("contact", "0152"), EntryChanged("e1", "latex gloves"))
    two.propose(20, ClientFieldSet("contact", "0153"), EntryEnded("e1"))
    one.hear(two, 0)
    assert said(one.file, {"contact"}) == ["contact"]
    assert said(one.file, {"allergies", "skin"}) == ["e1"]
    assert said(one.file, {"medicines"}) == []


def test_an_entry_that_reads_the_same_stays_and_reads_as_it_is_written() -> None:
    known = Profile("Maya", entries=(Entry("e1", "allergy", "jode\u0301"), Entry("e2", "allergy", "latex")))
    after = with_options(known, {"allergies": "Latex; jod\u00e9; jod\u00e9"}, int)
    assert after.entries == (
        Entry("e2", "allergy", "Latex"), Entry("e1", "allergy", "jod\u00e9"), Entry("", "allergy", "jod\u00e9"),
    )  # fmt: skip
