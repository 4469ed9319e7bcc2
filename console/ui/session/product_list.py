"""What was used besides numbing creams: a list, and a form to add to it."""

from functools import partial
from typing import get_args

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.core.events import ProductKind, ProductUsed
from console.core.state import SessionState
from console.exchange.udi import Udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import clear_layout, column, holder, row
from console.ui.kit.pick_list import PickList
from console.ui.kit.prompt import Choice
from console.ui.session.grams_field import Grams
from console.ui.session.on_hand import offer_products
from console.ui.session.pack_fields import Pack
from console.ui.session.pane_context import PaneContext

USES: tuple[ProductKind, ...] = get_args(ProductKind)
SAID_PX = 26
"""A line of small letters with a sign of another font in it."""


class ProductList(QWidget):
    """A product has a name; lot, expiry and grams may stay open."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        add = button(context.say("add-product"), self.ask, large=True)
        stock = button(context.words.say("stock", "from-stock"), partial(offer_products, context), large=True)
        self._add = holder(Flow(add, stock))
        self.setLayout(column(label(context.say("products"), "large", strong=True), self._list, self._add, gap=8))

    def show_state(self, state: SessionState) -> None:
        self._add.setVisible(state.signed is None)
        clear_layout(self._list)
        for used, _ in state.products:
            use = self._context.words.say("use", used.use)
            lot = self._context.say("lot-is", lot=used.lot) if used.lot else ""
            told = filter(None, (use, self._context.words.isolate(used.name), lot))
            self._list.addWidget(label(" · ".join(told), "small", "soft", wrap=True))

    def ask(self) -> None:
        """The form, on the sheet."""
        ask_product(self._context)


def ask_product(context: PaneContext, udi: Udi | None = None) -> None:
    """The form on the sheet, filled in with what was scanned."""
    form = ProductForm(context)
    context.prompt.ask(context.say("add-product"), [form.choice], extra=form)
    if udi is not None:
        form.take_scan(udi)


class ProductForm(QWidget):
    """After a scan, what is left to type has the focus, or the button that records."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self._use, self._name, self._grams = PickList(), QLineEdit(), Grams()
        self._expiry = DayLine(context.words, context.theme.px(SAID_PX))
        self._pack = Pack(context.words, self._expiry)
        self._pack.filled.connect(self._filled)
        self._use.addItems([context.words.say("use", each) for each in USES])
        self.choice = Choice(context.say("record-product"), self._told, "primary", may=self._may)
        inside = column(self._pack, gap=8)
        for code, field in (
            ("kind", self._use), ("name", self._name), ("lot", self._pack.lot), ("expiry", self._expiry),
            ("grams", self._grams),
        ):  # fmt: skip
            enlarge(field)
            field.setAccessibleName(context.say(code))
            caption = label(context.say(code), "small", "soft")
            caption.setFixedWidth(context.theme.px(100))
            asked = row(caption, column(field, *([self._expiry.reading] if field is self._expiry else []), gap=2))
            asked.setStretch(1, 1)
            inside.addLayout(asked)
        self.setLayout(inside)

    def take_scan(self, udi: Udi) -> None:
        self._pack.take(udi)

    def _filled(self) -> None:
        """The same product as before in this session needs no name typed."""
        state, gtin = self._context.model.session, self._pack.gtin
        known = [used for used, _ in state.products if gtin and used.gtin == gtin] if state else []
        if known and not self._name.text().strip():
            self._use.setCurrentIndex(USES.index(known[-1].use))
            self._name.setText(known[-1].name)
        if self._name.text().strip():
            self._context.prompt.to_primary()
        else:
            self._name.setFocus()

    def _may(self) -> bool:
        return self._pack.settled() and self._expiry.readable()

    def _told(self) -> None:
        pack = self._pack
        self._context.propose(
            ProductUsed(
                USES[self._use.currentIndex()], self._name.text(), pack.lot.text().strip(), self._expiry.iso,
                self._grams.mg, pack.gtin, pack.serial,
            )
        )  # fmt: skip
