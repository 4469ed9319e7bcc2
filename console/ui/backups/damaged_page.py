"""After damage, or on a new computer: what was found, the backups that open, and one of them put back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.app.clinic import Clinic
from console.app.emergency_copy import take_in_closed
from console.app.ports import BackupCheck, BackupStore, PutBack, Store, StoreError
from console.app.rescue import KEYS_ONLY, best, candidates, put_back
from console.app.sessions import Sessions
from console.ui.backups.backups_page import ask_backup, ask_copy, place, put_back_text, taken_text
from console.ui.kit.fields import SecretField, Trouble
from console.ui.kit.flow import Flow
from console.ui.kit.labels import Toggle, button, label, mark
from console.ui.kit.layouts import clear_layout, column, holder
from console.ui.kit.local_formats import day_and_time
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

WIDE = 900
Result = TypeVar("Result")


class DamagedPage(QWidget):
    """`mended` when something was put back; `left` when it is tried as it is. The clinic is not open here."""

    mended = Signal()
    left = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "backups")
        self._busy = self._done = False
        self._error: StoreError | None = None
        self.file: Path | None = None
        self._made_at = 0
        self.found: list[BackupCheck] = []
        self.title = label("", "title", strong=True, wrap=True)
        self.what = label("", strong=True, tone="stop", wrap=True)
        show, hide = (model.words.say("start", code) for code in ("show", "hide"))
        title, hint = (model.words.say("start", code) for code in ("secret", "secret-hint"))
        self.secret = SecretField(title, show, hide, hint)
        self.chosen, self.told, self.trouble = label(wrap=True), label(wrap=True), Trouble()
        self.search = button(self._say("look-again"), self.look_for_them)
        self.choose = button(self._say("choose-file"), self.choose_file)
        self.read_in = button(self._say("read-in"), self.read_in_copy)
        self.toggles: list[Toggle] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._lead, self._folder = label(wrap=True, tone="soft"), label("", "small", "soft", wrap=True)
        acts, self._found = holder(Flow(self.search, self.choose, self.read_in)), holder(self._list)
        dependencies = self.title, self._lead, self.what, self._folder, self.secret, self.told, self._found, self.chosen
        inner = holder(column(*dependencies, acts, self.trouble, 1, gap=16))
        self.foot = Foot(self._say("back"), self.left.emit, self.primary)
        page(self, head(model.words.say("window", "title")), Sheet(theme, inner, WIDE), self.foot)
        enter(self, self._entered)
        on_key(self, "Esc", self.left.emit)
        self.show_damage(None, "")

    def show_damage(self, error: StoreError | None, secret: str) -> None:
        """What opening met; None where a backup is put back for another reason."""
        self._error, self._done, self.file, self.found = error, False, None, []
        backup_store = self._model.dependencies.backup_store
        self._none_here = (
            error is None
            and backup_store is not None
            and not backup_store().backup_files(self._model.dependencies.folder)
        )
        self.title.setText(self._say("damaged" if error else "fresh"))
        self._lead.setText(self._say("damaged-long" if error else "fresh-long"))
        self.what.setText(self._model.words.say("store", error.code, **error.facts) if error else "")
        self.what.setVisible(error is not None)
        self._folder.setText(self._say("folder", folder=self._model.dependencies.folder))
        self.secret.edit.setText(secret)
        self.trouble.set_text("")
        self.told.setText("")
        self._show_found()
        self._show_state()

    def primary(self) -> None:
        """The next of: looking, putting back, opening."""
        if self._busy:
            return
        if self._done:
            self.secret.forget()
            self.mended.emit()
        elif self.file is None:
            (self.choose_file if self._none_here else self.look_for_them)()
        else:
            self._put_back(self.file)

    def look_for_them(self) -> None:
        """Opens every backup with the secret; where only the key file is bad, that is put back at once."""
        backup_store, folder, clock = (
            self._find_backup_store(),
            self._model.dependencies.folder,
            self._model.dependencies.clock,
        )
        error, secret = self._error, self._typed()
        if secret is None:
            return

        def job() -> Path | list[BackupCheck]:
            if error is not None and error.code in KEYS_ONLY:
                try:
                    return backup_store.put_back_keys(folder, secret, clock.now().utc_ms)
                except (StoreError, OSError):
                    pass
            return candidates(backup_store, folder, secret)

        self._ask(job, self._looked)

    def choose_file(self) -> None:
        name = self.ask_file()
        if name:
            self._take(Path(name), 0)

    def ask_file(self) -> str:
        return ask_backup(self, self._model.words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.edit.setFocus()

    def _find_backup_store(self) -> BackupStore:
        make = self._model.dependencies.backup_store
        assert make is not None
        return make()

    def _typed(self) -> str | None:
        if not self.secret.text:
            self.secret.refuse(self._model.words.say("start", "secret-needed"))
        return self.secret.text or None

    def _looked(self, found: Path | list[BackupCheck]) -> None:
        if isinstance(found, Path):
            self._finish(self._say("keys-back", file=found.name))
            return
        self.found = found
        newest = best(found)
        self._take(newest.kept.file, newest.kept.utc_ms)
        self.told.setText(self._say("newest"))
        self._show_state()

    def _take(self, file: Path, utc_ms: int) -> None:
        self.file, self._made_at = file, utc_ms
        self.told.setText("")
        self._show_found()
        self._show_state()
        (self.foot.primary if self.secret.text else self.secret.edit).setFocus()

    def _put_back(self, file: Path) -> None:
        backup_store, dependencies, secret = self._find_backup_store(), self._model.dependencies, self._typed()
        if secret is None:
            return

        at = dependencies.clock.now().utc_ms
        self._ask(
            lambda: put_back(
                backup_store, dependencies.folder, file, secret, at, lambda into: self._opened(into, secret)[:2]
            ),
            self._came,
        )

    def read_in_copy(self) -> None:
        """What an emergency copy has beyond what was put back."""
        name, backup_store, folder, secret = (
            self.ask_copy(),
            self._find_backup_store(),
            self._model.dependencies.folder,
            self.secret.text,
        )
        if name and not self._busy:
            file, told = Path(name), self.told.text()
            self._ask(
                lambda: take_in_closed(backup_store, file, secret, lambda: self._opened(folder, secret)),
                lambda done: self._finish(f"{told}\n{taken_text(self._model.words, done, file)}"),
            )

    def ask_copy(self) -> str:
        return ask_copy(self, self._model.words)

    def _opened(self, folder: Path, secret: str) -> tuple[Store, Sessions, Clinic]:
        """Not in the window's thread."""
        dependencies = self._model.dependencies
        store = dependencies.open_store(folder, secret)
        clinic = Clinic(store, dependencies.clock, dependencies.random)
        return store, Sessions(store, dependencies.clock, clinic, dependencies.random, dependencies.zone_name()), clinic

    def _came(self, done: PutBack) -> None:
        self._finish(put_back_text(self._model.words, done))

    def _finish(self, text: str) -> None:
        self._done = True
        self.title.setText(self._say("put-back-title"))
        self.what.hide()
        self.told.setText(text)
        self._show_found()
        self._show_state()
        self.foot.primary.setFocus()

    def _ask(self, job: Callable[[], Result], then: Callable[[Result], object]) -> None:
        def failed(text: str) -> None:
            self._rest(False)
            self.trouble.set_text(text)

        def came(result: Result) -> None:
            self._rest(False)
            then(result)

        self.trouble.set_text("")
        self.secret.trouble.set_text("")
        self._rest(True)
        attempt(self._model, job, came, failed)

    def _rest(self, on: bool) -> None:
        self._busy = on
        self.secret.edit.setReadOnly(on)
        self._show_state()

    def _show_found(self) -> None:
        clear_layout(self._list)
        self.toggles = []
        for each in [] if self._done else self.found:
            text = self._say(
                "found" if each.whole else "found-faults", where=place(self._model.words, each.kept),
                time=day_and_time(each.kept.utc_ms), seq=each.seq,
            )  # fmt: skip
            made = Toggle(text, partial(self._take, each.kept.file, each.kept.utc_ms))
            made.setChecked(each.kept.file == self.file)
            self.toggles.append(made)
            self._list.addWidget(made)
        self._found.setVisible(bool(self.toggles))
        self.chosen.setText(self._say("file", file=self.file.name) if self.file else "")

    def _show_state(self) -> None:
        for each in (self.secret, self._lead, self.foot.back):
            each.setVisible(not self._done)
        to_choose = self._none_here and self.file is None
        self.choose.setVisible(not (self._done or to_choose))
        self.read_in.setVisible(self._done)
        self.told.setVisible(bool(self.told.text()))
        self.search.setVisible(not self._done and self.file is not None and not self._none_here)
        listed = any(each.kept.file == self.file for each in self.found)
        self.chosen.setVisible(not self._done and self.file is not None and not listed)
        code = "put-back-file" if self.file else "choose-file" if to_choose else "look"
        code = "open" if self._done else code
        text = self._say("moment" if self._busy else code)
        if code == "put-back-file" and self._made_at and not self._busy:
            text = self._say("put-back", time=day_and_time(self._made_at))
        mark(self.foot.primary, kind="waiting" if self._busy else "primary")
        self.foot.show_primary(text)

    def _entered(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Toggle) or focused in (self.search, self.choose, self.read_in, self.foot.back):
            focused.click()
        else:
            self.primary()
