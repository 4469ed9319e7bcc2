"""A line for an amount in grams or millilitres, and lines for other figures of a product; each may stay open."""

from PySide6.QtWidgets import QWidget

from console.core.text.words import Words
from console.ui.kit.labels import enlarge
from console.ui.kit.layouts import row
from console.ui.kit.pick_list import PickList
from console.ui.session.thousandths_field import ThousandthsField

UNITS = ("g", "ml")
UNIT_PX = 96


class AmountLine(QWidget):
    """`mg` and `ul`: what is stated in the unit that is picked; the other is None."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.line, self.units = ThousandthsField(), PickList()
        self.units.addItems([words.say("setup", f"unit-{each}") for each in UNITS])
        self.line.setAccessibleName(words.say("window", "amount"))
        self.units.setAccessibleName(words.say("setup", "unit"))
        self.units.setMinimumWidth(UNIT_PX)
        enlarge(self.line, self.units)
        across = row(self.line, self.units, gap=6)
        across.setStretch(0, 1)
        self.setLayout(across)

    def begin_in(self, unit: str) -> None:
        """The unit of most such products, while nothing is stated."""
        if not self.line.text():
            self.units.setCurrentIndex(UNITS.index(unit))

    def show_amount(self, mass_mg: int | None, volume_ul: int | None) -> None:
        """What is recorded, in its unit."""
        whole = mass_mg if volume_ul is None else volume_ul
        self.line.setText("" if whole is None else self._words.number(whole / 1000, 3))
        self.units.setCurrentIndex(UNITS.index("g" if volume_ul is None else "ml"))

    @property
    def mg(self) -> int | None:
        return self.line.thousandths if self.units.currentIndex() == 0 else None

    @property
    def ul(self) -> int | None:
        return self.line.thousandths if self.units.currentIndex() == 1 else None
