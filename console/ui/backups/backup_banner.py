"""What is said of the backups on home for as long as it is so: doubts, a problem, no second copy for a week."""

from collections.abc import Callable

from console.app.backups import BackupStatus
from console.core.text.words import Words
from console.ui.kit.banner import Banner
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model


class BackupBanner(Banner):
    """Shown on home while something is to be said of the backups."""

    def __init__(self, model: Model, scheduler: BackupScheduler, pressed: Callable[[], object]) -> None:
        super().__init__("warn", "", model.words.say("backups", "backups"), pressed)
        self._words = model.words
        self.hide()
        scheduler.changed.connect(self.show_status)

    def show_status(self, status: BackupStatus) -> None:
        """Show the gravest of what there is to say."""
        text = warning(self._words, status)
        self.set_text(text, "stop" if status.doubts else "warn")
        self.setVisible(bool(text))


def warning(words: Words, status: BackupStatus) -> str:
    """Say the gravest of what there is to say; "" while all is well."""
    if status.doubts:
        found = status.doubts[0]
        return words.say("backups", "doubt", text=words.finding(found.code, found.seq, found.detail))
    if status.problem is not None and status.problem.code in ("viewing", "viewing-full"):
        return words.say("store", status.problem.code, **status.problem.facts)
    if status.problem is not None and status.problem.code != "second-missing":
        text = words.say("store", status.problem.code, **status.problem.facts)
        return words.say("backups", "problem", text=text)
    if status.late_days:
        return words.say("backups", "late" if status.second else "late-first", count=status.late_days)
    return ""
