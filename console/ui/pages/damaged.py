"""After damage, or on a new computer: what was found, the backups that open, and one of them put back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from console.app.backups import KEYS_ONLY, Vault, best, candidates, put_back
from console.app.clinic import Clinic
from console.app.ports import Looked, PutBack, Store, StoreError
from console.app.sessions import Sessions
from console.ui.attempt import attempt
from console.ui.local import day_and_time
from console.ui.look import Look
from console.ui.model import Model
from console.ui.pages.backups import place
from console.ui.widgets.basics import Toggle, button, column, emptied, holder, label, mark
from console.ui.widgets.flow import Flow
from console.ui.widgets.forms import SecretField, Trouble
from console.ui.widgets.sheet import Foot, Sheet, enter, head, on_key, page

WIDE = 900
Result = TypeVar("Result")


class DamagedPage(QWidget):
    """`mended` when something was put back; `left` when it is tried as it is. The clinic is not open here."""

    mended = Signal()
    left = Signal()

    def __init__(self, model: Model, look: Look) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "backups")
        self._busy = self._done = False
        self._error: StoreError | None = None
        self.file: Path | None = None
        self._made_at = 0
        self.found: list[Looked] = []
        self.title = label("", "title", strong=True, wrap=True)
        self.what = label("", strong=True, tone="stop", wrap=True)
        show, hide = (model.words.say("start", code) for code in ("show", "hide"))
        title, hint = (model.words.say("start", code) for code in ("secret", "secret-hint"))
        self.secret = SecretField(title, show, hide, hint)
        self.chosen, self.told, self.trouble = label(wrap=True), label(wrap=True), Trouble()
        self.search = button(self._say("look"), self.look_for_them)
        self.choose = button(self._say("choose-file"), self.choose_file)
        self.toggles: list[Toggle] = []
        self._list = QVBoxLayout()
        self._lead, self._folder = label(wrap=True, tone="soft"), label("", "small", "soft", wrap=True)
        acts = holder(Flow(self.search, self.choose))
        parts = self.title, self._lead, self.what, self._folder, self.secret, acts, holder(self._list)
        inner = holder(column(*parts, self.chosen, self.told, self.trouble, 1, gap=18))
        self.foot = Foot(self._say("back"), self.left.emit, self.primary)
        page(self, head(model.words.say("window", "title")), Sheet(look, inner, WIDE), self.foot)
        enter(self, self._entered)
        on_key(self, "Esc", self.left.emit)
        self.show_damage(None, "")

    def show_damage(self, error: StoreError | None, secret: str) -> None:
        """What opening met; None where a backup is put back for another reason."""
        self._error, self._done, self.file, self.found = error, False, None, []
        self.title.setText(self._say("damaged" if error else "fresh"))
        self._lead.setText(self._say("damaged-long" if error else "fresh-long"))
        self.what.setText(self._model.words.say("store", error.code, **error.facts) if error else "")
        self.what.setVisible(error is not None)
        self._folder.setText(self._say("folder", folder=self._model.parts.folder))
        self.secret.edit.setText(secret)
        self.trouble.say("")
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
            self.look_for_them()
        else:
            self._put_back(self.file)

    def look_for_them(self) -> None:
        """Opens every backup with the secret; where only the key file is bad, that is put back at once."""
        vault, folder, clock = self._vault(), self._model.parts.folder, self._model.parts.clock
        error, secret = self._error, self._typed()
        if secret is None:
            return

        def job() -> Path | list[Looked]:
            if error is not None and error.code in KEYS_ONLY:
                try:
                    return vault.put_back_keys(folder, secret, clock.now().utc_ms)
                except (StoreError, OSError):
                    pass
            return candidates(vault, folder, secret)

        self._ask(job, self._looked)

    def choose_file(self) -> None:
        name = self.ask_file()
        if name:
            self._take(Path(name), 0)

    def ask_file(self) -> str:
        name, _ = QFileDialog.getOpenFileName(
            self, self._say("choose-file"), "", f"{self._say('file-kind')} (*.stipple-backup)"
        )
        return name

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.edit.setFocus()

    def _vault(self) -> Vault:
        make = self._model.parts.vault
        assert make is not None
        return make()

    def _typed(self) -> str | None:
        secret = self.secret.text
        if not secret:
            self.secret.refuse(self._model.words.say("start", "secret-needed"))
        return secret or None

    def _looked(self, found: Path | list[Looked]) -> None:
        if isinstance(found, Path):
            self._finish(self._say("keys-back", file=found.name))
            return
        self.found = found
        newest = best(found)
        self._take(newest.kept.file, newest.kept.utc_ms)
        self.told.setText(self._say("newest"))

    def _take(self, file: Path, utc_ms: int) -> None:
        self.file, self._made_at = file, utc_ms
        self.told.setText("")
        self._show_found()
        self._show_state()
        self.foot.primary.setFocus()

    def _put_back(self, file: Path) -> None:
        vault, parts, secret = self._vault(), self._model.parts, self._typed()
        if secret is None:
            return

        def opened() -> tuple[Store, Sessions]:
            store = parts.open_store(parts.folder, secret)
            clinic = Clinic(store, parts.clock, parts.random)
            return store, Sessions(store, parts.clock, clinic, parts.random, parts.zone_name())

        at = parts.clock.now().utc_ms
        self._ask(lambda: put_back(vault, parts.folder, file, secret, at, opened), self._came)

    def _came(self, done: PutBack) -> None:
        lines = [self._say("done", seq=done.seq)]
        if done.aside is not None:
            lines.append(self._say("carried", count=done.last - done.seq))
            lost = done.known > done.last
            lines.append(self._say("lost", first=done.last + 1, last=done.known) if lost else self._say("lost-none"))
            lines.append(self._say("aside", folder=done.aside.name))
        self._finish("\n".join(lines))

    def _finish(self, text: str) -> None:
        self._done = True
        self.what.hide()
        self.told.setText(text)
        self._show_found()
        self._show_state()
        self.foot.primary.setFocus()

    def _ask(self, job: Callable[[], Result], then: Callable[[Result], object]) -> None:
        def failed(text: str) -> None:
            self._rest(False)
            self.trouble.say(text)

        def came(result: Result) -> None:
            self._rest(False)
            then(result)

        self.trouble.say("")
        self.secret.trouble.say("")
        self._rest(True)
        attempt(self._model, job, came, failed)

    def _rest(self, on: bool) -> None:
        self._busy = on
        self.secret.edit.setReadOnly(on)
        self._show_state()

    def _show_found(self) -> None:
        emptied(self._list)
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
        self.chosen.setText(self._say("file", file=self.file.name) if self.file else self._say("file-none"))

    def _show_state(self) -> None:
        for each in (self.secret, self.search, self.choose, self.chosen):
            each.setVisible(not self._done)
        code = "open" if self._done else "look" if self.file is None else "put-back-file"
        text = self._say("moment" if self._busy else code)
        if code == "put-back-file" and self._made_at and not self._busy:
            text = self._say("put-back", time=day_and_time(self._made_at))
        mark(self.foot.primary, kind="waiting" if self._busy else "primary")
        self.foot.show_primary(text)

    def _entered(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Toggle) or focused in (self.search, self.choose, self.foot.back):
            focused.click()
        else:
            self.primary()
