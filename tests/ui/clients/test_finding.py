"""Clients are found, chosen and begun with, by keys and presses."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from console.core.events import EntryAdded, ReactionGraded, ReactionSeen
from console.ui.clients.client_list import NAME_WAYS, fitted
from console.ui.clients.couch_prompt import couch_choices
from tests.support.clients_room import ClientsRoom, Shown, clients, key, names, press, texts, type_into
from tests.support.moves import MAYA, prepare
from tests.support.store_help import event
from tests.support.texts import WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def test_enter_in_the_search_starts_once_and_presses_no_button(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    opened: list[bool] = []
    page.prompt.opened.connect(lambda: opened.append(True))
    page.choose(desk.room.maya)
    for widget in (page.search, page.list):
        widget.setFocus()
        press(page, Qt.Key.Key_Return)
        assert page.prompt.isVisible()
        press(page, Qt.Key.Key_Escape)
        assert widget.hasFocus()
        key(widget, Qt.Key.Key_PageDown)  # the pedal
        assert page.prompt.isVisible()
        key(page.prompt, Qt.Key.Key_PageDown)
        assert "Choose by its digit" in texts(page.prompt)
        press(page, Qt.Key.Key_Escape)
    assert len(opened) == 4


@pytest.mark.parametrize(
    ("name", "most"),
    [("Ada Byron", 1), ("Wilhelmina Konstantinopoulou-Wetherby-Le", 2), ("Wilhelmina of the Old Mill, " * 2, 2)],
)
def test_a_name_without_room_in_one_line_goes_on_in_a_second_one_and_is_whole(
    desk: ClientsRoom, name: str, most: int
) -> None:
    font, lines = fitted(desk.theme, name, 300, NAME_WAYS, bold=True)
    assert (" ".join(lines).split(), len(lines)) == (name.split(), most)
    assert max(map(QFontMetricsF(font).horizontalAdvance, lines)) <= 300


def test_of_a_name_longer_than_that_the_list_keeps_beginning_and_end_and_tells_the_whole(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    long = "Wilhelmina Konstantinopoulou-Wetherby " * 3 + "of the Old Mill and Upper <b>Hatherton</b>"
    desk.add(long)
    page = clients(desk, shown, qtbot)
    _, lines = fitted(desk.theme, long, 300, NAME_WAYS, bold=True)
    assert (lines[0][:10], "…" in lines[-1], lines[-1][-4:]) == ("Wilhelmina", True, "</b>")
    row = names(page).index(long)
    assert "&lt;b&gt;Hatherton" in page.rows.data(page.rows.index(row), Qt.ItemDataRole.ToolTipRole)  # type: ignore[operator]
    page.choose(page.rows.rows[row].id)
    assert long in texts(page.card)


def test_the_list_shows_where_the_focus_is(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)

    def ring() -> int:
        """How thick the frame of the current row is, in pixels of the accent, seen across its left edge."""
        image = page.list.viewport().grab().toImage()
        box = page.list.visualRect(page.list.currentIndex())
        accent = desk.theme.colour("accent").rgb()
        return sum(image.pixel(x, box.center().y()) == accent for x in range(box.left(), box.left() + 12))

    page.search.setFocus()
    away = ring()
    press(page, Qt.Key.Key_Tab)
    assert page.list.hasFocus()
    assert ring() >= away + 1
    assert ring() >= 2


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe bron", "Zoë Brønsted"), ("ZOË", "Zoë Brønsted"), ("花子", "山田花子"), ("محمد", "مُحَمَّد القحطاني"),
        ("القح", "مُحَمَّد القحطاني"), ("łukasz", "Lukasz Żak"), ("zak", "Lukasz Żak"), ("1992-03", "Maya Lindqvist"),
        ("14.3.1992", "Maya Lindqvist"), ("14/03/1992", "Maya Lindqvist"), ("lind may", "Maya Lindqvist"),
        ("김", "김민준"), ("strasse", "Ute Straße"),
    ],
)  # fmt: skip
def test_search_in_any_script(desk: ClientsRoom, shown: Shown, qtbot: QtBot, typed: str, name: str) -> None:
    for each in ("Zoë Brønsted", "山田花子", "مُحَمَّد القحطاني", "Lukasz Żak", "김민준", "Ute Straße"):
        desk.add(each)
    page = clients(desk, shown, qtbot)
    page.search.setText(typed)
    assert names(page) == [name]
    assert name in texts(page.card)
    press(page, Qt.Key.Key_Escape)
    assert page.rows.rowCount() == 7


def test_start_asks_the_couch_by_one_press(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    ana = desk.add("Ana")
    desk.begin(desk.room.maya, "Couch 1")
    page = clients(desk, shown, qtbot)
    type_into("ana")
    press(page, Qt.Key.Key_Return)
    assert page.prompt.isVisible()
    assert "Couch 1: Maya Lindqvist is there" in {
        each.accessibleName() for each in page.prompt.findChildren(QAbstractButton)
    }
    with qtbot.waitSignal(page.start) as told:
        key(page.prompt, Qt.Key.Key_2)
    assert told.args == [ana, "Couch 2"]


def test_who_may_not_treat_is_told_before_the_couch_and_not_when_they_come_back(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    desk.add("Ana")
    desk.model.operator = replace(desk.room.osei, rights=("manage",))
    page = clients(desk, shown, qtbot)
    type_into("ana")
    press(page, Qt.Key.Key_Return)
    assert page.prompt.isHidden()
    assert "may not treat" in page.notice.accessibleName()
    page.hide()
    page.show()
    assert (page.notice.isVisible(), page.notice.accessibleName()) == (False, "")


@pytest.mark.parametrize("recorded", ["Liege 1", "سرير ١", "Couch 1"])
def test_who_lies_where_is_told_in_whatever_language_the_couch_was_recorded(recorded: str) -> None:
    """By its number, in any digits."""
    taken = replace(prepare().state, couch=recorded)
    first, second, *_ = couch_choices(WORDS, [taken], lambda couch: None)
    assert (first.text, second.text) == (f"Couch 1: {MAYA.name} is there", "Couch 2")


def test_an_open_session_is_gone_on_with(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    assert page.card._start.text() == "Go on  Enter"
    qtbot.waitUntil(lambda: "0 zones, open" in texts(page.card))
    with qtbot.assertNotEmitted(page.start), qtbot.waitSignal(page.resume) as told:
        page.card._start.click()
    assert told.args == [session]
    page.search.setFocus()
    with qtbot.assertNotEmitted(page.start), qtbot.waitSignal(page.resume):
        press(page, Qt.Key.Key_Return)
    assert not page.prompt.isVisible()


def test_arrows_go_through_the_list_while_searching(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.add("Ana")
    page = clients(desk, shown, qtbot)
    press(page, Qt.Key.Key_Down)
    assert "Ana" in texts(page.card)
    press(page, Qt.Key.Key_Down)
    assert "Maya Lindqvist" in texts(page.card)
    assert page.search.hasFocus()


def test_the_worst_reaction_stands_beside_its_session(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    for body in (ReactionSeen("Light-headed"), ReactionGraded("severe"), ReactionGraded("mild")):
        desk.sessions.propose(session, body)
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    qtbot.waitUntil(lambda: "0 zones, open; Reaction: severe" in texts(page.card))


def test_one_without_a_name_is_in_the_list_with_their_allergy(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    """What added them can't be read; all goes on by their id."""
    desk.store.append(event(EntryAdded("allergy", "latex"), client="c1"))
    page = clients(desk, shown, qtbot)
    assert page.browser.rows.index(0).data() == "Name not recorded"
    page.choose("c1")
    assert "Name not recorded" in texts(page.card)
    assert "latex" in texts(page.card)
    page.edit_client()
    qtbot.waitUntil(lambda: page.form.isVisible())
    page.form.name.setText("Ines Odegard")
    page.form.save()
    qtbot.waitUntil(lambda: names(page)[0] == "Ines Odegard")


def test_what_was_looked_for_before_gives_way_to_what_is_typed_next(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    for each in ("Zoe Adler", "Ada Byron"):
        desk.add(each)
    page = clients(desk, shown, qtbot)
    QTest.keyClicks(page.search, "zoe")
    page.hide()
    page.show()
    assert names(page) == ["Zoe Adler"], "what stands there is what the list goes by"
    QTest.keyClicks(page.search, "ada")
    assert (page.search.text(), names(page)) == ("ada", ["Ada Byron"])
    page.new_client()
    press(page, Qt.Key.Key_Escape)
    QTest.keyClicks(page.search, "zoe")
    assert (page.search.text(), names(page)) == ("zoe", ["Zoe Adler"])
    desk.model.drafts.leave()
    assert (page.search.text(), len(names(page))) == ("", 3), "whom somebody looked for is shown to nobody else"
    desk.model.drafts.come(desk.room.osei)
