"""What the stock page asks on its sheet: a delivery, a count, a product's name."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import get_args

from msgspec import Struct
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from console.app.stock import MOST
from console.core.events import StockUse
from console.core.product_codes import code_key, shown_code
from console.core.protocol_agents import Agent
from console.core.protocol_groups import Group
from console.core.refusal import Refusal
from console.core.stock import Product, StockLine
from console.core.text.words import Words
from console.exchange.contents import Udi, known_pack
from console.ui.kit.day_line import DayLine
from console.ui.kit.fields import Tick, Trouble
from console.ui.kit.held_groups import HeldGroups
from console.ui.kit.labels import enlarge, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.pick_list import PickList
from console.ui.kit.scanned_pack import ScannedPack
from console.ui.kit.theme import Theme

CAPTION_PX, READING_PX = 150, 26
"""The width of what a field is for, and the height of how a day was read, as drawn."""
USES: tuple[StockUse, ...] = get_args(StockUse)


class DeliveryInput(Struct, frozen=True):
    """What was typed of a delivery; the count is -1 where there is none."""

    lot: str
    expiry: str
    serial: str
    count: int


class DeliveryForm(QWidget):
    """Which product came, what stands on its pack, and how many."""

    def __init__(self, words: Words, theme: Theme, products: Sequence[Product], today: Callable[[], date]) -> None:
        super().__init__()
        self._products = list(products)
        say = partial(words.say, "stock")
        self._other_pack = say("other-pack")
        self._product_list, self.lot, self.serial = PickList(), QLineEdit(), QLineEdit()
        self.expiry = DayLine(words, today, theme.px(READING_PX))
        self.count = _number_field("1")
        self._product_list.addItems([each.name for each in self._products])
        fields = (
            ("product", self._product_list), ("lot", self.lot), ("expiry", self.expiry), ("serial", self.serial),
            ("count", self.count),
        )  # fmt: skip
        self.scanned = ScannedPack(words, today)
        self.scanned.chosen.connect(self._fill)
        self.scanned.declined.connect(self.lot.setFocus)
        self.setLayout(column(self.scanned, _lay_out(theme, [(say(code), field) for code, field in fields]), gap=8))

    @property
    def product(self) -> Product:
        return self._products[self._product_list.currentIndex()]

    @property
    def input(self) -> DeliveryInput:
        return DeliveryInput(self.lot.text(), self.expiry.iso, self.serial.text(), _number_in(self.count))

    def restore(self, product: Product, typed: DeliveryInput) -> None:
        """Fill in what was typed before."""
        self._pick(product)
        for field, text in ((self.lot, typed.lot), (self.expiry, typed.expiry), (self.serial, typed.serial)):
            field.setText(text)
        self.count.setText("" if typed.count < 0 else str(typed.count))

    def take(self, product: Product, scan: Udi) -> None:
        """Fill in what the pack says, or ask which reading is right; the rest stays as it is."""
        self._pick(product)
        self.scanned.take(scan)

    def ready(self) -> bool:
        """Whether nothing is left to choose, and the expiry can be read; if not, say so."""
        return self.scanned.settled() and self.expiry.readable()

    def _fill(self, scan: Udi) -> None:
        for field, text in ((self.lot, scan.lot), (self.expiry, scan.expiry), (self.serial, scan.serial)):
            if text:
                field.setText(text)
        if scan.serial:
            self.count.setText("1")
        known, code = self.product.gtin, scan.product_code
        more = [self._other_pack] if code and known and code_key(code) != code_key(known) else []
        self.scanned.tell(known_pack(code), scan, more)

    def _pick(self, product: Product) -> None:
        self._product_list.setCurrentIndex([each.id for each in self._products].index(product.id))


class CountForm(QWidget):
    """How many there are, and why that differs from what there should be."""

    def __init__(self, words: Words, theme: Theme, line: StockLine) -> None:
        super().__init__()
        say = partial(words.say, "stock")
        self.count, self.reason = _number_field(str(max(0, line.on_hand))), QLineEdit()
        self.setLayout(column(_lay_out(theme, [(say("count"), self.count), (say("reason"), self.reason)])))
        self.count.selectAll()

    @property
    def number(self) -> int:
        return _number_in(self.count)


class ProductForm(QWidget):
    """A product as the clinic calls it, what it is for, whether a unit is used once, and which groups it holds."""

    def __init__(
        self, words: Words, theme: Theme, agents: Sequence[Agent], groups: Sequence[Group], known: Product | None,
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        super().__init__()
        say, self._agents, self._known = partial(words.say, "stock"), list(agents), known
        self._wrong, self._words, self.scanned = Trouble(), words, ScannedPack(words, today)
        self.use, self.agent, self.gtin = PickList(), PickList(), QLineEdit(shown_code(known.gtin if known else ""))
        self.name_field = QLineEdit(known.name if known else "")
        self.use.addItems([words.say("use", each) for each in USES])
        self.use.leave_open(say("choose-use"))
        self.use.setCurrentIndex(USES.index(known.use) if known else -1)
        self.agent.addItems([each.label for each in self._agents])
        ids = [each.id for each in self._agents]
        self.agent.setCurrentIndex(ids.index(known.agent) if known and known.agent in ids else -1)
        for each in (self.use, self.agent):
            each.currentIndexChanged.connect(lambda _: self._wrong.set_text(""))
        self.name_field.textEdited.connect(lambda _: self._wrong.set_text(""))
        self.once = Tick(say("single-use"))
        self.once.setChecked(known.single_use if known else True)
        held = HeldGroups(say("holds"), say("holds-none"))
        named = {each.id: each.label for each in groups if each.of == "allergy"}
        held.offer(named, known.holds if known else ())
        self.holds = held.ticks
        fields = [(say(code), field) for code, field in (("name", self.name_field), ("use", self.use))]
        fields += [(say("agent"), self.agent), (say("gtin"), self.gtin)]
        self.setLayout(column(self.scanned, _lay_out(theme, fields), self._wrong, self.once, held, gap=10))
        self._held = held
        self.use.currentIndexChanged.connect(self._allow_agent)
        self._allow_agent()

    def take(self, scan: Udi) -> None:
        """Take the product's code from a pack, and say what else was read; of several readings only what is in all."""
        code = scan.any_code
        self.gtin.setText(shown_code(code) or self.gtin.text())
        if scan != Udi():
            self.scanned.tell(known_pack(code) if scan.others else scan, Udi() if scan.others else scan)

    def product(self) -> Product:
        """Return what is typed and picked; it must be ready."""
        use = USES[self.use.currentIndex()]
        at = self.agent.currentIndex()
        agent = self._agents[at].id if use == "numbing" and at >= 0 else ""
        return Product(
            self._known.id if self._known else "", self.name_field.text(), use, agent, self.gtin.text().strip(),
            self.once.isChecked(), holds=self._held.chosen,
        )  # fmt: skip

    def ready(self) -> bool:
        """Whether it has a name, what it is for, and a numbing cream its agent; if not, say so: what is typed stays."""
        wrong = ""
        field: QWidget = self.name_field
        if not self.name_field.text().strip():
            wrong = self._words.refusal(Refusal("product-needs-name"))
        elif self.use.currentIndex() < 0:
            wrong, field = self._words.say("stock", "which-use"), self.use
        elif self.agent.isEnabled() and self._agents and self.agent.currentIndex() < 0:
            wrong, field = self._words.say("stock", "which-agent"), self.agent
        self._wrong.set_text(wrong)
        if wrong:
            field.setFocus()
        return not wrong

    def _allow_agent(self) -> None:
        """Let an agent of the protocol be picked for a numbing cream alone; of all else none is shown."""
        numbing = self.use.currentIndex() == USES.index("numbing")
        self.agent.setEnabled(numbing)
        if not numbing:
            self.agent.setCurrentIndex(-1)


def _number_field(text: str) -> QLineEdit:
    """Return a line that takes digits alone."""
    made = QLineEdit(text)
    made.setValidator(QIntValidator(0, MOST, made))
    return made


def _number_in(field: QLineEdit) -> int:
    """Return the number; -1 where none is typed, which the use case refuses."""
    return int(field.text()) if field.hasAcceptableInput() else -1


def _lay_out(theme: Theme, fields: Sequence[tuple[str, QWidget]]) -> QWidget:
    """Return the fields, each with what it is for beside it."""
    inside = column(gap=8)
    for title, field in fields:
        enlarge(field)
        field.setAccessibleName(title)
        caption = label(title, "small", "soft", wrap=True)
        caption.setFixedWidth(theme.px(CAPTION_PX))
        below = [field.reading] if isinstance(field, DayLine) else []
        line = row(caption, column(field, *below, gap=2))
        line.setStretch(1, 1)
        inside.addLayout(line)
    return holder(inside)
