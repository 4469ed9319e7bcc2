"""The screening questions below one another: as many as a screen has room for at once, the others a moment later."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from console.core.events import Answer
from console.core.protocol_parts import Rule
from console.ui.kit.digit_lines import can_read
from console.ui.kit.layouts import clear_layout, column
from console.ui.session.pane_context import PaneContext
from console.ui.session.question import Question

READ_MS = 700
"""Nobody has read a question that was in sight for less."""
LEAST_PX = 80
"""No question takes less of a screen."""
LATER_MS, AT_ONCE = 40, 3
"""So many of the others are made with each such pause, so that no press waits for them."""


class QuestionList(QWidget):
    """`answer` is called with the rule and "yes" or "no". `look` each time that something else may be in sight."""

    def __init__(self, context: PaneContext, answer: Callable[[Rule, str], object]) -> None:
        super().__init__()
        self._context, self._answer = context, answer
        context.prompt.opened.connect(self.look)
        context.prompt.closed.connect(self.look)
        self._rules: Sequence[Rule] = ()
        self._made: dict[str, Question] = {}
        self._last: QWidget = self
        """After which the Tab key comes to the next one that is made."""
        self._known: Mapping[str, Answer] = {}
        self._origins: Mapping[str, str] = {}
        self._read: set[str] = set()
        self._in_sight: dict[str, int] = {}
        """Since when each has been, by the boot clock in ms; not what a sheet lies over."""
        self._list = column(gap=8)
        self.setLayout(self._list)
        self._later = QTimer(self, interval=LATER_MS)
        self._later.timeout.connect(partial(self._make, AT_ONCE))

    def ask(self, rules: Sequence[Rule]) -> None:
        """Show these, and none of those that stood here; nobody has read one of them for this client."""
        self._read, self._in_sight = set(), {}
        if rules == self._rules:
            return
        self._rules = rules
        clear_layout(self._list)
        self._made, self._last = {}, self
        self._make(1 + QGuiApplication.primaryScreen().size().height() // LEAST_PX)

    def look(self) -> None:
        """Take down which have been in sight for long enough."""
        now = self._context.model.dependencies.clock.now().boot_ms
        self._read |= {rule for rule, since in self._in_sight.items() if now - since >= READ_MS}
        bare = self.isVisible() and self._context.prompt.isHidden()
        seen = [rule for rule, made in self._made.items() if bare and rule not in self._read and can_read(made)]
        self._in_sight = {rule: self._in_sight.get(rule, now) for rule in seen}

    def unread(self, asked: Sequence[str]) -> list[str]:
        """Return which of these nobody can have read on the page."""
        self.look()
        return [each for each in asked if each not in self._read]

    def read_all(self) -> None:
        """Somebody went through all of them."""
        self._read = {each.id for each in self._rules}

    def complete(self) -> None:
        """Make all that are still to come."""
        self._make(len(self._rules))

    def show_answers(self, known: Mapping[str, Answer], origins: Mapping[str, str]) -> None:
        """Show what is recorded, and where it comes from if nobody gave it here."""
        self._known, self._origins = known, origins
        for rule, made in self._made.items():
            made.show_answer(known.get(rule), origins.get(rule, ""))

    def arrange(self) -> None:
        """Follow the text size."""
        for made in self._made.values():
            made.arrange(self._context.theme.large)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_on()
        self.look()

    def _make(self, count: int) -> None:
        say, at = self._context.say, len(self._made)
        for rule in self._rules[at : at + count]:
            made = Question(rule.text, say("yes"), say("no"))
            made.answered.connect(partial(self._answer, rule))
            made.arrange(self._context.theme.large)
            made.show_answer(self._known.get(rule.id), self._origins.get(rule.id, ""))
            self._made[rule.id] = made
            self._list.addWidget(made)
            self._last = made.come_after(self._last)
        self._go_on()

    def _go_on(self) -> None:
        """Others are made as long as somebody sees the list."""
        if len(self._made) < len(self._rules) and self.isVisible():
            self._later.start()
        else:
            self._later.stop()
