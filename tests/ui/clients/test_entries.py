"""Allergies, medicines and conditions in the form: added, changed, ended and kept; what two rooms wrote is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.core.client_file import changes, decide
from console.core.events import ClientFieldSet, EntryAdded, EntryChanged, EntryEnded, Event
from console.core.people import Entry, EntryKind, Profile
from console.ui.clients.clients_page import ClientsPage
from tests.support.clients_room import ClientsRoom, Shown, clients, edit, press, texts, type_into

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def editing(desk: ClientsRoom, shown: Shown, qtbot: QtBot, *entries: tuple[EntryKind, str]) -> ClientsPage:
    """The form of a new client with these entries."""
    made = tuple(Entry("", kind, text) for kind, text in entries)
    client = desk.room.clinic.add_client(Profile("Noor Haddad", entries=made))
    page = clients(desk, shown, qtbot)
    page.choose(client)
    edit(page, qtbot)
    return page


def saved(page: ClientsPage, desk: ClientsRoom, qtbot: QtBot) -> Profile:
    page.form.save()
    qtbot.waitUntil(lambda: not page.form.isVisible() and not desk.model.busy)
    client = page.browser.client
    assert client is not None
    return client.profile


def kinds(desk: ClientsRoom, count: int) -> list[str]:
    return [type(event.body).__name__ for event in desk.store.log[-count:]]


def test_one_is_added_one_changed_and_one_ended_by_touch(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"), ("medicine", "warfarin"), ("condition", "asthma"))
    form = page.form
    form.allergies.lines[-1].edit.setText("nickel")
    form.medicines.lines[0].edit.setText("warfarin 5 mg")
    QTest.mouseClick(form.conditions.lines[0].end, Qt.MouseButton.LeftButton)
    assert "Ends when you save" in texts(form.conditions)
    profile = saved(page, desk, qtbot)
    assert kinds(desk, 3) == ["EntryEnded", "EntryChanged", "EntryAdded"]
    assert [profile.text(kind) for kind in ("allergy", "medicine", "condition")] == [
        "latex; nickel", "warfarin 5 mg", "",
    ]  # fmt: skip
    assert "⚠ Allergy: latex; nickel" in texts(page.card)
    assert "Medicines: warfarin 5 mg" in texts(page.card)
    assert "Conditions" not in texts(page.card)


def test_one_is_ended_by_keys(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    page.form.allergies.lines[0].edit.setFocus()
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: not page.form.isVisible())
    assert kinds(desk, 1) == ["EntryEnded"]


def test_what_is_ended_can_be_kept_until_it_is_saved(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    line = page.form.allergies.lines[0]
    line.end.click()
    assert (line.end.accessibleName(), page.form.changed, line.edit.isEnabled()) == ("Keep latex", True, False)
    line.end.click()
    assert (line.end.accessibleName(), page.form.changed, line.edit.isEnabled()) == ("End latex", False, True)


def test_a_new_one_that_is_ended_is_gone(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot)
    page.form.medicines.setFocus()
    page.form.medicines.lines[0].edit.setText("iron")
    assert len(page.form.medicines.lines) == 2
    page.form.medicines.lines[0].end.click()
    assert len(page.form.medicines.lines) == 1
    assert page.form.medicines.lines[0].edit.hasFocus()
    assert not page.form.changed


def test_an_empty_line_ends_its_entry(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("medicine", "iron"))
    page.form.medicines.lines[0].edit.setText(" ")
    assert saved(page, desk, qtbot).listed == ()


def test_none_known_gives_way_to_an_allergy(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot)
    none = page.form.allergies.none
    assert none is not None
    none.click()
    assert none.isHidden()
    assert saved(page, desk, qtbot).texts("allergy") == ("none known",)
    assert "Allergies: none known" in texts(page.card)
    edit(page, qtbot)
    page.form.allergies.lines[-1].edit.setText("latex")
    assert saved(page, desk, qtbot).texts("allergy") == ("latex",)


def test_the_text_of_an_older_program_is_a_line_too(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = clients(desk, shown, qtbot)
    page.choose(desk.room.maya)
    edit(page, qtbot)
    assert page.form.allergies.lines[0].edit.text() == "penicillin"
    page.form.allergies.lines[0].end.click()
    assert saved(page, desk, qtbot).listed == ()


def test_the_same_twice_is_refused_and_stays_to_be_put_right(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    page.form.allergies.lines[-1].edit.setFocus()
    type_into("Latex")
    rows = len(desk.store.log)
    page.form.save()
    qtbot.waitUntil(lambda: "“Latex” stands there already" in texts(page.form))
    assert page.form.allergies.lines[1].edit.hasFocus()
    assert (len(desk.store.log), page.form.allergies.lines[1].edit.text()) == (rows, "Latex")


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
    assert "Two rooms wrote different things: contact, allergies" in texts(page.card)
    assert "⚠ Allergy: latex gloves" in texts(page.card)
    edit(page, qtbot)
    told = "contact: “0152” is shown, the other room wrote “0153”."
    qtbot.waitUntil(lambda: told in texts(page.form))
    assert "allergies: “latex gloves” is shown, the other room wrote “ended”." in texts(page.form)
    page.form.texts["contact"].setText("0153")
    profile = saved(page, desk, qtbot)
    assert (profile.contact, profile.texts("allergy")) == ("0153", ("latex gloves",))
    assert desk.store.client_file(client).conflicts == ()
    assert "Two rooms" not in texts(page.card)


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
    assert "Two rooms wrote different things: contact, allergies" in texts(page.card)
    edit(page, qtbot)
    assert "“0153” is shown, the other room wrote “0152”" in texts(form)
    assert "“rubber” is shown, the other room wrote “latex gloves”" in texts(form)


def test_the_field_that_is_typed_in_is_in_sight(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    """By Enter, and by Tab from the buttons below; what rooms wrote apart scrolls away."""
    client = two_rooms(desk)
    page = clients(desk, shown, qtbot)
    page.choose(client)
    page.resize(1024, 600)
    edit(page, qtbot)
    form = page.form
    qtbot.waitUntil(lambda: "Two rooms changed" in texts(form))
    assert form.area.isAncestorOf(form._apart)
    for field in (form.born, *(each.lines[-1].edit for each in form.entries), form.texts["contact"]):
        press(page, Qt.Key.Key_Return)
        assert field.hasFocus()
        assert field.visibleRegion().boundingRect() == field.rect()
    form.back.setFocus()
    while not form.name.hasFocus():
        press(page, Qt.Key.Key_Tab)
    assert form.name.visibleRegion().boundingRect() == form.name.rect()


def test_a_session_goes_by_the_entry_that_was_added(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    session = desk.begin(desk.room.maya)
    known = desk.store.client_file(desk.room.maya)
    assert known.profile is not None
    assert changes(known, known.profile) == []
    desk.sessions.change_client(desk.room.maya, [EntryAdded("allergy", "latex")])
    profile = desk.sessions.state(session).profile
    assert profile is not None
    assert profile.texts("allergy") == ("penicillin", "latex")
    assert kinds(desk, 2) == ["EntryAdded", "ProfileTaken"]
