"""What may have been done, one press each: numbered from 1, with the times at which it was."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.core.clock import Clock
from console.core.text.words import Words
from console.ui.kit.digit_lines import DigitLines, bring
from console.ui.kit.labels import button
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.rows import Row

DIGITS = 9
"""As many actions have a key at once; 0 gives the keys to the others."""


class DangerActions(QWidget):
    """Emits `pressed` with the action. `first` is its first row, to be placed where it is always in sight."""

    pressed = Signal(str)

    def __init__(self, words: Words, clock: Clock) -> None:
        super().__init__()
        self._words = words
        self._names: tuple[str, ...] = ()
        self._done: Mapping[str, str] = {}
        self._page, self._numbered = 0, True
        self._again = -1
        """The row whose digit only brought it into sight; it says so until it acts."""
        self._lines = DigitLines(clock)
        self.first = Row("")
        self.first.clicked.connect(lambda: self._press(0))
        self._more = button("", self.turn, "quiet", large=True)
        self._rows: list[Row] = [self.first]
        self._list = column(gap=4)
        self.setLayout(column(self._list, self._more, gap=8))

    def show_actions(self, names: Sequence[str]) -> None:
        """Show these actions, those that are new none of them done."""
        self._page = 0
        if tuple(names) != self._names:
            self._done, self._names = {}, tuple(names)
            clear_layout(self._list)
            self._rows = [self.first]
            for at in range(1, len(names)):
                made = Row(names[at])
                made.clicked.connect(partial(self._press, at))
                self._rows.append(made)
                self._list.addWidget(made)
        self._show()

    def show_done(self, done: Mapping[str, str]) -> None:
        """Show when each was done, by its words."""
        if done != self._done:
            self._done = dict(done)
            self._show()

    def number(self, on: bool) -> None:
        """Show the keys, or leave them to what is asked before."""
        self._numbered = on
        self._show()

    def digit(self, number: int) -> None:
        """Do what has this key; 0 turns."""
        at = number - 1 + self._page * DIGITS
        if number == 0:
            self.turn()
        elif at < len(self._names):
            self._again = at
            self._lines.press(self._rows[at], partial(self._press, at))
            self._show()
            if self._again == at:
                bring(self._rows[at])

    def turn(self) -> None:
        """Give the keys to the next nine, round about."""
        self._page = (self._page + 1) % max(1, -(-len(self._names) // DIGITS))
        self._show()
        bring(self._rows[self._page * DIGITS])

    def _press(self, at: int) -> None:
        self._again = -1
        if at < len(self._names):
            self.pressed.emit(self._names[at])

    def _show(self) -> None:
        for at, (made, name) in enumerate(zip(self._rows, self._names, strict=False)):
            done, key = self._done.get(name, ""), at - self._page * DIGITS + 1
            sign = str(key) if self._numbered and 1 <= key <= DIGITS else ""
            below = [f"✓ {done}"] if done else []
            if at == self._again:
                below.append(self._words.say("danger", "press-again", key=sign))
            made.set_text(sign, "\n".join([name, *below]), aloud=f"{name} {done}".strip())
        self.first.setVisible(bool(self._names))
        more = len(self._names) > DIGITS
        text = self._words.say("danger", "more" if self._page == 0 else "back-to-first")
        self._more.setText(f"0   {text}" if self._numbered else text)
        self._more.setAccessibleName(text)
        self._more.setVisible(more and self._numbered)
