"""What is said of a paper: by its bytes in the log, by making it again, or of its record alone; never too much."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.app.copies import Summary, note_copy
from console.app.erasure import erase, set_retention
from console.app.paper_check import PaperCheck, check_paper, copies_that_left
from console.core.events import Noted, PersonChanged, SignedOff, StoppedEarly
from console.core.paper_keywords import FORM, FORMS, PaperKeywords, keywords_of, read_keywords
from console.core.record import Record
from tests.support.app_room import Room
from tests.support.memory_store import MemoryStore

YEAR_MS = 366 * 86_400_000
OLDER, NEWER = FORM - 1, FORM + 1


def drawn(record: Record, said: PaperKeywords, layout: str = "today's") -> bytes:
    """A paper as far as the check knows one: what it says of itself, and something drawn."""
    text = keywords_of(record, said.paper, said.lang, said.form).text()
    return f"%PDF {layout} /Keywords ({text}) {record.state().step}".encode()


def remade(record: Record, said: PaperKeywords) -> bytes | None:
    """A program that makes its own form in English, and drew the one before otherwise."""
    return drawn(record, said) if said.form in FORMS and said.lang == "en" else None


class Desk:
    """A room with a session, and papers of it."""

    def __init__(self) -> None:
        self.room = Room(MemoryStore("clinic"))
        self.session = self.room.sessions.begin(self.room.maya, self.room.osei).id
        self.room.sessions.propose(self.session, Noted("a bruise"))

    def sign(self) -> "Desk":
        for body in (StoppedEarly("unwell"), SignedOff()):
            self.room.sessions.propose(self.session, body)
        return self

    def paper(self, form: int = FORM, lang: str = "en", layout: str = "today's") -> bytes:
        record = self.room.sessions.record(self.session)
        return drawn(record, keywords_of(record, "a4", lang, form), layout)

    def note(self, pdf: bytes) -> bytes:
        state = self.room.sessions.state(self.session)
        note_copy(self.room.clinic, Summary(state, self.room.sessions.record(self.session).digest, pdf))
        return pdf

    def check(self, pdf: bytes) -> PaperCheck:
        return check_paper(self.room.store, self.room.sessions, pdf, remade, copies_that_left(self.room.store))


@pytest.fixture
def desk() -> Desk:
    return Desk().sign()


TRUE, NOT_COMPARED = PaperCheck("true", True), PaperCheck("not-compared")


@pytest.mark.parametrize("form", [OLDER, FORM, NEWER])
@pytest.mark.parametrize("lang", ["en", "pt-BR"])
def test_a_paper_that_left_is_true_whatever_its_form(desk: Desk, form: int, lang: str) -> None:
    assert desk.check(desk.note(desk.paper(form, lang, "another layout"))) == TRUE


def test_one_of_a_form_whose_keywords_nobody_here_knows_as_well(desk: Desk) -> None:
    assert desk.check(pdf := b"%PDF stipple-record 3 all-new") == PaperCheck("foreign")
    assert desk.check(desk.note(pdf)) == TRUE


@pytest.mark.parametrize(
    ("form", "lang", "layout", "found"),
    [
        (FORM, "en", "today's", TRUE),
        (FORM, "en", "another", PaperCheck("altered")),
        (FORM, "fr", "today's", NOT_COMPARED),
        (OLDER, "en", "today's", TRUE),
        (OLDER, "en", "another", NOT_COMPARED),
        (NEWER, "en", "today's", NOT_COMPARED),
    ],
)
def test_one_that_is_not_in_the_log(desk: Desk, form: int, lang: str, layout: str, found: PaperCheck) -> None:
    assert desk.check(desk.paper(form, lang, layout)) == found


@pytest.mark.parametrize("change", [lambda pdf: pdf + b" ", lambda pdf: pdf.replace(b"%PDF", b"%PDG")])
def test_what_left_and_was_altered_since_is_not_what_left(desk: Desk, change: Callable[[bytes], bytes]) -> None:
    assert desk.check(change(desk.note(desk.paper()))) == PaperCheck("altered")
    assert desk.check(change(desk.note(desk.paper(OLDER)))) == NOT_COMPARED


@pytest.mark.parametrize("form", [OLDER, FORM, NEWER])
def test_an_older_paper_of_another_record_is_not_called_unchanged(desk: Desk, form: int) -> None:
    record = desk.room.sessions.record(desk.session)
    forged = replace(keywords_of(record, "a4", "en", form), digest="0" * 64)
    assert desk.check(f"/Keywords ({forged.text()})".encode()) == PaperCheck("differs")


def test_a_paper_of_an_open_session_stays_true(desk: Desk) -> None:
    """Months later the clinic's table of local time reaches further; that changes no record of then."""
    desk = Desk()
    pdf, digest = desk.paper(), desk.room.sessions.record(desk.session).digest
    for _ in range(4):
        desk.room.clock.advance(YEAR_MS // 4)
        assert desk.room.sessions.record(desk.session).digest == digest
        assert desk.check(pdf) == TRUE
    desk.sign()
    assert desk.check(pdf).code == "true-since"


def test_who_is_called_otherwise_since_makes_no_paper_false_that_left(desk: Desk) -> None:
    desk = Desk()
    left, other = desk.note(desk.paper()), desk.paper(layout="another")
    renamed = replace(desk.room.osei, name="A. Osei-Berg")
    desk.room.store.append(desk.room.clinic.event(PersonChanged(renamed)))
    assert (desk.check(left), desk.check(other).good) == (TRUE, False)


def test_a_paper_of_an_erased_client_that_left_is_told_to_be_true(desk: Desk) -> None:
    pdf, unknown = desk.note(desk.paper()), desk.paper(layout="another")
    room = desk.room
    set_retention(room.store, room.clock, room.random, room.osei, 1, "")
    room.clock.advance(2 * YEAR_MS)
    erase(room.store, room.sessions, room.clock, room.random, room.osei, room.maya, "retention period over")
    assert desk.check(pdf) == PaperCheck("true-erased", True)
    for other in (unknown, pdf + b" "):
        assert desk.check(other) == PaperCheck("erased-not-compared"), (
            "digest and head are true, the page may be anything"
        )


@pytest.mark.parametrize(("form", "lang"), [(1, "en"), (2, "en"), (17, "pt-BR"), (3, "zh-Hant-TW")])
def test_keywords_are_read_as_they_were_written(desk: Desk, form: int, lang: str) -> None:
    said = keywords_of(desk.room.sessions.record(desk.session), "letter", lang, form)
    assert read_keywords(f"/Keywords ({said.text()})".encode()) == said
    assert (f"form={form} lang={lang}" in said.text()) == (form != 1)
