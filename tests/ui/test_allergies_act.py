"""What the client's file says acts at the run screen: it answers, stops, and asks what nobody sorted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.core.events import (
    CheckAnswered,
    DeviceChosen,
    Disinfected,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
    ZoneLeftOut,
)
from console.core.people import NO_GROUP, Entry, Profile
from console.core.preparation import open_checks
from console.core.screening import open_questions, undecided_questions
from console.ui.clients.entry_details import EntryDetails
from console.ui.kit.fields import Tick
from console.ui.session.panes.agent_list import AgentList
from console.ui.session.panes.cream_form import CreamForm
from console.ui.session.question import Question
from console.ui.session.question_list import QuestionList
from tests.support.app_room import OLD_TEXT
from tests.support.window_room import RunScreenRoom

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SPACE, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Escape
BENZOCAINE = Entry("", "allergy", "parabens", ("preservative", "nickel"), "2019", "hives")


def told(desk: RunScreenRoom) -> str:
    return "\n".join(each.text() for each in desk.window.findChildren(QLabel) if each.isVisible())


def all_questions(desk: RunScreenRoom) -> list[Question]:
    (questions,) = desk.page.findChildren(QuestionList)
    questions.complete()
    return questions.findChildren(Question)


def to_numbing(desk: RunScreenRoom) -> None:
    plan = PlanSet("touch", (PlannedZone("forehead", 500, 3),))
    desk.model.propose(plan)
    for each in open_checks(desk.state):
        desk.model.propose(CheckAnswered(each))
    desk.settle()
    desk.pass_time(1)
    desk.key(SPACE, SPACE)
    assert desk.state.step == "numbing"


def test_what_the_file_names_is_answered_stopped_and_never_on_the_primary_action(desk: RunScreenRoom) -> None:
    desk.begin(Profile("Noor Haddad", "1992-03-14", 3, entries=(BENZOCAINE,)))
    desk.key(SPACE, "3")
    assert "nickel-allergy" not in desk.state.answers
    asked = [each._origin for each in all_questions(desk) if each._origin is not None]
    shown = [each.text() for each in asked if each.text()]
    assert shown == ["Yes, by the client's file: parabens (hives, since 2019)"]
    desk.key("d")
    assert any("Dermapen 4: the client's file says" in each.text() for each in desk.page.prompt._buttons)
    desk.key("2")
    assert "stops here: the client's file says parabens" in desk.page.prompt.accessibleName()
    desk.key("2")
    assert [each.code for each in desk.state.deviations] == ["used-despite-file"]
    to_numbing(desk)
    desk.key("1")
    assert "stops here" in desk.page.prompt.accessibleName(), "it is said when the cream is chosen"
    desk.key(ESCAPE)
    assert "Stops: the client's file says parabens" in told(desk)
    desk.key(SPACE)
    assert desk.page.prompt.isHidden()
    assert not desk.state.applications
    desk.click("Cream on")
    assert "stops here" in desk.page.prompt.accessibleName()
    desk.key(ESCAPE, "2", SPACE)
    (cream,) = desk.state.applications
    assert cream.agent == "lidocaine-prilocaine"
    desk.model.propose(Disinfected())
    desk.settle()
    assert desk.page.prompt.isHidden()


def test_what_nobody_sorted_is_asked_at_the_first_choice_and_goes_into_the_file(desk: RunScreenRoom) -> None:
    desk.begin(OLD_TEXT)
    desk.key(SPACE, "3")
    assert "penicillin" in desk.page.prompt.accessibleName()
    assert set(undecided_questions(desk.state)) == set(open_questions(desk.state))
    assert "anaesthetic-allergy" in open_questions(desk.state), "an allergy that nobody sorted may answer it"
    assert len(desk.state.answers) > len(open_questions(desk.state))
    desk.key(ESCAPE, "d", "1")
    form = desk.page.prompt.form
    assert isinstance(form, EntryDetails)
    assert "Which of these is “penicillin”?" in desk.page.prompt.accessibleName()
    assert desk.state.device == ""
    first = form.ticks["amide-anaesthetic"]
    desk.key(SPACE, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert form.entry().groups == (), "a pedal ticks nothing that nobody went to"
    desk.key(Qt.Key.Key_Down)
    assert first.hasFocus()
    desk.key(SPACE)
    assert form.entry().groups == ("amide-anaesthetic",)
    form.reaction.edit.setText("rash")
    desk.click("None of these")
    assert desk.state.device == "skinpen"
    (entry,) = desk.room.store.client_file(desk.state.client).profile.listed  # type: ignore[union-attr]
    assert (entry.text, entry.groups, entry.reaction) == ("penicillin", (NO_GROUP,), "rash")
    assert desk.state.profile is not None
    assert desk.state.profile.listed == (entry,)


def test_the_cream_of_the_client_before_is_no_choice_for_whom_it_must_not_touch(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3", "d", "1")
    to_numbing(desk)
    desk.key("1")
    assert desk.page.bar.main.text().startswith("Cream on · Lidocaine 4")
    desk.model.leave()
    desk.begin(Profile("Noor Haddad", "1992-03-14", 3, entries=(BENZOCAINE,)))
    desk.key(SPACE, "3")
    desk.model.propose(DeviceChosen("skinpen"))
    desk.settle()
    to_numbing(desk)
    assert desk.model.next_action().code == "choose-numbing"
    assert "Lidocaine" not in desk.page.bar.main.text()
    agents = desk.window.findChildren(AgentList)[0]
    assert not [agent for agent, made in agents.rows.items() if made.isChecked()]


def test_the_reason_of_a_devices_manual_is_offered_once_that_device_is_in_hand(desk: RunScreenRoom) -> None:
    desk.model.propose(ScreeningAnswered({"pregnancy": "yes"}))
    desk.key(SPACE, "3")
    desk.click("Decide …")
    offered = [each for each in desk.page.prompt._buttons if each.property("kind") != "idle"]
    assert offered[0].text() == "2.  Doctor's consent seen"
    assert "Where the manual of Dermapen 4 is the reason, choose that device first" in desk.page.prompt.accessibleName()
    desk.key(ESCAPE)
    desk.model.propose(DeviceChosen("dermapen-4"))
    desk.settle()
    desk.click("Decide …")
    assert "Dermapen 4 is the reason" not in desk.page.prompt.accessibleName()
    desk.key("1")
    assert desk.state.cleared["pregnancy"].startswith("Numbing left out; the Dermapen 4 manual")


def test_no_zone_that_is_left_out_is_ticked_for_cream_and_a_wrong_cream_is_marked_where_the_file_stops_it(
    desk: RunScreenRoom,
) -> None:
    desk.begin(Profile("Noor Haddad", "1992-03-14", 3, entries=(BENZOCAINE,)))
    desk.key(SPACE, "3")
    plan = PlanSet("touch", (PlannedZone("forehead", 500, 3), PlannedZone("chin", 500, 3)))
    for body in (DeviceChosen("skinpen"), plan, ZoneLeftOut("chin", "Sore")):
        desk.model.propose(body)
    for each in open_checks(desk.state):
        desk.model.propose(CheckAnswered(each))
    desk.settle()
    desk.pass_time(1)
    desk.key(SPACE, SPACE, "1")
    assert "the client's file says parabens" in desk.page.prompt.accessibleName(), "said when it is chosen"
    desk.key("1")
    assert desk.window.findChildren(CreamForm)[0].body(desk.state).despite
    desk.key("2")
    assert not desk.window.findChildren(CreamForm)[0].body(desk.state).despite
    desk.click("On 1 planned zone")
    forehead, chin = (each for each in desk.page.prompt.findChildren(Tick) if each.isVisible())
    assert (forehead.isChecked(), chin.isChecked()) == (True, False)
    assert "Left out: Sore" in chin.accessibleName()
    forehead.setChecked(False)
    desk.click("First tick a zone")
    assert desk.page.prompt.isVisible()
    desk.click("On every planned zone not left out")
    desk.key(SPACE)
    (cream,) = desk.state.applications
    assert cream.zones == ("forehead",)
    desk.click("Correct a cream")
    desk.click("Which cream it was")
    assert "\n" in desk.button("⚠ Lidocaine 4").text()
    desk.click("⚠ Lidocaine 4")
    desk.key("1")
    assert [(each.code, each.reason) for each in desk.state.deviations] == [("used-despite-file", "")]
    assert desk.model.next_action().code == "cream-off"
    assert "the client's file says parabens" in told(desk)
