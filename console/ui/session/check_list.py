"""The checks of the pause point that ends the step."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.core.events import CheckAnswered
from console.core.preparation import due_checks
from console.core.state import SessionState
from console.ui.kit.choice import Choice
from console.ui.kit.digit_lines import bring
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.rows import CheckRow
from console.ui.session.pane_context import PaneContext


class CheckList(QWidget):
    """Digits and presses answer with met. A press on one that is answered asks again; a digit only says how."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self._title = label("", "large", strong=True)
        self._list = column(gap=8)
        self._rows: dict[str, CheckRow] = {}
        self._open: CheckRow | None = None
        self.setLayout(column(self._title, self._list, gap=8))

    def show_state(self, state: SessionState) -> None:
        due = due_checks(state)
        step = state.protocol.step[state.step]
        self._title.setText(step.pause_point)
        self.setVisible(bool(due))
        if list(self._rows) != [check.id for check in due]:
            clear_layout(self._list)
            words = {code: self._context.say(f"check-{code}") for code in ("open", "met", "not-met")}
            self._rows = {}
            for digit, check in enumerate(due, start=1):
                made = CheckRow(digit, check.text, words)
                made.clicked.connect(partial(self._pressed, check.id))
                self._rows[check.id] = made
                self._list.addWidget(made)
        for check_id, shown in self._rows.items():
            record = state.checks.get(check_id)
            shown.set_met(record.met if record else None)
        self._open = next((self._rows[each] for each in self._rows if each not in state.checks), None)
        if self._open is not None and self._open is not next(iter(self._rows.values())):
            bring(self._open)

    def lead(self) -> bool:
        """To the first that is not answered, if there is one."""
        if self._open is None or not self.isVisible():
            return False
        bring(self._open)
        self._open.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @property
    def any(self) -> bool:
        """Whether this step has a pause point."""
        return bool(self._rows)

    def digit(self, number: int) -> None:
        if 1 <= number <= len(self._rows):
            check_id = list(self._rows)[number - 1]
            self._context.lines.press(self._rows[check_id], partial(self._by_digit, check_id))

    def _by_digit(self, check_id: str) -> None:
        """A second press of the same digit leads to no other answer: that takes another key."""
        state = self._context.model.session
        if state is None or check_id not in state.checks:
            self._pressed(check_id)
            return
        self._rows[check_id].setFocus(Qt.FocusReason.ShortcutFocusReason)
        code = "check-stands" if state.checks[check_id].met else "check-stands-no"
        self._context.tell(self._context.say(code, check=state.protocol.check[check_id].text))

    def _pressed(self, check_id: str, _: bool = False) -> None:
        state = self._context.model.session
        assert state is not None
        if check_id not in state.checks:
            self._context.propose(CheckAnswered(check_id))
            return
        reasons = [
            Choice(
                self._context.say("not-met-because", reason=reason),
                partial(self._context.propose, CheckAnswered(check_id, False, reason)),
            )
            for reason in state.protocol.reason_texts("check-not-met")
        ]
        met = Choice(self._context.say("check-met"), partial(self._context.propose, CheckAnswered(check_id)))
        own = self._context.own_words(lambda why: self._context.propose(CheckAnswered(check_id, False, why)))
        own = replace(own, text=self._context.say("not-met-because", reason=own.text))
        self._context.prompt.ask(state.protocol.check[check_id].text, [met, *reasons, own], columns=1)
