"""The backups: when the last was made, which are kept, where the second copies go; make one, check one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from console.app.backups import BackupStatus
from console.app.emergency_copy import TakenIn, take_in
from console.app.ports import BackupCheck, BackupFile, PutBack
from console.core.text.words import Words
from console.ui.kit.fields import Trouble
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, holder
from console.ui.kit.local_formats import day_and_time
from console.ui.kit.rows import Row
from console.ui.kit.sheet import Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt, error_text
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model

WIDE = 900
SHOWN = 40
"""Rows: more are never kept here by themselves."""


class BackupsPage(QWidget):
    """Loads how they stand when it is shown. `put_back` closes the clinic first."""

    closed = Signal()
    put_back = Signal()

    def __init__(self, model: Model, theme: Theme, scheduler: BackupScheduler) -> None:
        super().__init__()
        self._scheduler = scheduler
        self._model, self._say = model, partial(model.words.say, "backups")
        self.last, self.second = label("", strong=True, wrap=True), label("", wrap=True)
        self.done, self.trouble = label("", "body", "ok", strong=True, wrap=True), Trouble()
        self.now = button(self._say("now"), self.make)
        self.choose = button(self._say("choose"), self.choose_medium)
        self.forget = button(self._say("forget"), partial(self._choose, None))
        self.read_in = button(self._say("read-in"), self.read_in_copy)
        self.restore = button(self._say("put-back-now"), self.put_back.emit)
        self.doubt, self.advice = label("", strong=True, tone="stop", wrap=True), label(wrap=True)
        self.advice.setText(self._say("doubt-long"))
        self.rows: list[Row] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        acts = Flow(self.now, self.choose, self.forget, self.read_in, self.restore)
        inner = titled(
            self._say("backups"), self._say("backups-long"), self.doubt, self.advice, self.last, self.second,
            holder(acts), self.done, self.trouble, label(self._say("check-title"), "large", strong=True, wrap=True),
            holder(self._list),
        )  # fmt: skip
        self.close_button = button(self._say("close"), self.closed.emit)
        page(self, head(model.words.say("window", "title"), self.close_button), Sheet(theme, inner, WIDE))
        enter(self, self._entered)
        on_key(self, "Esc", self.closed.emit)
        scheduler.changed.connect(self.show_standing)
        self._tell("")
        for each in (self.doubt, self.advice):
            each.hide()

    def make(self) -> None:
        """A backup now, in the keeper's thread."""
        self._tell(self._say("moment"))
        self._making = True
        self._scheduler.make()

    def choose_medium(self) -> None:
        name = self.ask_folder()
        if name:
            self._choose(Path(name))

    def ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, self._say("choose-title"))

    def read_in_copy(self) -> None:
        """What an emergency copy has beyond the clinic, with the keys of the open clinic."""
        name, model = self.ask_copy(), self._model
        if not name:
            return
        store, sessions, clinic, file = (
            model.open_clinic.store,
            model.open_clinic.sessions,
            model.open_clinic.clinic,
            Path(name),
        )

        def came(done: TakenIn) -> None:
            self._tell(taken_text(model.words, done, file))
            model.look_around()

        self._tell(self._say("moment"))
        attempt(model, lambda: take_in(store, sessions, clinic, store.read_emergency_copy(file)), came, self._failed)

    def ask_copy(self) -> str:
        return ask_copy(self, self._model.words)

    def check(self, kept: BackupFile) -> None:
        """Opens and checks this one."""
        backups = self._scheduler.backups
        if backups is not None:
            self._tell(self._say("moment"))
            attempt(self._model, lambda: backups.look(kept), self._checked, self._failed)

    def show_standing(self, standing: BackupStatus) -> None:
        own = [each for each in standing.kept if not each.second]
        self.last.setText(self._say("last", time=day_and_time(own[0].utc_ms)) if own else self._say("last-none"))
        self.second.setText(self._second_text(standing))
        self.forget.setVisible(standing.second is not None)
        self._show_doubts(standing)
        clear_layout(self._list)
        self.rows = [self._row(each) for each in standing.kept[:SHOWN]]
        for each in self.rows:
            self._list.addWidget(each)
        if self._making:
            self._making = False
            self._tell("" if standing.problem else self._say("made"))
        if standing.problem:
            self._failed(error_text(self._model.words, standing.problem))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.now.setFocus()
        self._making = False
        self._tell("")
        self._scheduler.look_again()

    def _choose(self, medium: Path | None) -> None:
        backups, operator = self._scheduler.backups, self._model.operator
        if backups is None or operator is None:
            return

        def came(_: None) -> None:
            self._tell(self._say("chosen" if medium else "forgotten"))
            self._scheduler.look_again()

        self._tell(self._say("moment"))
        attempt(self._model, lambda: backups.choose(medium, operator), came, self._failed)

    def _second_text(self, standing: BackupStatus) -> str:
        second = standing.second
        if second is None:
            return self._say("second-none")
        at = second.copied_utc_ms
        when = self._say("second-never") if at is None else self._say("second-at", time=day_and_time(at))
        return f"{self._say('second-in', folder=second.folder)} {when}"

    def _show_doubts(self, standing: BackupStatus) -> None:
        words = self._model.words
        lines = [words.finding(each.code, each.seq, each.detail) for each in standing.doubts]
        self.doubt.setText("\n".join([self._say("doubt-title"), *lines]))
        for each in (self.doubt, self.advice):
            each.setVisible(bool(lines))

    def _row(self, kept: BackupFile) -> Row:
        made = Row(day_and_time(kept.utc_ms), "", place(self._model.words, kept))
        made.clicked.connect(partial(self.check, kept))
        return made

    def _checked(self, looked: BackupCheck) -> None:
        self._tell(self._say("checked" if looked.whole else "checked-faults", seq=looked.seq))

    def _failed(self, text: str) -> None:
        self._tell("")
        self.trouble.set_text(text)

    def _tell(self, text: str) -> None:
        self.trouble.set_text("")
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def _entered(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    _making = False


def ask_copy(parent: QWidget, words: Words) -> str:
    """An emergency copy, by its path; "" for none."""
    say = partial(words.say, "backups")
    return _ask(parent, say("read-in-title"), f"{say('read-in-kind')} (*.stipple-emergency)")


def ask_backup(parent: QWidget, words: Words) -> str:
    """The same of a backup."""
    say = partial(words.say, "backups")
    return _ask(parent, say("choose-file"), f"{say('file-kind')} (*.stipple-backup)")


def _ask(parent: QWidget, title: str, kind: str) -> str:
    return QFileDialog.getOpenFileName(parent, title, "", kind)[0]


def taken_text(words: Words, done: TakenIn, file: Path) -> str:
    """What came of it."""
    read = words.say("backups", "taken-in", count=done.count, file=file.name)
    return f"{read} {words.say('backups', 'taken-known', count=done.known)}"


def put_back_text(words: Words, done: PutBack) -> str:
    """What was put back, what was carried over, what is lost."""
    say = partial(words.say, "backups")
    lines = [say("done", seq=done.seq)]
    if done.aside is not None:
        lines.append(say("carried", count=done.last - done.seq))
        lost = done.known > done.last
        lines.append(say("lost", first=done.last + 1, last=done.known) if lost else say("lost-none"))
        lines.append(say("aside", folder=done.aside.name))
    return "\n".join(lines)


def place(words: Words, kept: BackupFile) -> str:
    """Where a backup lies."""
    return words.say("backups", "kept-second" if kept.second else "kept-here")
