"""What was used besides numbing creams: a list, and the way to add to it."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.state import SessionState
from console.core.text.setup_words import amount_text, identifier_text, serial_text
from console.exchange.contents import Udi
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column, holder
from console.ui.session.on_hand import offer_products
from console.ui.session.pane_context import PaneContext
from console.ui.session.product_form import ProductForm


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
        words = self._context.words
        for used, _ in state.products:
            lot = self._context.say("lot-is", lot=used.lot) if used.lot else ""
            expiry = words.say("stock", "expires", day=words.iso_day(used.expiry)) if used.expiry else ""
            code, serial = identifier_text(words, used.gtin, used.serial), serial_text(words, used.serial)
            told = words.listed([used.name, code, lot, serial, expiry, amount_text(words, used)])
            self._list.addWidget(label(words.pair(words.say("use", used.use), told), "small", "soft", wrap=True))

    def ask(self) -> None:
        """The form, on the sheet."""
        ask_product(self._context)


def ask_product(context: PaneContext, udi: Udi | None = None, again: bool = False) -> None:
    """The form on the sheet, filled in with what was scanned; asked `again`, it stands there as it was left."""
    form = ProductForm(context)
    place = f"scan {udi.product_code} {udi.lot} {udi.serial}" if udi else "product"  # no pack gets another one's name
    save, ask_again = form.choice("record-product"), partial(ask_product, context, udi, True)
    context.prompt.ask(context.say("add-product"), [save], extra=form, place=place, again=ask_again)
    if udi is not None and not again:
        form.take_scan(udi)
