"""What stands on a pack: lot and expiry, typed or filled in by a scan; a scan brings the GTIN and the serial too."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from console.core.refusal import Refusal
from console.core.text.words import Words
from console.exchange.contents import ASKED, Udi
from console.exchange.udi import BEGINNINGS, read_udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.labels import button, label, mark
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.udi_text import pack_text

CODE_FROM = 16
"""Signs: no lot is so long that begins as a code does."""


class Pack(QWidget):
    """`lot` and `expiry` stand where the form has them; this itself is the line of what was scanned, below them.

    Of a code that can be read in more than one way nothing is filled in until somebody has chosen.
    """

    filled = Signal()
    """A code was taken and nothing is left to ask."""

    def __init__(self, words: Words, today: Callable[[], date], expiry: DayLine) -> None:
        super().__init__()
        self._words, self._today, self.expiry = words, today, expiry
        self.lot = QLineEdit()
        self.gtin = self.serial = ""
        self._said = label("", "small", wrap=True)
        self._ways = column(gap=6)
        self.setLayout(column(self._said, self._ways, gap=6))
        self.lot.editingFinished.connect(self._typed)
        self.hide()

    def take(self, udi: Udi) -> None:
        """Fills in, or asks which reading is right."""
        clear_layout(self._ways)
        if udi.others:
            for each in (*udi.others, udi):
                way = button(pack_text(self._words, each, self._today()), partial(self._fill, each), "row", large=True)
                self._ways.addWidget(way)
            self._say(self._doubts(udi, asked=True), "warn")
            self._focus()
        else:
            self._fill(udi)

    def settled(self) -> bool:
        """Whether no reading is left to choose; if one is, the first has the focus."""
        if self._ways.count():
            self._focus()
        return not self._ways.count()

    def clear(self) -> None:
        self.lot.clear()
        self.expiry.clear()
        self.gtin = self.serial = ""
        clear_layout(self._ways)
        self.hide()

    def _fill(self, udi: Udi) -> None:
        """Of a second code for the same pack only what stands in it; another GTIN is another pack."""
        if udi.gtin and self.gtin not in ("", udi.gtin):
            self.clear()
        clear_layout(self._ways)
        if udi.lot:
            self.lot.setText(udi.lot)
        if udi.expiry:
            self.expiry.setText(udi.expiry)
        self.gtin, self.serial = udi.gtin or self.gtin, udi.serial or self.serial
        doubts = self._doubts(udi, asked=False)
        read_as = pack_text(
            self._words, Udi(self.gtin, made=udi.made, serial=self.serial, days=udi.days), self._today()
        )
        self._say([f"{'⚠' if doubts else '✓'} {read_as}", *doubts], "warn" if doubts else "ok")
        self.filled.emit()

    def _doubts(self, udi: Udi, asked: bool) -> list[str]:
        return [self._words.say("scan", each) for each in udi.doubts if (each in ASKED) == asked]

    def _say(self, lines: list[str], tone: str) -> None:
        self._said.setText("\n".join(lines))
        mark(self._said, tone=tone)
        self.setAccessibleName(self._said.text())
        self.show()

    def _focus(self) -> None:
        first = self._ways.itemAt(0)
        shown = first.widget() if first else None
        if isinstance(shown, QPushButton):
            shown.setFocus()

    def _typed(self) -> None:
        """The line below the code, or the code of a scanner as slow as a hand, typed where the lot goes."""
        text = self.lot.text().strip()
        if len(text) < CODE_FROM or not text.lower().startswith(BEGINNINGS):
            return
        try:
            found = read_udi(text, self._today().year)
        except Refusal:
            return
        if found.gtin:
            self.lot.clear()
            self.take(found)
