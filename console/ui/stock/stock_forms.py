"""What the stock page asks on its sheet of units: a delivery, a count."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from console.app.stock import MOST
from console.core.product_codes import code_key
from console.core.stock import Product, StockLine, product_with
from console.core.text.words import Words
from console.exchange.contents import Udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.fields import Trouble
from console.ui.kit.layouts import column
from console.ui.kit.pack_fields import Pack
from console.ui.kit.pick_list import PickList
from console.ui.kit.theme import Theme
from console.ui.stock.asked_lines import lay_out

READING_PX = 26
"""The height of how a day was read, as drawn."""


class DeliveryInput(Struct, frozen=True):
    """What was typed of a delivery; the count is -1 where there is none."""

    lot: str
    expiry: str
    serial: str
    count: int


class DeliveryForm(QWidget):
    """Which product came, what stands on its pack, and how many. A pack that stands here is kept from that of another
    product; the next unit of the same one takes its place whole."""

    def __init__(self, words: Words, theme: Theme, products: Sequence[Product], today: Callable[[], date]) -> None:
        super().__init__()
        self._products = list(products)
        say = partial(words.say, "stock")
        self._other_pack, self._which = say("other-pack"), say("which-product-came")
        self._product_list, self.serial = PickList(), QLineEdit()
        self.expiry = DayLine(words, today, theme.px(READING_PX))
        self.scanned = Pack(words, today, self.expiry, self.serial)
        self.lot, self.count, self._wrong = self.scanned.lot, _number_field("1"), Trouble()
        self._product_list.addItems([each.name for each in self._products])
        self._product_list.leave_open(say("choose-product"))
        self._product_list.currentIndexChanged.connect(lambda _: self._wrong.set_text(""))
        fields = (
            ("product", self._product_list), ("lot", self.lot), ("expiry", self.expiry), ("serial", self.serial),
            ("count", self.count),
        )  # fmt: skip
        self.scanned.keeps_from, self.scanned.more = self._keeps_from, self._more
        self.scanned.filled.connect(self._filled)
        self.scanned.cleared.connect(lambda: self.count.setText("1"))
        lines = lay_out(theme, [(say(code), field) for code, field in fields], {self._product_list: self._wrong})
        self.setLayout(column(self.scanned, lines, gap=8))

    @property
    def product(self) -> Product | None:
        """The one that is picked; None while nobody has."""
        at = self._product_list.currentIndex()
        return self._products[at] if at >= 0 else None

    @property
    def input(self) -> DeliveryInput:
        return DeliveryInput(self.lot.text(), self.expiry.iso, self.serial.text(), _number_in(self.count))

    def restore(self, product: Product, typed: DeliveryInput) -> None:
        """Fill in what was typed before."""
        self._pick(product)
        for field, text in ((self.lot, typed.lot), (self.expiry, typed.expiry), (self.serial, typed.serial)):
            field.setText(text)
        self.count.setText("" if typed.count < 0 else str(typed.count))

    def take(self, scan: Udi) -> None:
        """Fill in what the pack says, or ask which reading is right; the rest stays as it is."""
        self.scanned.take(scan)

    def ready(self) -> bool:
        """Whether nothing is left to choose, a product is picked, and the expiry can be read; if not, say so."""
        if not self.scanned.settled():
            return False
        if self.product is None:
            self._wrong.set_text(self._which)
            self._product_list.setFocus()
            return False
        return self.expiry.readable()

    def _keeps_from(self, scan: Udi) -> bool:
        """Whether what stands here is of another pack, and nothing says that it is one of this product."""
        if self.scanned.stands == Udi():
            return False
        if scan.product_code and self.product is not None:
            return product_with(self._products, scan.product_code) is not self.product
        return self.scanned.is_another(scan)

    def _filled(self) -> None:
        found = product_with(self._products, self.scanned.code)
        if found is not None:
            self._pick(found)
        if self.serial.text():
            self.count.setText("1")

    def _more(self, scan: Udi) -> list[str]:
        """What of another unit of it has to be looked at."""
        code, found = scan.product_code, product_with(self._products, scan.product_code)
        known = found.gtin if found else ""
        return [self._other_pack] if code and known and code_key(code) != code_key(known) else []

    def _pick(self, product: Product) -> None:
        self._product_list.setCurrentIndex([each.id for each in self._products].index(product.id))


class CountForm(QWidget):
    """How many there are, and why that differs from what there should be."""

    def __init__(self, words: Words, theme: Theme, line: StockLine) -> None:
        super().__init__()
        say = partial(words.say, "stock")
        self.count, self.reason = _number_field(str(max(0, line.on_hand))), QLineEdit()
        self.setLayout(column(lay_out(theme, [(say("count"), self.count), (say("reason"), self.reason)])))
        self.count.selectAll()

    @property
    def number(self) -> int:
        return _number_in(self.count)


def _number_field(text: str) -> QLineEdit:
    """Return a line that takes digits alone."""
    made = QLineEdit(text)
    made.setValidator(QIntValidator(0, MOST, made))
    return made


def _number_in(field: QLineEdit) -> int:
    """Return the number; -1 where none is typed, which the use case refuses."""
    return int(field.text()) if field.hasAcceptableInput() else -1
