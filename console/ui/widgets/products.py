"""What was used besides numbing creams: a list, and a form to add to it."""

from functools import partial
from typing import get_args

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.core.events import ProductKind, ProductUsed
from console.core.state import SessionState
from console.ui.desk import Desk
from console.ui.widgets.basics import button, column, emptied, holder, label, row
from console.ui.widgets.choices import Choice
from console.ui.widgets.dayline import DayLine
from console.ui.widgets.flow import Flow
from console.ui.widgets.grams import Grams
from console.ui.widgets.onhand import offer_products
from console.ui.widgets.picklist import PickList

SAID_PX = 26
"""A line of small letters with a sign of another font in it."""


class Products(QWidget):
    """A product has a name; lot, expiry and grams may stay open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        add = button(desk.say("add-product"), self.ask)
        add.setProperty("session", True)
        stock = button(desk.words.say("stock", "from-stock"), partial(offer_products, desk))
        stock.setProperty("session", True)
        self._add = holder(Flow(add, stock))
        self.setLayout(column(label(desk.say("products"), "large", strong=True), self._list, self._add, gap=8))

    def show_state(self, state: SessionState) -> None:
        self._add.setVisible(state.signed is None)
        emptied(self._list)
        for used, _ in state.products:
            use = self._desk.words.say("use", used.use)
            lot = self._desk.say("lot-is", lot=used.lot) if used.lot else ""
            self._list.addWidget(label(" · ".join(filter(None, (use, used.name, lot))), "small", "soft", wrap=True))

    def ask(self) -> None:
        """The form, on the sheet."""
        uses = get_args(ProductKind)
        use, name, lot, grams = PickList(), QLineEdit(), QLineEdit(), Grams()
        expiry = DayLine(self._desk.words, self._desk.look.px(SAID_PX))
        use.addItems([self._desk.words.say("use", each) for each in uses])
        inside = column(gap=8)
        for code, field in (("kind", use), ("name", name), ("lot", lot), ("expiry", expiry), ("grams", grams)):
            field.setProperty("session", True)
            field.setAccessibleName(self._desk.say(code))
            caption = label(self._desk.say(code), "small", "soft")
            caption.setFixedWidth(self._desk.look.px(100))
            asked = row(caption, column(field, *([expiry.said] if field is expiry else []), gap=2))
            asked.setStretch(1, 1)
            inside.addLayout(asked)

        def told() -> None:
            used = uses[use.currentIndex()]
            self._desk.propose(ProductUsed(used, name.text(), lot.text().strip(), expiry.iso, grams.mg))

        save = Choice(self._desk.say("record-product"), told, "primary", may=expiry.readable)
        self._desk.choices.ask(self._desk.say("add-product"), [save], extra=holder(inside))
