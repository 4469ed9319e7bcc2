"""What the stock page asks on its sheet: a delivery, a count, a product's name."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol, get_args

from msgspec import Struct
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from console.app.stock import MOST
from console.core.events import StockUse
from console.core.protocol_parts import Agent
from console.core.stock import Product, StockLine
from console.core.text.words import Words
from console.ui.kit.day_line import DayLine
from console.ui.kit.fields import Tick
from console.ui.kit.labels import enlarge, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.pick_list import PickList
from console.ui.kit.theme import Theme

CAPTION_PX, SAID_PX = 150, 26
USES: tuple[StockUse, ...] = get_args(StockUse)


class PackCode(Protocol):
    """What was read off a pack; "" is not on it. The expiry is an ISO day, the GTIN has 14 digits."""

    @property
    def gtin(self) -> str: ...
    @property
    def lot(self) -> str: ...
    @property
    def expiry(self) -> str: ...
    @property
    def serial(self) -> str: ...


class DeliveryInput(Struct, frozen=True):
    """What was typed of a delivery; the count is -1 where there is none."""

    lot: str
    expiry: str
    serial: str
    count: int


class DeliveryForm(QWidget):
    """Which product, and what stands on its pack; how many."""

    def __init__(self, words: Words, theme: Theme, products: Sequence[Product]) -> None:
        super().__init__()
        self._products = list(products)
        say = partial(words.say, "stock")
        self.product, self.lot, self.serial = PickList(), QLineEdit(), QLineEdit()
        self.expiry = DayLine(words, theme.px(SAID_PX))
        self.count = _number("1")
        self.product.addItems([each.name for each in self._products])
        fields = (
            ("product", self.product), ("lot", self.lot), ("expiry", self.expiry), ("serial", self.serial),
            ("count", self.count),
        )  # fmt: skip
        self.setLayout(column(_laid(theme, [(say(code), field) for code, field in fields])))

    @property
    def chosen(self) -> Product:
        return self._products[self.product.currentIndex()]

    def given(self) -> DeliveryInput:
        return DeliveryInput(self.lot.text(), self.expiry.iso, self.serial.text(), _typed(self.count))

    def take_again(self, found: Product, given: DeliveryInput) -> None:
        """As it was typed before."""
        self.product.setCurrentIndex([each.id for each in self._products].index(found.id))
        for field, text in ((self.lot, given.lot), (self.expiry, given.expiry), (self.serial, given.serial)):
            field.setText(text)
        self.count.setText("" if given.count < 0 else str(given.count))

    def take(self, found: Product, scan: PackCode) -> None:
        """What the pack says; what it does not say stays as it is."""
        self.product.setCurrentIndex([each.id for each in self._products].index(found.id))
        for field, text in ((self.lot, scan.lot), (self.expiry, scan.expiry), (self.serial, scan.serial)):
            if text:
                field.setText(text)
        if scan.serial:
            self.count.setText("1")


class CountForm(QWidget):
    """How many there are, and why that differs."""

    def __init__(self, words: Words, theme: Theme, line: StockLine) -> None:
        super().__init__()
        say = partial(words.say, "stock")
        self.count, self.reason = _number(str(max(0, line.on_hand))), QLineEdit()
        self.setLayout(column(_laid(theme, [(say("count"), self.count), (say("reason"), self.reason)])))
        self.count.selectAll()

    @property
    def number(self) -> int:
        return _typed(self.count)


class ProductForm(QWidget):
    """A product as the clinic calls it, what it is for, and whether a unit is used once."""

    def __init__(self, words: Words, theme: Theme, agents: Sequence[Agent], known: Product | None, gtin: str) -> None:
        super().__init__()
        say, self._agents, self._known = partial(words.say, "stock"), list(agents), known
        self.use, self.agent, self.gtin = PickList(), PickList(), QLineEdit(known.gtin if known else gtin)
        self.called = QLineEdit(known.name if known else "")
        self.use.addItems([words.say("use", each) for each in USES])
        self.use.setCurrentIndex(USES.index(known.use if known else "cartridge"))
        self.agent.addItems([each.label for each in self._agents])
        ids = [each.id for each in self._agents]
        if known and known.agent in ids:
            self.agent.setCurrentIndex(ids.index(known.agent))
        self.once = Tick(say("single-use"))
        self.once.setChecked(known.single_use if known else True)
        fields = [(say(code), field) for code, field in (("name", self.called), ("use", self.use))]
        fields += [(say("agent"), self.agent), (say("gtin"), self.gtin)]
        self.setLayout(column(_laid(theme, fields), self.once, gap=10))
        self.use.currentIndexChanged.connect(self._turned)
        self._turned()

    def product(self) -> Product:
        use = USES[self.use.currentIndex()]
        agent = self._agents[self.agent.currentIndex()].id if use == "numbing" and self._agents else ""
        return Product(
            self._known.id if self._known else "", self.called.text(), use, agent, self.gtin.text().strip(),
            self.once.isChecked(),
        )  # fmt: skip

    def _turned(self) -> None:
        """Only a numbing cream is one of the protocol's agents; a cream is rarely a unit for one client."""
        self.agent.setEnabled(USES[self.use.currentIndex()] == "numbing")


def _number(text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setValidator(QIntValidator(0, MOST, made))
    return made


def _typed(field: QLineEdit) -> int:
    """-1 where no number is typed: the use case refuses it."""
    return int(field.text()) if field.hasAcceptableInput() else -1


def _laid(theme: Theme, fields: Sequence[tuple[str, QWidget]]) -> QWidget:
    """Each field with what it is for beside it."""
    inside = column(gap=8)
    for title, field in fields:
        enlarge(field)
        field.setAccessibleName(title)
        caption = label(title, "small", "soft", wrap=True)
        caption.setFixedWidth(theme.px(CAPTION_PX))
        said = [field.said] if isinstance(field, DayLine) else []
        asked = row(caption, column(field, *said, gap=2))
        asked.setStretch(1, 1)
        inside.addLayout(asked)
    return holder(inside)
