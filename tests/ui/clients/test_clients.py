"""The clients: added, changed, kept while half-written, by keys and presses."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from console.app.ports import ClientView
from console.core.people import ENTRY_KINDS, Profile
from console.ui.clients.clients_page import ClientsPage
from tests.support.clients_room import (
    ClientsRoom,
    Shown,
    clients,
    home,
    names,
    press,
    settled,
    summary,
    texts,
    type_into,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def test_a_client_is_added_by_keys_alone(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    press(page, Qt.Key.Key_N, control=True)
    type_into("Ines Odegard")
    press(page, Qt.Key.Key_Tab)
    type_into("14 3 1992")
    assert "✓ 14 Mar 1992, 33 years" in texts(page.form)
    for _ in range(3):
        press(page, Qt.Key.Key_Tab)
    type_into("latex")
    for _ in range(10):
        press(page, Qt.Key.Key_Tab)
    type_into("0151 234")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ines Odegard" in names(page))
    profile = desk.store.clients()[0].profile
    assert profile.texts("allergy") == ("latex",)
    assert replace(profile, entries=()) == Profile("Ines Odegard", "1992-03-14", contact="0151 234")
    assert "Ines Odegard" in texts(page.card)


def test_enter_goes_from_field_to_field_and_saves_in_the_last(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    press(page, Qt.Key.Key_N, control=True)
    for text in ("Ines Odegard", "14 3 1992", "latex", "nickel", "", "warfarin", "", "asthma", ""):
        type_into(text)
        press(page, Qt.Key.Key_Return)
    settled(desk, qtbot)
    assert len(desk.store.clients()) == 1
    type_into("0151 234")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ines Odegard" in names(page))
    profile = desk.store.clients()[0].profile
    found = [profile.texts(kind) for kind in ENTRY_KINDS]
    assert found == [("latex", "nickel"), ("warfarin",), ("asthma",)]
    assert profile.contact == "0151 234"


@pytest.mark.parametrize("where", ["name", "allergies", "back"])
def test_ctrl_enter_saves_from_anywhere(desk: ClientsRoom, shown: Shown, qtbot: QtBot, where: str) -> None:
    page = clients(desk, shown, qtbot)
    press(page, Qt.Key.Key_N, control=True)
    type_into("Noor")
    getattr(page.form, where).setFocus()
    press(page, Qt.Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: "Noor" in names(page))


def test_a_birthday_that_is_none_is_said_when_it_is_left(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.born.setFocus()
    press(page, Qt.Key.Key_Tab)
    assert "That is no day yet" not in texts(page.form)
    page.form.born.setFocus()
    type_into("14 3")
    assert "That is no day yet" not in texts(page.form)
    press(page, Qt.Key.Key_Tab)
    assert "That is no day yet" in texts(page.form)


def test_enter_presses_the_button_that_has_the_focus(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    page.card._edit.setFocus()
    assert page.card._edit.text().endswith("Ctrl+E")
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(page.form.isVisible)
    page.form.back.setFocus()
    press(page, Qt.Key.Key_Enter)
    assert not page.form.isVisible()
    page.card._start.setFocus()
    press(page, Qt.Key.Key_Return)
    assert page.prompt.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert page.card._start.hasFocus()
    session = desk.begin(desk.room.maya)
    desk.model.look_around()
    qtbot.waitUntil(lambda: page.card._start.text() == "Go on  Enter")
    with qtbot.waitSignal(page.resume) as told:
        press(page, Qt.Key.Key_Return)
    assert told.args == [session]


def test_what_nobody_entered_is_not_recorded(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Noor")
    page.form.save()
    qtbot.waitUntil(lambda: "Noor" in names(page))
    assert desk.store.clients()[-1].profile == Profile("Noor")
    for told in ("birthday not recorded", "skin type not recorded", "Allergies: not recorded", "Contact: not recorded"):
        assert told in texts(page.card)


def test_a_client_is_changed(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    press(page, Qt.Key.Key_E, control=True)
    qtbot.waitUntil(page.form.isVisible)
    assert page.form.born.text() == "14 Mar 1992"
    assert page.form.back.text() == "Back to the list  Esc"
    page.form.skins.button(5).click()
    assert page.form.back.text() == "Discard  Esc"
    page.form.save()
    qtbot.waitUntil(lambda: "Fitzpatrick V" in texts(page.card))
    assert desk.store.client(desk.room.maya) == ClientView(
        desk.room.maya, Profile("Maya Lindqvist", "1992-03-14", 5, "penicillin")
    )


def test_none_known_is_said_calmly(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.add("Zoë", "", None, "none known")
    page = clients(desk, shown, qtbot)
    page.search.setText("zoe")
    assert "Allergies: none known" in texts(page.card)
    assert page.card._allergies.property("chip") == "accent"


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.texts["contact"].setText("0151 234")
    page.form.save()
    qtbot.waitUntil(lambda: "⚠ A name is needed." in texts(page.form))
    page.form.name.setText("Ana")
    assert "A name is needed" not in texts(page.form)
    refused = {"31 2 1990": "That is no day yet", "1 1 2090": "still to come", "3 2 0203": "Check the year"}
    for typed, told in refused.items():
        page.form.born.setText(typed)
        page.form.save()
        assert told in texts(page.form)
    assert page.form.texts["contact"].text() == "0151 234"
    assert len(desk.store.clients()) == 1


def test_the_same_name_and_birthday_once_more_is_told_and_may_go_on(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    page = clients(desk, shown, qtbot)
    for chosen, count in ((Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2)):
        page.new_client()
        page.form.name.setText("maya lindqvist")
        page.form.born.setText("19920314")
        assert "14 Mar 1992" in texts(page.form)
        page.form.save()
        qtbot.waitUntil(page.prompt.isVisible)
        assert "Maya Lindqvist, 14 Mar 1992" in texts(page.prompt)
        assert len(desk.store.clients()) == 1
        press(page, chosen)
        qtbot.waitUntil(lambda: not page.form.isVisible() and not desk.model.busy)
        assert len(desk.store.clients()) == count
        assert page.browser.client
        assert (page.browser.client.id == desk.room.maya) == (count == 1)


def test_what_turns_the_text_is_told_and_the_line_that_has_it_is_chosen(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Ana")
    page.form.conditions.lines[0].edit.setText("asth\u202ema")
    page.form.save()
    qtbot.waitUntil(lambda: "or that turn its letters around" in texts(page.form))
    assert page.form.conditions.lines[0].edit.hasFocus()
    assert len(desk.store.clients()) == 1


def test_a_full_disk_loses_nothing_typed(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Ana")
    desk.store.full = True
    page.form.save()
    qtbot.waitUntil(lambda: "The disk is full" in texts(page))
    assert page.form.name.text() == "Ana"
    desk.store.full = False
    page.form.save()
    qtbot.waitUntil(lambda: "Ana" in names(page))
    assert [each.profile.name for each in desk.store.clients()] == ["Ana", "Maya Lindqvist"]


def test_a_draft_stays_until_it_is_discarded(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.new_client()
    page.form.name.setText("Ana")
    press(page, Qt.Key.Key_Escape)
    assert page.prompt.isVisible()
    page.prompt.press(0)
    page.hide()
    page.show()
    page.show_all()
    page.new_client()
    assert page._stack.currentWidget() is page.form
    assert page.form.name.text() == "Ana"
    page.form.back.click()
    page.prompt.press(1)
    assert page._stack.currentWidget() is not page.form
    assert page.form.name.text() == ""


def test_every_control_is_named_and_large(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    desk.begin(desk.room.maya, "Couch 1")
    pages: list[QWidget] = [home(desk, shown, qtbot, 1), clients(desk, shown, qtbot)]
    pages.append(summary(desk, shown, qtbot)[0])
    seen = 0
    for page in pages:
        if isinstance(page, ClientsPage):
            page.choose(desk.room.maya)
        controls = [
            each
            for kind in (QAbstractButton, QLineEdit, QAbstractSpinBox, QListView)
            for each in page.findChildren(kind)
            if not each.objectName().startswith("qt_")
        ]
        for each in controls:
            seen += 1
            interface = QAccessible.queryAccessibleInterface(each)
            assert each.accessibleName() or interface is None, each
            if each.isVisible():
                assert each.height() >= 48, (each.accessibleName(), each.height())
    assert seen > 30


def test_a_namesake_of_another_birthday_is_told_once_the_client_is_saved(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    desk.add("Ines Odegard", "1968-03-14")
    page = clients(desk, shown, qtbot)
    for name, told in (("Odegard, Ines", "14 Mar 1968"), ("Noor Haddad", "")):
        press(page, Qt.Key.Key_N, control=True)
        type_into(name)
        press(page, Qt.Key.Key_Tab)
        type_into("14 3 1992")
        page.form.save()
        qtbot.waitUntil(lambda: not page.form.isVisible() and not desk.model.busy)
        settled(desk, qtbot)
        assert page.notice.isVisible() == bool(told)
        assert told in texts(page.notice)
