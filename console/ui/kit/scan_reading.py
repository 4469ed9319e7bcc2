"""What a scan was read as, in a line; and where there are several ways, the question which is right."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.text.words import Words
from console.exchange.contents import ASKED, Udi
from console.ui.kit.labels import button, label, mark
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.udi_text import pack_text


class ScanReading(QWidget):
    """Takes a scan, and shows nothing else than what was made of it.

    taken  what the code says, a Udi, once nothing is left to ask
    """

    taken = Signal(object)

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._today = words, today
        self._said = label("", "small", wrap=True)
        self._ways = column(gap=6)
        self.setLayout(column(self._said, self._ways, gap=6))
        self.hide()

    def take(self, udi: Udi) -> None:
        """Tell what the code says, or ask which reading is right."""
        clear_layout(self._ways)
        if not udi.others:
            self._choose(udi)
            return
        for each in (*udi.others, udi):
            way = button(pack_text(self._words, each, self._today()), partial(self._choose, each), "row", large=True)
            self._ways.addWidget(way)
        self._ways.addWidget(button(self._words.say("scan", "none-of-these"), self._refuse_all, "row", large=True))
        self._say(self._doubts(udi, asked=True), "warn")
        self._focus()

    def settled(self) -> bool:
        """Whether no reading is left to choose; if one is, the first has the focus."""
        if self._ways.count():
            self._focus()
        return not self._ways.count()

    def tell(self, udi: Udi, more: Sequence[str] = ()) -> None:
        """Say what is known of the pack, and what is doubtful in it."""
        doubts = [*self._doubts(udi, asked=False), *more]
        read_as = pack_text(self._words, udi, self._today())
        self._say([f"{'⚠' if doubts else '✓'} {read_as}", *doubts], "warn" if doubts else "ok")

    def clear(self) -> None:
        clear_layout(self._ways)
        self.hide()

    def _choose(self, udi: Udi) -> None:
        clear_layout(self._ways)
        self.tell(udi)
        self.taken.emit(udi)

    def _refuse_all(self) -> None:
        clear_layout(self._ways)
        self._say([self._words.say("scan", "type-it")], "warn")

    def _doubts(self, udi: Udi, asked: bool) -> list[str]:
        return [self._words.say("scan", each) for each in udi.doubts if (each in ASKED) == asked]

    def _say(self, lines: Sequence[str], tone: str) -> None:
        self._said.setText("\n".join(lines))
        mark(self._said, tone=tone)
        self.setAccessibleName(self._said.text())
        self.show()

    def _focus(self) -> None:
        first = self._ways.itemAt(0)
        shown = first.widget() if first else None
        if isinstance(shown, QPushButton):
            shown.setFocus()
