"""What stands on a pack: lot and expiry, typed or filled in by a scan, which brings product code and serial too."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from console.core.refusal import Refusal
from console.core.text.words import Words
from console.exchange.contents import ASKED, Udi, known_pack
from console.exchange.udi import BEGINNINGS, MARKED, read_udi
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
        self.code = self.serial = self._link = ""
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
        self.code = self.serial = self._link = ""
        clear_layout(self._ways)
        self.hide()

    @property
    def aside(self) -> dict[str, str]:
        """What was scanned and stands in no field."""
        return {"code": self.code, "serial": self.serial, "link": self._link}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        """Have it as it was scanned before, and say it."""
        self.code, self.serial, self._link = scanned["code"], scanned["serial"], scanned["link"]
        if self.code or self.serial:
            self._say([f"✓ {pack_text(self._words, known_pack(self.code, serial=self.serial), self._today())}"], "ok")

    def _fill(self, udi: Udi) -> None:
        """Of a second code for the same pack only what stands in it; another product's is another pack."""
        if udi.product_code and self.code not in ("", udi.product_code):
            self.clear()
        clear_layout(self._ways)
        doubts = self._doubts(udi, asked=False)
        if udi.link and self._link not in ("", udi.link):
            doubts.append(self._words.say("scan", "link-differs"))
        self._link = udi.link or self._link
        self.code, self.serial = udi.product_code or self.code, udi.serial or self.serial
        if udi.lot:
            self.lot.setText(udi.lot)
        if udi.expiry:
            self.expiry.setText(udi.expiry)
        known = replace(known_pack(self.code, serial=self.serial), made=udi.made, days=udi.days)
        read_as = pack_text(self._words, known, self._today())
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
        begun = text.lower().startswith(BEGINNINGS) and len(text) >= CODE_FROM
        if not begun and not text.startswith(MARKED):
            return
        try:
            found = read_udi(text, self._today().year)
        except Refusal:
            return
        if found.product_code or found.link:
            self.lot.clear()
            self.take(found)
