"""The backups: when the last was made, which are kept, where the second copies go; make one, check one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from console.app.backups import BackupStatus
from console.app.emergency_copy import ImportResult, import_emergency_copy
from console.app.ports import BackupCheck, BackupFile
from console.ui.backups.backup_dialogs import ask_copy
from console.ui.backups.backup_text import place_text, take_in_text
from console.ui.kit.card import Card, card_body
from console.ui.kit.card_page import CardPage
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, holder
from console.ui.kit.rows import Row
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import error_text
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model

WIDE = 900
SHOWN = 40
"""Rows: more are never kept here by themselves."""


class BackupsPage(CardPage):
    """Loads how the backups stand when it is shown. Emits `put_back` to close the clinic and put one back."""

    put_back = Signal()

    def __init__(self, model: Model, theme: Theme, scheduler: BackupScheduler) -> None:
        super().__init__(model, theme, "backups")
        self._scheduler = scheduler
        self._making = False
        self.last, self.second = label("", strong=True, wrap=True), label("", wrap=True)
        self.now = button(self.say("now"), self.make)
        self.choose = button(self.say("choose"), self.choose_medium)
        self.forget_button = button(self.say("forget"), partial(self._choose, None))
        self.read_in = button(self.say("read-in"), self.read_in_copy)
        self.restore = button(self.say("put-back-now"), self.put_back.emit)
        self.doubt, self.advice = (
            label("", strong=True, tone="stop", wrap=True),
            label(self.say("doubt-long"), wrap=True),
        )
        self.rows: list[Row] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        acts = Flow(self.now, self.choose, self.forget_button, self.read_in, self.restore)
        inner = card_body(
            self.say("backups"), self.say("backups-long"), self.doubt, self.advice, self.last, self.second,
            holder(acts), self.outcome, self.trouble, label(self.say("check-title"), "large", strong=True, wrap=True),
            holder(self._list),
        )  # fmt: skip
        self.lay_out(Card(theme, inner, WIDE), button(self.say("close"), self.leave))
        scheduler.changed.connect(self.show_status)
        for each in (self.doubt, self.advice):
            each.hide()

    def make(self) -> None:
        """Have a backup made now, in the scheduler's thread."""
        self.tell(self.say("moment"))
        self._making = True
        self._scheduler.make()

    def choose_medium(self) -> None:
        name = self.ask_folder()
        if name:
            self._choose(Path(name))

    def ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, self.say("choose-title"))

    def read_in_copy(self) -> None:
        """Read in what an emergency copy has beyond the clinic, with the keys of the open clinic."""
        name = self.ask_copy()
        if not name:
            return
        clinic, file = self.model.open_clinic, Path(name)
        store = clinic.store

        def then(done: ImportResult) -> None:
            self.tell(take_in_text(self.words, done, file))
            self.model.look_around()

        self.tell(self.say("moment"))
        self.run(
            lambda: import_emergency_copy(store, clinic.sessions, clinic.clinic, store.read_emergency_copy(file)), then
        )

    def ask_copy(self) -> str:
        return ask_copy(self, self.words)

    def check(self, backup: BackupFile) -> None:
        """Open this backup and check it."""
        backups = self._scheduler.backups
        if backups is not None:
            self.tell(self.say("moment"))
            self.run(lambda: backups.look(backup), self._tell_check)

    def show_status(self, status: BackupStatus) -> None:
        own = [each for each in status.backups if not each.second]
        when = self.words.day_and_time(own[0].utc_ms) if own else ""
        self.last.setText(self.say("last", time=when) if own else self.say("last-none"))
        self.second.setText(self._second_text(status))
        self.forget_button.setVisible(status.second is not None)
        self._show_doubts(status)
        clear_layout(self._list)
        self.rows = [self._row(each) for each in status.backups[:SHOWN]]
        for each in self.rows:
            self._list.addWidget(each)
        if self._making:
            self._making = False
            self.tell("" if status.problem else self.say("made"))
        if status.problem:
            self.fail(error_text(self.words, status.problem))

    def load(self) -> None:
        self._making = False
        self.tell("")
        self._scheduler.look_again()

    def begin(self) -> None:
        self.now.setFocus()

    def _choose(self, medium: Path | None) -> None:
        backups, operator = self._scheduler.backups, self.model.operator
        if backups is None or operator is None:
            return

        def then(_: None) -> None:
            self.tell(self.say("chosen" if medium else "forgotten"))
            self._scheduler.look_again()

        self.tell(self.say("moment"))
        self.run(lambda: backups.choose(medium, operator), then)

    def _second_text(self, status: BackupStatus) -> str:
        second = status.second
        if second is None:
            return self.say("second-none")
        at = second.copied_utc_ms
        when = self.say("second-never") if at is None else self.say("second-at", time=self.words.day_and_time(at))
        return f"{self.say('second-in', folder=second.folder)} {when}"

    def _show_doubts(self, status: BackupStatus) -> None:
        words = self.words
        lines = [words.finding(each.code, each.seq, each.detail) for each in status.doubts]
        self.doubt.setText("\n".join([self.say("doubt-title"), *lines]))
        for each in (self.doubt, self.advice):
            each.setVisible(bool(lines))

    def _row(self, backup: BackupFile) -> Row:
        made = Row(self.words.day_and_time(backup.utc_ms), "", place_text(self.words, backup))
        made.clicked.connect(partial(self.check, backup))
        return made

    def _tell_check(self, found: BackupCheck) -> None:
        self.tell(self.say("checked" if found.whole else "checked-faults", count=found.seq))
