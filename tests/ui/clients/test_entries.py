"""Allergies, medicines and conditions in the form: added, changed, ended and kept."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.core.client_intents import changes
from console.core.events import EntryAdded
from console.core.people import ENTRY_KINDS, NO_GROUP, Entry, Profile
from console.core.protocol_groups import Group
from console.core.text.words import Words
from console.ui.clients.allergies import allergy_chip, other_entries, show_allergies
from console.ui.clients.conflict_text import value_text
from console.ui.clients.entry_details import EntryDetails
from console.ui.clients.entry_line import EntryLine
from console.ui.clients.entry_lines import EntryLines
from console.ui.kit.wrapped_button import WrappedButton
from tests.support.clients_room import ClientsRoom, Shown, clients, edit, editing, kinds, press, saved, texts, type_into
from tests.support.texts import TABLES, WORDS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
"""The offscreen platform has no window manager to tell a least size."""


def test_one_is_added_one_changed_and_one_ended_by_touch(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"), ("medicine", "warfarin"), ("condition", "asthma"))
    form = page.form
    form.allergies.lines[-1].edit.setText("nickel")
    form.medicines.lines[0].edit.setText("warfarin 5 mg")
    QTest.mouseClick(form.conditions.lines[0].end, Qt.MouseButton.LeftButton)
    assert "Ends when you save" in texts(form.conditions)
    profile = saved(page, desk, qtbot)
    assert kinds(desk, 3) == ["EntryEnded", "EntryChanged", "EntryAdded"]
    assert [profile.texts(kind) for kind in ENTRY_KINDS] == [("latex", "nickel"), ("warfarin 5 mg",), ()]
    assert "⚠ Allergy: latex; nickel" in texts(page.card)
    assert "Medicines: warfarin 5 mg" in texts(page.card)
    assert "Conditions" not in texts(page.card)


def test_one_is_ended_by_keys(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    page.form.allergies.lines[0].edit.setFocus()
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return, control=True)
    qtbot.waitUntil(page.prompt.isVisible)
    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not page.form.isVisible())
    assert kinds(desk, 1) == ["EntryEnded"]


def test_after_the_last_allergy_it_is_asked_whether_none_is_known(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    rows = len(desk.store.log)
    page.form.allergies.lines[0].end.click()
    page.form.save()
    assert "No allergy is left" in texts(page.prompt)
    press(page, Qt.Key.Key_Escape)
    assert (page.form.isVisible(), len(desk.store.log)) == (True, rows)
    page.form.save()
    page.prompt.press(0)
    qtbot.waitUntil(lambda: not page.form.isVisible() and not desk.model.busy)
    assert kinds(desk, 2) == ["EntryEnded", "EntryAdded"]
    assert "Allergies: none known" in texts(page.card)


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
    page.form.save()
    page.prompt.press(1)
    qtbot.waitUntil(lambda: not page.form.isVisible() and not desk.model.busy)
    client = page.browser.client
    assert client is not None
    assert client.profile.listed == ()


def test_the_same_twice_is_refused_and_stays_to_be_put_right(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    page.form.allergies.lines[-1].edit.setFocus()
    type_into("Latex")
    rows = len(desk.store.log)
    page.form.save()
    qtbot.waitUntil(lambda: "“Latex” stands there already" in texts(page.form))
    assert page.form.allergies.lines[1].edit.hasFocus()
    assert (len(desk.store.log), page.form.allergies.lines[1].edit.text()) == (rows, "Latex")


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


def test_none_known_is_one_value_in_every_language(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> None:
    """What was recorded in one reads in the other, and what is typed in its words is the same."""
    german = Words({**TABLES, "format": {**TABLES["format"], "none-known": "keine bekannt"}})
    lines = EntryLines(german, "allergy")
    qtbot.addWidget(lines)
    stood = Entry("e1", "allergy", " None  known")
    lines.show_entries((stood,), {})
    assert lines.lines[0].edit.text() == "keine bekannt"
    assert lines.entries == (stood,)
    lines.show_entries((), {})
    lines.lines[0].edit.setText("Keine bekannt")
    assert lines.entries == (Entry("", "allergy", "none known"),)
    chip = allergy_chip()
    qtbot.addWidget(chip)
    show_allergies(chip, german, Profile("Zoë", entries=lines.entries))
    assert chip.text() == "Allergies: none known"
    other = Profile("Zoë", entries=(Entry("e2", "medicine", "None known"),))
    assert other_entries(german, other) == "Medicines: keine bekannt"
    assert value_text(german, "e2", "none known") == "keine bekannt"


def test_an_entry_that_runs_the_other_way_turns_none_beside_it(qtbot: QtBot) -> None:
    """On the chip: latex, then penicillin, then nickel, as they were entered."""
    chip = allergy_chip()
    qtbot.addWidget(chip)
    texts = ("latex", "بنسلين 5%", "nickel")
    show_allergies(chip, WORDS, Profile("Zoë", entries=tuple(Entry(text, "allergy", text) for text in texts)))
    assert chip.text() == "⚠ Allergy: \u2068latex; \u2068بنسلين 5%\u2069; nickel\u2069"


def test_allergies_are_in_sight_in_two_columns_and_told_above_one(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    form = page.form
    line = form.allergies.lines[0].edit
    page.resize(1024, 768)
    qtbot.waitUntil(lambda: form.fields.columns.beside)
    assert form.allergy_chip.isHidden()
    for each in (line, *(lines.lines[-1].edit for lines in form.entries)):
        assert each.visibleRegion().boundingRect() == each.rect()
    page.resize(720, 768)
    qtbot.waitUntil(lambda: not form.fields.columns.beside)
    qtbot.waitUntil(form.allergy_chip.isVisible)
    line.setText("latex, nickel")
    assert form.allergy_chip.text() == "⚠ Allergy: latex, nickel"


def test_what_an_entry_touches_is_ticked_and_holds_as_long_as_its_text_stays(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "tape"))
    line = page.form.allergies.lines[0]
    assert "Nobody has said yet which group this belongs to: tape" in texts(page.card)
    assert line.touches.text_label.text() == "Which group does it belong to? Press to say it."
    line.touches.click()
    form = page.prompt.form
    assert isinstance(form, EntryDetails)
    take = next(each for each in page.prompt.findChildren(WrappedButton) if each.accessibleName().startswith("First"))
    assert (take.text(), take.property("kind")) == ("First tick what holds", "waiting")
    page.prompt.press(0)
    assert page.prompt.isVisible()
    form.ticks["adhesive"].click()
    assert (take.text(), take.property("kind")) == ("It is what is ticked", "primary")
    form.reaction.edit.setText("blisters")
    page.prompt.press(0)
    assert line.touches.text_label.text() == "Belongs to: Adhesives, plasters and films; blisters"
    page.form.medicines.lines[-1].choose.click()
    chosen = page.prompt.form
    assert isinstance(chosen, EntryDetails)
    chosen.ticks["anticoagulant"].click()
    page.prompt.press(0)
    (tape, thinner) = saved(page, desk, qtbot).listed
    assert (tape.groups, tape.reaction) == (("adhesive",), "blisters")
    assert (thinner.kind, thinner.text, thinner.groups) == ("medicine", "Blood thinner", ("anticoagulant",))
    assert "Nobody has said" not in texts(page.card)
    edit(page, qtbot)
    page.form.allergies.lines[0].edit.setText("tape, latex")
    changed = page.form.allergies.entries[0]
    assert (changed.groups, changed.reaction) == ((), "blisters")


def test_the_group_that_an_entry_is_asked_about_is_taken_with_one_press_and_asked_once(qtbot: QtBot) -> None:
    latex = Entry("e1", "allergy", "latex")
    line, asked = EntryLine(WORDS, "Allergies", latex, [Group("latex", "Latex")]), list[object]()
    qtbot.addWidget(line)
    line.asked.connect(asked.append)
    assert line.touches.text_label.text() == "Is it of this group: Latex? Press for yes."
    line.other.click()
    assert (asked, line.entry) == ([line], latex), "another, or none, is asked about"
    line.touches.click()
    assert (asked, line.entry) == ([line], replace(latex, groups=("latex",)))
    assert (line.touches.text_label.text(), line.other.isHidden()) == ("Belongs to: Latex", True)
    line.touches.click()
    assert asked == [line, line], "what was said can be changed"


def test_a_word_that_is_a_group_s_own_name_is_doubted_where_it_is_said_to_belong_to_none(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot
) -> None:
    page = editing(desk, shown, qtbot, ("allergy", "latex"))
    line, sheet = page.form.allergies.lines[0], page.prompt

    def none() -> str:
        (line.touches if line.other.isHidden() else line.other).click()
        made = [each for each in sheet.findChildren(WrappedButton) if each.isVisible()]
        next(each for each in made if each.accessibleName() == "None of these").click()
        return sheet.title

    assert none().startswith("“latex” is the name of a group: ")
    assert touched(line) == ()
    sheet.press(0)
    assert touched(line) == ("latex",)
    none()
    sheet.press(1)
    assert touched(line) == (NO_GROUP,)
    line.edit.setText("cats")
    none()
    assert not sheet.isVisible()
    assert touched(line) == (NO_GROUP,)


def touched(line: EntryLine) -> tuple[str, ...]:
    return line.entry.groups if line.entry else ()
