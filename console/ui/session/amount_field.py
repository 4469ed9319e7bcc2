"""An amount between a less and a more that a glove can press; it can be typed too, and may stay open."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QRegularExpression, QSignalBlocker, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from console.app.number_input import MARKS, parse_number
from console.core.protocol_parts import Setting
from console.core.text.words import Words
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, row

WIDE = 64
MOST = 99_999


def half_gram(mg: int) -> int:
    return 500


def five_cm2(mm2: int) -> int:
    """Single square centimetres on small areas."""
    return 100 if mm2 <= 2_000 else 500


class Amount(QWidget):
    """Whole units, `unit` of them in what is shown: 1,000 mg in a gram. `begins` is what more and less start from."""

    changed = Signal()

    def __init__(self, words: Words, title: str, unit: int, step: Callable[[int], int]) -> None:
        super().__init__()
        self._words, self._unit, self._step = words, unit, step
        self.begins: int | None = None
        self.line = QLineEdit()
        digits = len(str(unit)) - 1
        form = rf"(\p{{Nd}}{{1,5}}([{MARKS}]\p{{Nd}}{{0,{digits}}})?)?"
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression(form), self.line))
        enlarge(self.line)
        self.line.setAccessibleName(title)
        self.line.setMinimumWidth(80)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self._ends = [
            button(sign, partial(self.shift, by), "tab", words.say("window", code, what=title))
            for sign, by, code in (("−", -1, "less-of"), ("+", 1, "more-of"))
        ]
        for end in self._ends:
            enlarge(end)
            end.setFixedWidth(WIDE)
        across = row(self._ends[0], self.line, self._ends[1], gap=6)
        across.setStretch(1, 1)
        self._name, self._title = title, label(title, "small", "soft", wrap=True)
        self.setLayout(column(self._title, across, gap=2))

    @property
    def whole(self) -> int | None:
        """What is stated; None where nothing is."""
        typed = parse_number(self.line.text(), MOST)
        return None if typed is None else round(typed * self._unit)

    def show_whole(self, whole: int | None) -> None:
        with QSignalBlocker(self.line):
            self.line.setText("" if whole is None else self._read(whole))
        self.changed.emit()

    def begin_at(self, whole: int | None, said: str) -> None:
        """What is counted from where nothing is stated; it is only shown."""
        self.begins = whole
        self._title.setText(" · ".join(filter(None, (self._name, said))))
        self.line.setAccessibleDescription(said)

    def shift(self, by: int) -> None:
        """To the next whole step, never below one."""
        now = self.whole if self.whole is not None else self.begins or 0
        step = self._step(now)
        there = now // step * step if by < 0 and now % step else (now // step + by) * step
        self.show_whole(max(step, there))
        self.line.setModified(True)
        self.line.textEdited.emit(self.line.text())  # entered, as if typed

    def clear(self) -> None:
        self.show_whole(None)

    def _read(self, whole: int) -> str:
        return self._words.number(whole / self._unit, 3)


def setting_amounts(words: Words, settings: Iterable[Setting]) -> dict[str, Amount]:
    """Return by its id an amount for each thing that is set on a device, in thousandths of its unit."""
    return {
        each.id: Amount(words, words.say("setup", f"{each.id}-in", unit=each.unit), 1000, lambda _: 1000)
        for each in settings
    }
