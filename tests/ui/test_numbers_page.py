"""The page of numbers of a clinic that runs: told on home, read part by part, set in place, adopted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from console.app.protocol_offer import offer
from console.core.protocol_parts import Number
from console.ui.home.home_page import HomePage
from console.ui.kit.rows import Row
from console.ui.settings.numbers_page import NumbersPage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from tests.screens.walk import MAYA
from tests.support.booth import Booth
from tests.support.long_run import quick_of
from tests.support.moves import LIND
from tests.support.numbers_read import read_all
from tests.support.texts import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
REMIND = "agents.lidocaine-4.remind_min"
PRESSES = {(1280, 800): 57, (1024, 768): 66}
"""From the first part to the end of the last."""


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    """A clinic that adopted an older file: LMX4 for 300 minutes, and nothing asked of G6PD."""
    booth = Booth(qapp, tmp_path, MAYA, Settings("light", 1.0))
    now = booth.room.protocol
    cream = replace(now.agents[0], hard_max_min=Number(300, "An older reading", "P"))
    rules = tuple(each for each in now.rules if each.id != "g6pd")
    booth.clinic.adopt(replace(now, version=1, agents=(cream, *now.agents[1:]), rules=rules), "A. Osei")
    booth.show((1280, 800))
    booth.console.begin(booth.store)
    booth.settle()
    yield booth
    booth.close()


def in_force(booth: Booth) -> tuple[float | None, float | None, bool]:
    protocol = booth.clinic.protocol()[1]
    cream = protocol.agent["lidocaine-4"]
    return cream.hard_max_min.value, cream.remind_min.value, "g6pd" in protocol.rule


def said(page: NumbersPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def test_what_is_otherwise_is_told_read_and_adopted_and_the_old_holds_until_then(booth: Booth) -> None:
    banner = booth.one(HomePage)._numbers_banner
    assert (banner.isVisible(), "2 things" in banner.text.text()) == (True, True)
    banner.button.click()
    booth.settle()
    page = booth.one(NumbersPage)
    assert page.adoption.unread == ["agents", "rules"]
    assert "In force: 300 min" in said(page)
    page.adoption.view.edit(REMIND)
    QTest.keyClicks(page.adoption.view.editor.value.edit, "50")  # type: ignore[union-attr]
    page.primary()
    booth.settle()
    assert "Say where the number is from" in page.adoption.view.editor.trouble.text()  # type: ignore[union-attr]
    for field, text in (("source", "Our list"), ("reason", "Two in the room")):
        getattr(page.adoption.view.editor, field).edit.setText(text)
    page.primary()
    booth.settle()
    assert "Your clinic's own. The file has: open. Why: Two in the room" in said(page)
    read_all(page)
    booth.settle()
    assert (in_force(booth), page.foot.primary.text()) == ((300, None, False), "Adopt as A. Osei")
    QTest.keyClick(page.foot.primary, Qt.Key.Key_Space)
    booth.settle()
    assert (in_force(booth), page.foot.primary.text()) == ((None, 50, True), "Nothing to adopt")
    page.leave()
    assert booth.one(SettingsPage).numbers_button.isVisible()
    booth.console.home()
    booth.settle()
    assert not banner.isVisible()


def test_esc_leaves_a_number_first_and_what_was_typed_is_kept_for_its_person_alone(booth: Booth) -> None:
    booth.console.go(routes.NUMBERS)
    booth.settle()
    page = booth.one(NumbersPage)
    page.adoption.view.edit(REMIND)
    booth.settle()
    QTest.keyClicks(page.adoption.view.editor.value.edit, "50")  # type: ignore[union-attr]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert (page.isVisible(), page.adoption.view.editor) == (True, None)
    assert "Not saved" in page.outcome.text()
    typed = []
    for person in (LIND, booth.osei):
        booth.model.drafts.come(person)
        page.adoption.view.edit(REMIND)
        typed.append("50" in page.adoption.view.editor.value.text)  # type: ignore[union-attr]
        page.adoption.view.close_editor()
    assert typed == [False, True]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    booth.settle()
    assert not page.isVisible()
    assert booth.store.latest("protocol-drafted") is None


def test_each_part_ends_where_its_text_ends(booth: Booth) -> None:
    booth.console.go(routes.NUMBERS)
    booth.settle()
    adoption = booth.one(NumbersPage).adoption
    for size in ((1280, 800), (1024, 768)):
        booth.window.resize(*size)
        for by in (1, 1, -2):
            booth.settle()
            texts = [each for each in adoption.view.findChildren(QLabel) if each.isVisible()]
            last = max(each.mapTo(adoption.view, QPoint(0, each.height())).y() for each in texts)
            assert adoption.view.height() - last <= 24, (size, adoption.at)
            adoption.turn(by)


def test_after_the_last_part_the_eye_stays_where_it_is_and_to_adopt_has_the_focus(booth: Booth) -> None:
    booth.console.go(routes.NUMBERS)
    booth.settle()
    page = booth.one(NumbersPage)
    bar = page.adoption.area.verticalScrollBar()
    while page.adoption.unread:
        page.primary()
        booth.settle()
        stood = bar.value() if page.foot.primary.text() == WORDS.say("adoption", "last-part") else 0
        if stood:
            break
    assert stood > 0
    page.primary()
    booth.settle()
    assert (page.adoption.unread, bar.value() > 0, page.adoption.pages.at_end) == ([], True, True)
    assert (page.adoption.area.hasFocus(), page.foot.primary.text()) == (True, "Adopt as A. Osei")


def test_what_one_has_read_another_has_not(booth: Booth) -> None:
    booth.console.go(routes.NUMBERS)
    booth.settle()
    page = booth.one(NumbersPage)
    read_all(page)
    offer = page.adoption.offer
    assert offer is not None
    page.adoption.show_offer(offer, "A. Osei")
    assert page.adoption.unread == []
    page.adoption.show_offer(offer, "B. Lind")
    booth.settle()
    assert page.adoption.unread == ["agents", "rules"]
    assert "Adopt" not in page.foot.primary.text()


def test_an_arrow_that_leads_to_the_last_part_leaves_no_focus_on_the_way_back(booth: Booth) -> None:
    booth.one(HomePage)._numbers_banner.button.click()
    booth.settle()
    page = booth.one(NumbersPage)
    after, before = page.adoption.after, page.adoption.before
    for arrow in (after, before):
        while arrow.isEnabled():
            arrow.setFocus()
            arrow.click()
        assert page.adoption.area.hasFocus(), "a pedal goes on from there"


@pytest.mark.parametrize("size", quick_of(PRESSES, (1280, 800)))
def test_all_is_read_by_whole_rows_each_once_with_its_source_in_few_presses(
    booth: Booth, size: tuple[int, int]
) -> None:
    most = PRESSES[size]
    booth.window.resize(*size)
    booth.console.go(routes.NUMBERS)
    booth.settle()
    page, found = booth.one(NumbersPage), offer(booth.store, booth.room.protocol)
    adoption = page.adoption
    adoption.forget()
    adoption.show_offer(replace(found, adopted=None, in_force=None, changes=()), "A. Osei")
    booth.settle()
    presses, seen, cut = 0, dict.fromkeys(adoption._parts, 0), list[tuple[str, str]]()
    while adoption.unread and presses < most:
        pane = adoption.area.viewport()
        for each in [*adoption.view.findChildren(QLabel), *adoption.view.rows.values()]:
            top = each.mapTo(pane, QPoint(0, 0)).y()
            if each.isVisible() and top < pane.height() and top + each.height() > 0:
                seen[adoption.at] += isinstance(each, Row)
                if top < 0 or top + each.height() > pane.height():
                    cut.append((adoption.at, each.text() if isinstance(each, QLabel) else each.accessibleName()))
        rows = len(adoption.view.rows)
        at = adoption.at
        page.primary()
        booth.settle()
        presses += 1
        assert at == adoption.at or seen[at] == rows, (at, "each row is seen once")
    assert (adoption.unread, cut) == ([], [])


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_key_that_reads_on_does_not_adopt_and_is_told_what_does(booth: Booth, key: Qt.Key) -> None:
    booth.console.go(routes.NUMBERS)
    booth.settle()
    page, held = booth.one(NumbersPage), 0
    for _ in range(400):
        QTest.keyClick(QApplication.focusWidget() or page, key)
        booth.settle()
        booth.pass_min(0.1)
        held += not page.adoption.unread
        if held > 3:
            break
    assert (held, in_force(booth)) == (4, (300, None, False))
    assert "touch “Adopt as A. Osei”" in page.adoption.trouble.text()
    assert any("touch “Adopt as A. Osei”" in text for text in said(page)), "before it is pressed in vain"
    while not page.foot.primary.hasFocus():
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    QTest.keyClick(page.foot.primary, Qt.Key.Key_Space)
    booth.settle()
    assert in_force(booth)[0] != 300


def test_a_touch_that_was_for_the_last_part_does_not_adopt(booth: Booth) -> None:
    booth.console.go(routes.NUMBERS)
    booth.settle()
    page = booth.one(NumbersPage)
    while page.adoption.unread:
        page.foot.primary.click()
    page.foot.primary.click()
    booth.settle()
    assert (in_force(booth)[0], "touch" in page.adoption.trouble.text()) == (300, True)
    booth.pass_min(1 / 50)
    page.foot.primary.click()
    booth.settle()
    assert in_force(booth)[0] != 300
