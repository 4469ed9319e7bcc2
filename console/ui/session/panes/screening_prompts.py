"""The screening questions on the sheet, one after the other, and all others answered with no."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QDate

from console.core.events import ScreeningAnswered
from console.core.protocol_parts import Rule
from console.core.screening import open_questions, undecided_questions
from console.core.state import SessionState
from console.ui.kit.choice import Choice
from console.ui.kit.day_field import DayField
from console.ui.kit.labels import label
from console.ui.session.file_prompts import sort_first
from console.ui.session.pane_context import PaneContext
from console.ui.session.question_list import READ_MS


class ScreeningPrompts:
    """Answers go out as they are given; a wait asks for its day first. `unread` returns which of these questions have
    not stood on the page for long enough to be read."""

    def __init__(self, context: PaneContext, unread: Callable[[Sequence[str]], list[str]]) -> None:
        self._context, self._unread = context, unread
        self._since, self._last, self._shown = -READ_MS, "", ""

    def too_soon(self) -> bool:
        """Whether the eye cannot have seen yet what the sheet just turned to; each press within that waits anew."""
        now = self._context.model.dependencies.clock.now().boot_ms
        soon = 0 <= now - self._since < READ_MS
        if soon:
            self._since = now
        return soon

    def _may(self) -> bool:
        soon = self.too_soon()
        if soon:
            self._context.prompt.tell_beside(self._context.say("question-too-soon"))
        return not soon

    def _turned(self) -> None:
        self._since = self._context.model.dependencies.clock.now().boot_ms

    def ask_next(self, left: Sequence[str]) -> None:
        """The first of these questions on the sheet. An answer shows the next one in the same breath: no digit that
        was meant for a question may fall on the checks below."""
        state = self._context.model.session
        if state is None or not left:
            return
        self._turned()
        self._shown = left[0]
        asked = [rule.id for rule in state.protocol.rules if rule.asked]
        rule = state.protocol.rule[left[0]]
        at = self._context.say("question-of", at=asked.index(rule.id) + 1, of=len(asked))
        rest = tuple(left[1:])
        choices = [
            Choice(self._context.say("no"), partial(self.answer, rule, "no", rest), may=self._may),
            Choice(self._context.say("yes"), partial(self.answer, rule, "yes", rest), "danger", may=self._may),
            Choice(self._context.say("all-no"), self.answer_rest, may=self._may),
        ]
        waiting = undecided_questions(state).get(rule.id)
        why = self._context.say("undecided", entries=self._context.words.entries(waiting)) if waiting else ""
        self._context.prompt.ask(rule.text, choices, " ".join(filter(None, (at, why, self._last))), columns=3)
        self._last = ""

    def answer(self, rule: Rule, answer: str, rest: Sequence[str] = ()) -> None:
        if answer == "yes" and rule.wait_days is not None:
            self._ask_since(rule, rest)
            return
        self._told(ScreeningAnswered({rule.id: "yes" if answer == "yes" else "no"}), rest)

    def _told(self, answered: ScreeningAnswered, rest: Sequence[str]) -> None:
        state = self._context.model.session
        self._context.propose(answered)
        self._turned()
        for rule, answer in answered.answers.items():
            question = state.protocol.rule[rule].text if state else ""
            self._last = self._context.say("just-recorded", answer=self._context.say(answer), question=question)
        self.ask_next(rest)

    def _ask_since(self, rule: Rule, rest: Sequence[str]) -> None:
        """A wait counts from a day: chosen, or left open."""
        day = self._context.words.day_of(self._context.model.dependencies.clock.now().utc_ms)
        today = QDate(day.year, day.month, day.day)
        field = DayField()
        field.setDate(today.addDays(-30))
        field.setMaximumDate(today)
        field.setAccessibleName(self._context.say("since-when"))
        field.setMinimumHeight(64)

        def told() -> None:
            self._told(ScreeningAnswered({rule.id: "yes"}, {rule.id: field.iso}), rest)

        known = Choice(self._context.say("since-this-day"), told, "primary")
        unknown = Choice(
            self._context.say("since-unknown"), partial(self._told, ScreeningAnswered({rule.id: "yes"}), rest)
        )
        since, again = self._context.say("since-when"), partial(self._ask_since, rule, rest)
        self._context.prompt.ask(rule.text, [known, unknown], since, field, again=again)

    def answer_rest(self) -> None:
        """No to all that is open, once that is sure where some of them were not on the screen."""
        state = self._context.model.session
        if state is None:
            return
        unread = [each for each in self._unread(_decided(state)) if each != self._shown]
        if unread:
            self._ask_unread(state, unread)
        else:
            self._answer_rest()

    def _ask_unread(self, state: SessionState, unread: Sequence[str]) -> None:
        """What nobody has read stands on the sheet, before one press answers all of it."""
        self._turned()
        say = self._context.say
        choices = [
            Choice(say("read-questions"), partial(self.ask_next, unread)),
            Choice(say("no-to-all"), self._answer_rest, "danger", may=self._may),
        ]
        listed = "\n".join(f"• {state.protocol.rule[each].text}" for each in unread)
        title, form = say("unread-questions", count=len(unread)), label(listed, wrap=True)
        self._context.prompt.ask(title, choices, extra=form, again=self.answer_rest)

    def _answer_rest(self) -> None:
        """Of what an entry that nobody sorted may answer, its group is asked instead."""
        state = self._context.model.session
        if state is None:
            return
        undecided, rest = undecided_questions(state), _decided(state)
        if rest:
            self._context.propose(ScreeningAnswered(dict.fromkeys(rest, "no")))
            self._turned()
        if undecided:
            sort_first(self._context, lambda: None)


def _decided(state: SessionState) -> list[str]:
    """What is open, but for what an entry of the file may answer."""
    undecided = undecided_questions(state)
    return [each for each in open_questions(state) if each not in undecided]
