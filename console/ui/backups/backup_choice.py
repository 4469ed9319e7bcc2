"""The backups that open, one of them to be chosen."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.app.ports import BackupCheck
from console.core.text.words import Words
from console.ui.backups.backup_text import place_text
from console.ui.kit.labels import Toggle
from console.ui.kit.layouts import clear_layout


class BackupChoice(QWidget):
    """Not shown while there is none. Emits `chosen` with the file, and when it was made in ms UTC."""

    chosen = Signal(object, object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.toggles: list[Toggle] = []
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)

    def show_backups(self, found: Sequence[BackupCheck], chosen: Path | None) -> None:
        """Offer these; the one that is chosen looks so."""
        clear_layout(self._list)
        self.toggles = []
        for each in found:
            text = self._words.say(
                "backups", "found" if each.whole else "found-faults", where=place_text(self._words, each.backup),
                time=self._words.day_and_time(each.backup.utc_ms), count=each.seq,
            )  # fmt: skip
            made = Toggle(text, partial(self.chosen.emit, each.backup.file, each.backup.utc_ms))
            made.setChecked(each.backup.file == chosen)
            self.toggles.append(made)
            self._list.addWidget(made)
        self.setVisible(bool(self.toggles))
