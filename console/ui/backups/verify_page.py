"""Checking that nothing in the records was altered, beside whatever goes on."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from console.app.ports import CheckStage, CheckStopped
from console.app.verify import LogCheck, allow, check
from console.ui.kit.card import Card, card_body
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import run_beside
from console.ui.shell.model import Model

WIDE = 900
SHOWN = 6
"""So many bad places are named; the first is what matters."""
Result = TypeVar("Result")


class VerifyPage(FormPage):
    """What was written since the last check, or everything, and what came of it.

    The check runs in the third thread and goes on when the page is left, until somebody stops it. Emits `progress` from
    that thread: the stage, how much of it is done, and of how much.
    """

    progress = Signal(str, int, int)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "checking", model.words.say("checking", "close"))
        self._checked = self._whole = self._stop = False
        self.all_button = button(self.say("all"), self.check_all)
        self.stop_button = button(self.say("stop"), self.stop)
        self.result = label("", "large", strong=True, wrap=True)
        self.figures, self.places = label("", wrap=True), label("", wrap=True)
        self.advice = label(self.say("what-to-do"), strong=True, wrap=True)
        buttons = holder(row(self.all_button, self.stop_button, 1, gap=10))
        below = holder(column(buttons, self.trouble, self.result, self.figures, self.places, self.advice, gap=10))
        self.lay_out(Card(theme, card_body(self.say("title"), self.say("lead"), below), WIDE))
        self.progress.connect(self._show_progress)
        self._clear()

    def show_action(self) -> None:
        self.foot.show_primary(self.say("busy" if self.busy else "again" if self._checked else "begin"))

        self.all_button.setVisible(not self.busy)
        self.stop_button.setVisible(self.busy)

    def check_all(self) -> None:
        """Check from the first row on."""
        self._whole = True
        self.primary()

    def stop(self) -> None:
        """End the check under way where it is."""
        self._stop = True

    def check(self) -> bool:
        self._clear()
        return self.model.operator is not None

    def job(self) -> Callable[[], LogCheck]:
        operator, dependencies = self.operator, self.model.dependencies
        store, clock, zone = self.model.open_clinic.store, dependencies.clock, dependencies.zone_name()

        whole, self._whole, self._stop = self._whole, False, False

        def verify() -> LogCheck:
            allow(operator)
            return check(store, clock, zone, self._go_on, whole=whole)

        return verify

    def work(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], object],
        refused: Callable[[str], object] | None = None,
    ) -> None:
        self.rest(True)
        run_beside(self.model, self, job, self.after(then), self.after(refused or self.refuse))

    def finish(self, result: LogCheck) -> None:
        self._clear()
        self._checked = True
        self.show_action()
        if result.stopped:
            _show(self.figures, self.say("stopped", read=result.read))
        if not result.findings:
            self._show_good(result)
            return
        self.trouble.set_text(self.say("bad"))
        more = len(result.findings) - SHOWN
        lines = [self.words.finding(each.code, each.seq, each.detail) for each in result.findings[:SHOWN]]
        _show(self.places, "\n".join([*lines, *([self.say("more", count=more)] if more > 0 else [])]))
        self.advice.setVisible(result.damaged)

    def _show_good(self, result: LogCheck) -> None:
        if result.stopped:
            _show(self.places, self.say("so-far"))
            return
        _show(self.result, f"✓ {self.say('good')}")
        rows = self.say("rows", count=result.read)
        if not result.after:
            signed = self.say("signed", count=result.sessions)
            _show(self.figures, self.say("figures", rows=rows, sessions=signed))
            return
        day = self.words.day(self.words.day_of(result.whole_utc_ms))
        _show(self.figures, self.say("figures-since", rows=rows, day=day))

    def refuse(self, text: str) -> None:
        self._clear()
        self.trouble.set_text(text)

    def begin(self) -> None:
        self.foot.primary.setFocus()

    def leave(self) -> None:
        """Leave while it checks, too."""
        self.closed.emit()

    def forget(self) -> None:
        if not self.busy:
            self._clear()

    def _clear(self) -> None:
        self._checked = False
        self.trouble.set_text("")
        self.foot.status.setText("")
        self.show_action()
        for line in (self.result, self.figures, self.places, self.advice):
            line.setVisible(False)

    def _go_on(self, stage: CheckStage, done: int, total: int) -> None:
        """Tell how far it is; in the thread that checks."""
        if self._stop:
            raise CheckStopped
        self.progress.emit(stage, done, total)

    def _show_progress(self, stage: str, done: int, total: int) -> None:
        if self.busy:
            self.foot.status.setText(self.say(f"at-{stage}", done=done, total=total, count=total))


def _show(line: QLabel, text: str) -> None:
    line.setText(text)
    line.setVisible(True)
