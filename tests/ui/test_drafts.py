"""What somebody typed and did not save is kept for them, said, and stands there again; a recorded one is gone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from console.app.ports import StoreError
from console.core.events import Noted, Paused
from console.exchange.contents import Udi
from console.ui.kit.drafts import Drafts, Place
from console.ui.session.product_form import ProductForm
from console.ui.session.product_list import ask_product
from tests.screens.walk import FORTY
from tests.support.moves import LIND, OSEI
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

ESCAPE = Qt.Key.Key_Escape
NOTE = Place("note", "maya", "first")


def note(desk: RunScreenRoom) -> QPlainTextEdit:
    form = desk.page.prompt.form
    assert form is not None
    return form if isinstance(form, QPlainTextEdit) else form.findChildren(QPlainTextEdit)[0]


def reason(desk: RunScreenRoom) -> QLineEdit:
    form = desk.page.prompt.form
    assert isinstance(form, QLineEdit)
    return form


def said(desk: RunScreenRoom) -> str:
    return desk.page._toast.accessibleName() if desk.page._toast.isVisible() else ""


def test_only_who_typed_it_is_shown_it() -> None:
    drafts = Drafts()
    drafts.keep(NOTE, "Note", {"text": "of nobody"})
    drafts.come(OSEI)
    drafts.keep(NOTE, "Note", {"text": "cold hands"})
    drafts.leave()
    assert drafts.at(NOTE) == {}
    drafts.come(LIND)
    assert drafts.at(NOTE) == {}
    assert drafts.titles() == []
    assert drafts.counts() == {"A. Osei": 1}
    drafts.leave()
    drafts.come(OSEI)
    assert drafts.at(NOTE) == {"text": "cold hands"}
    assert drafts.titles("first") == ["Note"]
    assert drafts.titles("second") == []


def test_what_was_sent_stays_until_it_is_recorded() -> None:
    drafts = Drafts()
    for goes, stands in ((drafts.stayed, True), (drafts.arrived, False)):
        drafts.come(OSEI)
        drafts.keep(NOTE, "Note", {"text": "cold hands"})
        drafts.send(NOTE)
        drafts.leave()
        goes()
        drafts.arrived()
        drafts.come(OSEI)
        assert bool(drafts.at(NOTE)) == stands


def test_an_erased_client_takes_along_what_was_typed_about_them() -> None:
    drafts = Drafts()
    drafts.come(OSEI)
    for client in ("maya", "tom"):
        drafts.keep(Place("form", client), "Form", {"text": client})
    drafts.forget_client("maya")
    assert [drafts.at(Place("form", each)) for each in ("maya", "tom")] == [{}, {"text": "tom"}]
    drafts.clear()
    assert drafts.counts() == {}


def test_a_note_put_away_stands_there_again_until_it_is_saved(desk: RunScreenRoom) -> None:
    desk.key("n", "cold hands", ESCAPE)
    assert said(desk).startswith("✎ Not saved: “Write or read a note”.")
    desk.key("n")
    assert note(desk).toPlainText() == "cold hands"
    desk.key(", warm feet")
    desk.click("Save the note")
    assert isinstance(last := desk.state.history[-1].body, Noted)
    assert last.text == "cold hands, warm feet"
    desk.key("n")
    assert note(desk).toPlainText() == ""
    desk.key("cold hands", ESCAPE, "n")
    desk.click("Throw away what was typed")
    desk.key("n")
    assert note(desk).toPlainText() == ""
    assert desk.model.drafts.counts() == {}


def test_a_danger_card_keeps_what_was_being_typed(desk: RunScreenRoom) -> None:
    desk.key("n", "cold hands", Qt.Key.Key_F8)
    assert desk.page._danger.shown
    desk.click("Back to the step")
    assert "Typed and not saved yet: Write or read a note." in said(desk)


def test_a_note_that_the_disk_did_not_take_is_kept(desk: RunScreenRoom) -> None:
    desk.key("n", "cold hands")
    desk.model.propose_for = lambda *_: desk.model.fail(StoreError("disk-full"))  # type: ignore[method-assign]
    desk.click("Save the note")
    del desk.model.propose_for
    desk.model.propose(Paused())
    desk.settle()
    desk.key("n")
    assert note(desk).toPlainText() == "cold hands"


def test_a_reason_in_own_words_is_kept_by_what_it_is_for(desk: RunScreenRoom) -> None:
    def own_words(*keys: str) -> None:
        desk.key(*keys)
        desk.click("In own words …")

    own_words("p")
    desk.key("the phone", ESCAPE)
    own_words("p")
    assert reason(desk).text() == "the phone"
    desk.key(ESCAPE)
    own_words("m", "9")
    assert reason(desk).text() == ""


def test_what_is_typed_of_a_cream_is_its_own_persons_and_its_sessions(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(" ", "1")
    lot = next(each for each in desk.page.findChildren(QLineEdit) if each.accessibleName() == "Lot")
    QTest.keyClicks(lot, "AB12")
    drafts = desk.model.drafts
    for person, stands in ((LIND, ""), (desk.room.osei, "AB12")):
        drafts.leave()
        assert lot.text() == ""
        drafts.come(person)
        desk.page.show_state(desk.state)
        assert lot.text() == stands
    desk.click("Cream on · ")
    assert desk.state.applications[0].lot == "AB12"
    assert drafts.counts() == {}


def lot(desk: RunScreenRoom) -> QLineEdit:
    every = desk.page.findChildren(QLineEdit)
    return next(each for each in every if each.accessibleName() == "Lot" and each.isVisible())


def test_what_was_scanned_and_pressed_of_a_cream_stands_there_again_after_the_lock(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(" ", "1")
    assert desk.page.take_scan(Udi("04012345678901", "AB12", "2027-06-30", serial="S9"))
    desk.click("More: Grams")
    desk.click("Under film")
    desk.model.drafts.leave()
    assert lot(desk).text() == ""
    desk.model.drafts.come(desk.room.osei)
    desk.page.show_state(desk.state)
    desk.click("Cream on · ")
    cream = desk.state.applications[0]
    assert (cream.lot, cream.serial, cream.mass_mg, cream.occluded) == ("AB12", "S9", 500, True)
    assert desk.model.drafts.counts() == {}


def test_what_is_typed_of_a_second_cream_stands_there_again_after_another_session(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(" ", "1")
    desk.click("Cream on · ")
    first = desk.state.id
    desk.click("Another cream")
    desk.key("1")
    QTest.keyClicks(lot(desk), "AB12")
    desk.begin(FORTY)
    desk.lead(prepared)
    desk.key(" ")
    assert desk.state.step == "numbing"
    desk.model.choose(first)
    desk.settle()
    desk.click("Another cream")
    assert lot(desk).text() == "AB12"
    desk.key("2")
    assert lot(desk).text() == ""
    assert desk.model.drafts.counts() == {}


def test_no_pack_gets_the_name_of_another_and_each_keeps_its_code(desk: RunScreenRoom) -> None:
    """What was typed beside one scan stands there when that pack is scanned again, and nowhere else."""

    def form() -> ProductForm:
        made = desk.page.prompt.form
        assert isinstance(made, ProductForm)
        return made

    first, other = Udi("04012345678901", "AB12", "2027-06-30", serial="S9"), Udi("04012345678918", "CD34")
    ask_product(desk.page.context)
    QTest.keyClicks(form()._name, "by hand")
    for pack, typed in ((first, "Hyalu"), (other, "")):
        desk.key(ESCAPE)
        ask_product(desk.page.context, pack)
        assert form()._name.text() == ""
        QTest.keyClicks(form()._name, typed)
    desk.key(ESCAPE)
    ask_product(desk.page.context, first)
    kept = form()._pack
    assert (form()._name.text(), kept.lot.text(), kept.code, kept.serial) == ("Hyalu", "AB12", first.gtin, "S9")
    desk.key(ESCAPE)
    ask_product(desk.page.context)
    assert form()._name.text() == "by hand"


def test_what_was_on_its_way_to_a_reason_that_nobody_gave_is_kept(desk: RunScreenRoom) -> None:
    desk.key("m", "2", "by hand")
    desk.click("Why?")
    desk.key(ESCAPE)
    desk.model.propose(Paused())
    desk.settle()
    desk.key("m", "2")
    assert note(desk).toPlainText() == "by hand"
