"""Only what somebody typed counts as not saved: on every form, and on no form that stands as it was opened."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from console.exchange.contents import Udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.drafts import Drafts, Place
from console.ui.kit.fields import Field, Tick
from console.ui.kit.form_draft import FormDraft, text_fields
from console.ui.kit.layouts import column
from console.ui.kit.pack_fields import Pack
from console.ui.kit.page_draft import PageDraft
from console.ui.kit.sheet_draft import SheetDraft
from console.ui.session.amount_field import Amount, half_gram
from console.ui.session.minutes_pad import MinutesPad
from console.ui.session.product_form import ProductForm
from console.ui.session.product_list import ask_product
from console.ui.shell.leaving import unsaved_text
from tests.support.left_open import discard
from tests.support.moves import OSEI
from tests.support.scans import choose_kind
from tests.support.texts import WORDS
from tests.support.window_room import RunScreenRoom

ESCAPE = Qt.Key.Key_Escape
PACK = Udi("04012345678901", "AB12", "2027-06-30", serial="S9")
HERE = Place("form")


def line(text: str) -> QWidget:
    return QLineEdit(text)


def sentences(text: str) -> QWidget:
    made = QPlainTextEdit()
    made.setPlainText(text)
    return made


@pytest.fixture
def drafts() -> Drafts:
    made = Drafts()
    made.come(OSEI)
    return made


@pytest.mark.parametrize("make", [line, sentences])
@pytest.mark.parametrize("text", ["", "stands there"])
def test_a_field_that_says_again_what_it_opened_with_is_no_draft(
    qapp: QApplication, drafts: Drafts, make: Callable[[str], QWidget], text: str
) -> None:
    form = make(text)
    FormDraft(drafts, form, HERE, "Form")
    assert drafts.counts() == {}
    field = next(iter(text_fields(form).values()))
    field.setFocus()
    QTest.keyClicks(form, "x")
    assert drafts.counts() == {"A. Osei": 1}
    QTest.keyClick(form, Qt.Key.Key_Backspace)
    assert drafts.counts() == {}
    assert drafts.at(HERE) == {}
    discard(form)


def test_what_is_pressed_in_an_amount_counts_and_what_is_ticked_or_scanned_does_not(
    qapp: QApplication, drafts: Drafts
) -> None:
    amount, tick, scanned = Amount(WORDS, "Grams", 1000, half_gram), Tick("Nose"), QLineEdit()
    cases: list[tuple[QWidget, Callable[[], object], bool]] = [
        (amount, lambda: amount.shift(1), True),
        (tick, tick.click, False),
        (scanned, lambda: scanned.setText("AB12"), False),
    ]
    for at, (part, enter, counts) in enumerate(cases):
        form, place = QWidget(), Place(f"form {at}")
        part.setParent(form)
        FormDraft(drafts, form, place, "Form")
        enter()
        assert drafts.at(place), "all of it is put back after the lock"
        assert drafts.by_hand(place) is counts
        drafts.clear()
        drafts.come(OSEI)
        discard(form)


def test_a_moment_that_was_told_is_the_same_moment_when_it_is_asked_again_later(qapp: QApplication) -> None:
    told, again, other = (MinutesPad(WORDS, str, asked) for asked in (0, 20 * 60_000, 0))
    told.show_minutes(37)
    again.put_aside(told.aside)
    other.put_aside({})
    assert (again.minutes, other.minutes, other.aside) == (57, 0, {})
    discard(told, again, other)


def test_a_page_that_says_what_it_filled_in_itself_is_no_draft(qapp: QApplication, drafts: Drafts) -> None:
    field = Field("Name")
    field.edit.setText("Osei")
    page = PageDraft(drafts, "Person", {"name": field}, lambda: HERE)
    page.show("back")
    QTest.keyClicks(field.edit, "x")
    assert drafts.counts() == {"A. Osei": 1}
    page.hide()
    assert field.text == "Osei", "nothing of what was typed"
    page.show("back")
    assert (field.text, drafts.counts()) == ("Oseix", {"A. Osei": 1})
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert drafts.counts() == {}
    discard(field)


def test_what_nobody_typed_goes_with_the_sheet_and_is_kept_at_the_lock(qapp: QApplication, drafts: Drafts) -> None:
    asked: list[str] = []
    for quietly in (False, True):
        sheet, form = SheetDraft(drafts), QWidget()
        field = QLineEdit(form)
        sheet.take_up("Add a product …", "product", form, lambda: asked.append("again"))
        field.setText("AB12")
        sheet.put_away(quietly)
        assert bool(drafts.at(Place("product"))) is quietly
        sheet.come_back(True)
        discard(form)
    assert asked == ["again"]


def test_a_product_that_was_only_scanned_stops_nobody_from_leaving(desk: RunScreenRoom) -> None:
    ask_product(desk.page.context, PACK)
    form = desk.page.prompt.form
    assert isinstance(form, ProductForm)
    assert form._pack.lot.text() == "AB12"
    assert unsaved_text(desk.model) == "", "while it stands open"
    desk.key(ESCAPE)
    assert unsaved_text(desk.model) == ""
    ask_product(desk.page.context, PACK)
    QTest.keyClicks(desk.page.prompt.form._name, "Hyalu")  # type: ignore[union-attr]
    desk.key(ESCAPE)
    assert "Add a product" in unsaved_text(desk.model)
    ask_product(desk.page.context, PACK)
    choose_kind(desk)
    desk.page.prompt.to_primary()
    desk.key(" ")
    assert desk.state.products[-1][0].name == "Hyalu"
    assert unsaved_text(desk.model) == "", "taken up again and saved"


def test_a_code_that_was_scanned_alone_is_kept_as_it_is_scanned(qapp: QApplication, drafts: Drafts) -> None:
    """GTIN, HIBC primary, or a secondary of which only the link is left: none of them stands in a field."""
    for at, scanned in enumerate((Udi("04012345678901"), Udi(code="+A99912345"), Udi(link="G"))):
        place = Place(f"pack {at}")
        held: list[dict[str, str]] = []
        for _ in range(2):
            form, expiry = QWidget(), DayLine(WORDS, lambda: date(2026, 3, 2), 26)
            pack = Pack(WORDS, lambda: date(2026, 3, 2), expiry)
            form.setLayout(column(pack, pack.lot, expiry, expiry.reading))
            FormDraft(drafts, form, place, "Form")
            if not drafts.at(place):
                pack.take(scanned)
                assert drafts.at(place), scanned
                assert not drafts.by_hand(place)
            held.append(pack.aside)
            discard(form)
        assert held[0] == held[1], "put back"
