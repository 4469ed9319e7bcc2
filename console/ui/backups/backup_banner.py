"""What is said of the backups on home for as long as it is so: doubts, a problem, no second copy for a week."""

from collections.abc import Callable

from console.app.backups import BackupStatus
from console.core.text.words import Words
from console.ui.kit.banners import Banner
from console.ui.shell.model import Model


class BackupBanner(Banner):
    """Nothing is shown while all is well."""

    def __init__(self, model: Model, pressed: Callable[[], object]) -> None:
        super().__init__("warn", "", model.words.say("backups", "backups"), pressed)
        self._words = model.words
        self.hide()
        model.backup_scheduler.changed.connect(self.show_standing)

    def show_standing(self, standing: BackupStatus) -> None:
        """The gravest of what there is to say."""
        text = warning(self._words, standing)
        self.set_text(text, "stop" if standing.doubts else "warn")
        self.setVisible(bool(text))


def warning(words: Words, standing: BackupStatus) -> str:
    """What stands on home; "" while all is well."""
    if standing.doubts:
        found = standing.doubts[0]
        return words.say("backups", "doubt", text=words.finding(found.code, found.seq, found.detail))
    if standing.problem is not None and standing.problem.code == "viewing":
        return words.say("store", "viewing", **standing.problem.facts)
    if standing.problem is not None and standing.problem.code != "second-missing":
        text = words.say("store", standing.problem.code, **standing.problem.facts)
        return words.say("backups", "problem", text=text)
    if standing.late_days:
        return words.say("backups", "late" if standing.second else "late-none", days=standing.late_days)
    return ""
