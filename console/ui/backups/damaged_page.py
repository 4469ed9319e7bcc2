"""After damage, or on a new computer: what was found, the backups that open, and one of them put back."""

from pathlib import Path

from console.app.emergency_copy import ImportResult
from console.app.ports import BackupCheck, RestoreResult, StoreError
from console.app.rescue import best
from console.ui.backups.backup_choice import BackupChoice
from console.ui.backups.backup_dialogs import ask_backup, ask_copy
from console.ui.backups.backup_text import put_back_text, take_in_text
from console.ui.backups.closed_clinic import ClosedClinic
from console.ui.kit.card import Card
from console.ui.kit.fields import SecretField
from console.ui.kit.flow import Flow
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

WIDE = 900


class DamagedPage(FormPage):
    """Puts a backup in the place of a clinic that is not open. Emits `done` afterwards, `closed` to try it as it is."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "backups")
        self._clinic = ClosedClinic(model.dependencies)
        self._mended = self._none_here = False
        self._error: StoreError | None = None
        self.file: Path | None = None
        self._made_ms = 0
        self.checks: list[BackupCheck] = []
        self.title = label("", "title", strong=True, wrap=True)
        self.what = label("", strong=True, tone="stop", wrap=True)
        self.secret = SecretField(
            self.words, self.words.say("start", "secret"), self.words.say("start", "secret-hint")
        )  # fmt: skip
        self._file_line, self.report = label(wrap=True), label(wrap=True)
        self.search = button(self.say("look-again"), self.look_for_backups)
        self.choose = button(self.say("choose-file"), self.choose_file)
        self.read_in = button(self.say("read-in"), self.read_in_copy)
        self.backups = BackupChoice(self.words)
        self.backups.chosen.connect(self._take)
        self._lead, self._folder = label(wrap=True, tone="soft"), label("", "small", "soft", wrap=True)
        above = self.title, self._lead, self.what, self._folder, self.secret, self.report, self.backups, self._file_line
        acts = holder(Flow(self.search, self.choose, self.read_in))
        self.lay_out(Card(theme, holder(column(*above, acts, self.trouble, 1, gap=16)), WIDE))
        self.show_damage(None, "")

    def show_damage(self, error: StoreError | None, secret: str) -> None:
        """Begin with what opening met; None where a backup is put back for another reason."""
        self._error, self._mended, self.file, self.checks = error, False, None, []
        self._none_here = error is None and not self._clinic.has_backups
        self.title.setText(self.say("damaged" if error else "fresh"))
        self._lead.setText(self.say("damaged-long" if error else "fresh-long"))
        self.what.setText(self.words.say("store", error.code, **error.facts) if error else "")
        self.what.setVisible(error is not None)
        self._folder.setText(self.say("folder", folder=self.model.dependencies.folder))
        self.secret.edit.setText(secret)
        self.trouble.set_text("")
        self.report.setText("")
        self._show()

    @property
    def action(self) -> str:
        """The next of: look for backups, put one back, open."""
        if self._mended:
            return self.say("open")
        if self.file is None:
            return self.say("choose-file" if self._none_here else "look")
        if not self._made_ms:
            return self.say("put-back-file")
        return self.say("put-back", time=self.words.day_and_time(self._made_ms))

    def primary(self) -> None:
        if self.busy:
            return
        if self._mended:
            self.finish(None)
        elif self.file is None:
            (self.choose_file if self._none_here else self.look_for_backups)()
        else:
            self._put_back(self.file)

    def look_for_backups(self) -> None:
        """Open every backup with the secret; where only the key file is bad, put that back at once."""
        secret, error, clinic = self._require_secret(), self._error, self._clinic
        if secret:
            self.work(lambda: clinic.find(secret, error), self._show_backups)

    def choose_file(self) -> None:
        name = self.ask_file()
        if name:
            self._take(Path(name), 0)

    def ask_file(self) -> str:
        return ask_backup(self, self.words)

    def read_in_copy(self) -> None:
        """Read in what an emergency copy has beyond what was put back."""
        name, secret, before, clinic = self.ask_copy(), self.secret.text, self.report.text(), self._clinic
        if not name:
            return
        file = Path(name)

        def then(done: ImportResult) -> None:
            self._mend(f"{before}\n{take_in_text(self.words, done, file)}")

        self.work(lambda: clinic.take_in(file, secret), then)

    def ask_copy(self) -> str:
        return ask_copy(self, self.words)

    def begin(self) -> None:
        self.secret.edit.setFocus()

    def rest(self, on: bool) -> None:
        if on:
            self.trouble.set_text("")
            self.secret.trouble.set_text("")
        super().rest(on)

    def refuse(self, text: str) -> None:
        """Stay where the focus is."""
        self.fail(text)

    def _require_secret(self) -> str:
        """Return the secret; where there is none, ask for it."""
        if not self.secret.text:
            self.secret.refuse(self.words.say("start", "secret-needed"))
        return self.secret.text

    def _show_backups(self, found: Path | list[BackupCheck]) -> None:
        if isinstance(found, Path):
            self._mend(self.say("keys-back", file=found.name))
            return
        self.checks = found
        newest = best(found)
        self._take(newest.backup.file, newest.backup.utc_ms)
        self.report.setText(self.say("newest"))
        self._show()

    def _take(self, file: Path, utc_ms: int) -> None:
        """Choose this file; 0 where nobody knows when it was made."""
        self.file, self._made_ms = file, utc_ms
        self.report.setText("")
        self._show()
        (self.foot.primary if self.secret.text else self.secret.edit).setFocus()

    def _put_back(self, file: Path) -> None:
        secret, clinic = self._require_secret(), self._clinic

        def then(done: RestoreResult) -> None:
            self._mend(put_back_text(self.words, done))

        if secret:
            self.work(lambda: clinic.put_back(file, secret), then)

    def _mend(self, text: str) -> None:
        """Say what was put back; opening it is next."""
        self._mended = True
        self.title.setText(self.say("put-back-title"))
        self.what.hide()
        self.report.setText(text)
        self._show()
        self.foot.primary.setFocus()

    def _show(self) -> None:
        for each in (self.secret, self._lead, self.foot.back):
            each.setVisible(not self._mended)
        self.backups.show_backups([] if self._mended else self.checks, self.file)
        self._file_line.setText(self.say("file", file=self.file.name) if self.file else "")
        listed = any(each.backup.file == self.file for each in self.checks)
        self._file_line.setVisible(not self._mended and self.file is not None and not listed)
        self.report.setVisible(bool(self.report.text()))
        self.choose.setVisible(not self._mended and not (self._none_here and self.file is None))
        self.search.setVisible(not self._mended and self.file is not None and not self._none_here)
        self.read_in.setVisible(self._mended)
        self.show_action()
