"""What was scanned, in words: with its doubts, and with the readings of which somebody chooses one."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.text.words import Words
from console.exchange.contents import ASKED, Udi
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.udi_text import pack_text
from console.ui.kit.wrapped_button import WrappedButton


class ScannedPack(QWidget):
    """Hidden until something is scanned. Of a code that can be read in more than one way nothing comes of itself."""

    chosen = Signal(object)
    """The Udi that holds: the one reading, or the one that was pressed."""
    declined = Signal()
    """None of the readings is what the pack says."""

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._today = words, today
        self._said = label("", "small", wrap=True)
        self._ways = column(gap=6)
        self.setLayout(column(self._said, self._ways, gap=6))
        self.hide()

    def take(self, udi: Udi) -> None:
        """Emit `chosen`, or ask which reading is right."""
        clear_layout(self._ways)
        if not udi.others:
            self.chosen.emit(udi)
            return
        for each in sorted((*udi.others, udi), key=lambda each: not each.expiry):
            self._offer(pack_text(self._words, each, self._today()), partial(self._choose, each))
        self._offer(self._words.say("scan", "none-of-these"), self._decline)
        self._say([self._words.say("scan", each) for each in udi.doubts if each in ASKED], "warn")
        self._focus()

    def settled(self) -> bool:
        """Whether no reading is left to choose; if one is, the first has the focus."""
        if self._ways.count():
            self._focus()
        return not self._ways.count()

    def forget(self) -> None:
        clear_layout(self._ways)
        self.hide()

    def tell(self, shown: Udi, udi: Udi, more: Sequence[str] = ()) -> None:
        """Say what is `shown` here of a code, what in it is not taken over, and its doubts with `more`."""
        clear_layout(self._ways)
        doubts = [*(self._words.say("scan", each) for each in udi.doubts if each not in ASKED), *more]
        beside = replace(shown, made=udi.made, days=udi.days, left=udi.left)
        read_as = pack_text(self._words, beside, self._today())
        self._say([f"{'⚠' if doubts else '✓'} {read_as}", *doubts], "warn" if doubts else "ok")

    def _offer(self, text: str, chosen: Callable[[], object]) -> None:
        self._ways.addWidget(WrappedButton(text, chosen, "row"))

    def _choose(self, udi: Udi) -> None:
        clear_layout(self._ways)
        self.chosen.emit(udi)

    def _decline(self) -> None:
        clear_layout(self._ways)
        self._say([self._words.say("scan", "declined")], "warn")
        self.declined.emit()

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
