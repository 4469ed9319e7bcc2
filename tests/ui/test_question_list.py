"""The questions that a screen has no room for are made a moment after the others, and say the same."""

from PySide6.QtWidgets import QApplication

from console.core.events import ScreeningAnswered
from console.ui.session.question import Question
from console.ui.session.question_list import QuestionList
from tests.support.window_room import RunScreenRoom


def test_those_below_the_screen_come_while_the_list_is_seen_with_their_answers(desk: RunScreenRoom) -> None:
    asked = [rule for rule in desk.state.protocol.rules if rule.asked]
    (questions,) = desk.page.findChildren(QuestionList)
    bar = desk.page._panes.pane("prepare").middle
    at_once = len(questions.findChildren(Question))
    last_seen = questions.findChildren(Question)[at_once - 1]
    assert at_once < len(asked)
    assert last_seen.mapTo(bar, last_seen.rect().bottomLeft()).y() > bar.height(), "the screen is full without the rest"
    desk.model.propose(ScreeningAnswered({asked[-1].id: "yes"}))
    desk.settle()
    while questions._later.isActive():
        questions._later.timeout.emit()
    made = questions.findChildren(Question)
    assert [each._yes.accessibleName().removesuffix(": Yes") for each in made] == [rule.text for rule in asked]
    assert made[-1]._yes.isChecked()
    made[-2]._no.click()
    desk.settle()
    assert desk.state.answers[asked[-2].id] == "no"


def test_the_tab_key_goes_from_each_question_to_the_next_whenever_they_were_made(desk: RunScreenRoom) -> None:
    (questions,) = desk.page.findChildren(QuestionList)
    questions.complete()
    desk.settle()
    ways = [way for made in questions._made.values() for way in (made._no, made._yes)]
    ways[0].setFocus()
    for way in ways[1:]:
        desk.window.focusNextChild()
        assert QApplication.focusWidget() is way, way.accessibleName()
