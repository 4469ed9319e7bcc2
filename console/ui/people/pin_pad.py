"""A pad to type a PIN on, by touch, mouse or digits; what was typed is shown as dots."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from console.core.text.words import Words
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder

MOST, GAP, ACROSS = 8, 8, 6
DOT, RING = "●", "○"


class PinPad(QWidget):
    """Emits `typed` with the digits: at once when there are as many as the PIN has, else when Done is pressed."""

    typed = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._digits = ""
        self._length = 0
        self.dots: QLabel = label("", "title", strong=True)
        self.dots.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self._digit_keys = [self._key(digit, partial(self.press, digit)) for digit in "123456789"]
        for at, each in enumerate(self._digit_keys):
            grid.addWidget(each, at // 3, at % 3)
        self.erase = self._key("⌫", self.back, words.say("lock", "erase"))
        self.done = self._key(words.say("lock", "done"), self.finish)
        self._last = self.erase, self._key("0", partial(self.press, "0")), self.done
        self.beside = False
        for at, each in enumerate(self._last):
            grid.addWidget(each, 3, at)
        self.setLayout(column(self.dots, holder(grid), gap=4))
        self.begin(0)

    def fit(self, needed: int, room: int) -> None:
        """Have the last row beside the others where what needs so much as it stands has no more room than that."""
        beside = needed + (self.done.height() + GAP) * self.beside > room
        if beside != self.beside:
            self.beside = beside
            for at, each in enumerate(self._last):
                self._grid.addWidget(each, *((at, 3) if beside else (3, at)))

    def flatten(self) -> None:
        """Have all keys in two rows."""
        erase, nought, done = self._last
        for at, each in enumerate((*self._digit_keys, nought, erase, done)):
            self._grid.addWidget(each, at // ACROSS, at % ACROSS)

    @property
    def by_key(self) -> dict[str, Callable[[], object]]:
        """What keys do here, by the names of the table."""
        return {f"digit-{digit}": partial(self.press, digit) for digit in "0123456789"} | {"erase": self.back}

    def begin(self, length: int) -> None:
        """Begin with nothing typed, for a PIN of so many digits, or of any length where that is 0."""
        self._length = length
        self._show("")

    def clear(self) -> None:
        """Forget the digits typed so far."""
        self._show("")

    def press(self, digit: str) -> None:
        if len(self._digits) < (self._length or MOST):
            self._show(self._digits + digit)
            if len(self._digits) == self._length:
                self.finish()

    def take(self, digits: str, ended: bool) -> bool:
        """Type digits that came at once, and Done where they are `ended`; say False, and take none, if too many."""
        if len(self._digits) + len(digits) > (self._length or MOST):
            return False
        for digit in digits:
            self.press(digit)
        if ended:
            self.finish()
        return True

    def back(self) -> None:
        self._show(self._digits[:-1])

    def finish(self) -> None:
        """Emit what was typed, where something was."""
        digits = self._digits
        self._show("")
        if digits:
            self.typed.emit(digits)

    def _show(self, digits: str) -> None:
        self._digits = digits
        count = len(digits)
        self.dots.setText(DOT * count + RING * (max(self._length, 4) - count))
        self.dots.setAccessibleName(self._words.say("lock", "dots", count=count))

    def _key(self, text: str, pressed: "partial[None] | object", name: str = "") -> QPushButton:
        made = button(text, pressed, "key", name, large=True)  # type: ignore[arg-type]
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made
