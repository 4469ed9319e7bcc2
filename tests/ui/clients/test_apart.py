"""What was written of a client apart: told, offered field by field, and settled by saving."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.core.client_intents import decide
from console.core.events import ClientFieldSet, EntryChanged, EntryEnded, Event
from console.core.people import Entry, Profile
from console.ui.clients.apart_choices import ApartChoices
from tests.support.clients_room import ClientsRoom, Shown, clients, edit, editing, press, saved, texts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def values(choices: ApartChoices) -> list[tuple[str, str]]:
    """What is offered, each with its sign."""
    return [(each.sign.text(), each.text_label.text()) for each in choices.rows]


def two_rooms(desk: ClientsRoom) -> str:
    """A client whom another room changed without knowing what this one wrote."""
    made = (Entry("", "allergy", "latex"),)
    client = desk.room.clinic.add_client(Profile("Noor Haddad", "1990-05-05", contact="0151", entries=made))
    before, clinic = desk.store.client_file(client), desk.room.clinic
    assert before.profile is not None
    entry = before.profile.entries[0].id
    desk.clock.advance(1000)
    apart = (ClientFieldSet("contact", "0153"), EntryEnded(entry))
    others: list[Event] = decide(before, [clinic.event(each, client) for each in apart])
    desk.clock.advance(1000)
    clinic.change_client(client, [ClientFieldSet("contact", "0152"), EntryChanged(entry, "latex gloves")])
    for event in others:
        desk.store.append(event)
    return client


def test_what_two_rooms_wrote_is_told_and_settled_by_saving(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    client = two_rooms(desk)
    page = clients(desk, shown, qtbot)
    page.choose(client)
    assert "Changed twice, each time without knowing of the other: contact, allergies" in texts(page.card)
    assert "⚠ Allergy: latex gloves" in texts(page.card)
    edit(page, qtbot)
    form, line = page.form, page.form.allergies.lines[0]
    assert line.edit.hasFocus()
    marked = [each.property("apart") for each in (line.edit, form.texts["contact"], form.name)]
    assert marked == [True, True, False]
    choices = form.fields.apart["contact"]
    assert values(choices) == [("✓", "0152"), ("○", "0153")]
    assert values(line.apart) == [("✓", "latex gloves"), ("○", "ended")]
    QTest.mouseClick(choices.rows[1], Qt.MouseButton.LeftButton)
    assert (form.texts["contact"].text(), values(choices)) == ("0153", [("○", "0152"), ("✓", "0153")])
    line.edit.setFocus()
    for _ in range(5):
        press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Return)
    assert (line.off, values(line.apart)) == (True, [("○", "latex gloves"), ("✓", "ended")])
    line.apart.rows[0].click()
    assert (line.off, line.edit.text()) == (False, "latex gloves")
    assert choices.rows[1].accessibleName() == "contact: 0153 stands in the form"
    profile = saved(page, desk, qtbot)
    assert (profile.contact, profile.texts("allergy")) == ("0153", ("latex gloves",))
    assert desk.store.client_file(client).conflicts == ()
    assert "Changed twice" not in texts(page.card)


def test_what_is_changed_while_the_form_stands_open_is_told(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    """From another room, another page or a script: neither value is lost in silence."""
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    client, form = page.browser.client, page.form
    assert client is not None
    entry = client.profile.entries[0].id
    desk.clock.advance(1000)
    desk.room.clinic.change_client(client.id, [ClientFieldSet("contact", "0152"), EntryChanged(entry, "latex gloves")])
    desk.clock.advance(1000)
    form.texts["contact"].setText("0153")
    form.allergies.lines[0].edit.setText("rubber")
    profile = saved(page, desk, qtbot)
    assert (profile.contact, profile.texts("allergy")) == ("0153", ("rubber",))
    assert "Changed twice, each time without knowing of the other: contact, allergies" in texts(page.card)
    edit(page, qtbot)
    assert values(form.fields.apart["contact"]) == [("✓", "0153"), ("○", "0152")]
    assert values(form.allergies.lines[0].apart) == [("✓", "rubber"), ("○", "latex gloves")]


def test_the_field_that_is_typed_in_is_in_sight(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    """By Enter, and by Tab from the buttons below; what rooms wrote apart scrolls away."""
    client = two_rooms(desk)
    page = clients(desk, shown, qtbot)
    page.choose(client)
    page.resize(1024, 600)
    edit(page, qtbot)
    form = page.form
    assert "Changed twice" in texts(form)
    assert form.allergy_chip.isVisible()
    QApplication.processEvents()
    form.name.setFocus()
    assert form.area.isAncestorOf(form._apart)
    for field in (form.born, *(each.lines[-1].edit for each in form.entries), form.texts["contact"]):
        press(page, Qt.Key.Key_Return)
        assert field.hasFocus()
        assert field.visibleRegion().boundingRect() == field.rect()
    form.back.setFocus()
    while not form.name.hasFocus():
        press(page, Qt.Key.Key_Tab)
    assert form.name.visibleRegion().boundingRect() == form.name.rect()
