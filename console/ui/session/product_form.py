"""The form of a product that was used: of any kind, or of those that are asked for."""

from collections.abc import Callable, Sequence
from typing import get_args

from msgspec.structs import replace
from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from console.app.number_input import MOST_TYPED, parse_whole
from console.core.events import ProductKind, ProductUsed
from console.core.product_codes import is_same_item
from console.core.refusal import Refusal
from console.core.stock import Product
from console.exchange.contents import Udi
from console.ui.kit.choice import Choice
from console.ui.kit.day_line import DayLine
from console.ui.kit.fields import Trouble
from console.ui.kit.labels import enlarge, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.pack_fields import Pack
from console.ui.kit.pick_list import PickList
from console.ui.session.amount_line import AmountLine
from console.ui.session.on_hand import known_product
from console.ui.session.pane_context import PaneContext
from console.ui.session.thousandths_field import ThousandthsField

USES: tuple[ProductKind, ...] = get_args(ProductKind)
WHOLE = r"\p{Nd}{0,9}"
SAID_PX = 26
"""A line of small letters with a sign of another font in it."""


class ProductForm(QWidget):
    """After a scan, what is left to type has the focus, or the button that records."""

    def __init__(self, context: PaneContext, uses: Sequence[ProductKind] = USES) -> None:
        super().__init__()
        self._context, self._uses = context, tuple(uses)
        self._use, self._name, self._amount = PickList(), QLineEdit(), AmountLine(context.words)
        self._nameless, self._kindless = Trouble(), Trouble()
        self._name.textEdited.connect(lambda _: self._nameless.set_text(""))
        self._needles, self._length = QLineEdit(), ThousandthsField()
        self._needles.setValidator(QRegularExpressionValidator(QRegularExpression(WHOLE), self._needles))
        self._expiry = DayLine(context.words, context.model.today, context.theme.px(SAID_PX))
        self._pack = Pack(context.words, context.model.today, self._expiry)
        self._pack.keeps_from = self._keeps_from
        self._pack.filled.connect(self._filled)
        self._use.addItems([context.words.say("use", each) for each in self._uses])
        inside = column(self._pack, gap=8)
        if len(self._uses) > 1:
            self._use.leave_open(context.words.say("stock", "choose-use"))
            inside.addLayout(self._asked("kind", self._use))
        for code, field in (("name", self._name), ("lot", self._pack.lot), ("expiry", self._expiry)):
            inside.addLayout(self._asked(code, field))
        self._of_cartridge = holder(
            column(self._asked("needles", self._needles), self._asked("needle-length", self._length), gap=8)
        )
        self._much = holder(column(self._asked("amount", self._amount), gap=0))
        inside.addWidget(self._of_cartridge)
        inside.addWidget(self._much)
        self.setLayout(inside)
        self._use.currentIndexChanged.connect(self._fit)
        self._fit()

    def choice(
        self, code: str, kind: str = "primary", ago_ms: Callable[[], int] = lambda: 0, **more: str | bool
    ) -> Choice:
        """The button that records what is typed, as having been so since `ago_ms`."""

        def record() -> None:
            self._context.propose(replace(self._product(), **more), ago_ms())

        return Choice(self._context.say(code), record, kind, may=self._may)

    def take_scan(self, udi: Udi) -> None:
        self._pack.take(udi)

    def _keeps_from(self, udi: Udi) -> bool:
        """Whether something stands here that nothing says is of this other product."""
        typed = (self._name, self._needles, self._length, self._amount.line)
        stands = any(each.text().strip() for each in typed)
        return stands and self._pack.is_another(udi) and not is_same_item(self._pack.code, udi.product_code)

    def _asked(self, code: str, field: QWidget) -> QLayout:
        """A line of the form: what is asked before it, how it was read below it."""
        enlarge(field)
        field.setAccessibleName(self._context.say(code))
        caption = label(self._context.say(code), "small", "soft", wrap=True)
        caption.setFixedWidth(self._context.theme.px(100))
        said: dict[QWidget, QWidget] = {
            self._expiry: self._expiry.reading, self._name: self._nameless, self._use: self._kindless,
        }  # fmt: skip
        below = said.get(field)
        asked = row(caption, column(field, *([below] if below else []), gap=2))
        asked.setStretch(1, 1)
        return asked

    def _fit(self) -> None:
        """A cartridge has needles, everything else an amount."""
        self._kindless.set_text("")
        cartridge = self._kind == "cartridge"
        self._of_cartridge.setVisible(cartridge)
        self._much.setVisible(not cartridge)
        self._amount.begin_in("ml" if self._kind == "serum" else "g")

    @property
    def _kind(self) -> ProductKind | None:
        """What was chosen; nothing is chosen beforehand."""
        at = self._use.currentIndex()
        return self._uses[at] if at >= 0 else None

    def _filled(self) -> None:
        """The same product as before in this session needs no name typed."""
        state, code = self._context.model.session, self._pack.code
        known = [used for used, _ in state.products if is_same_item(used.gtin, code)] if state else []
        if known:
            self._know(known[-1].use, known[-1].name)
        elif code:
            known_product(self._context, self, code, self._in_stock)
        self._go_on()

    def _know(self, use: str, name: str) -> None:
        """Take the name over; beside one that was typed say how the code was called before."""
        typed = self._name.text().strip()
        if typed and typed != name:
            self._nameless.set_text(self._context.words.say("scan", "code-was-named", name=name))
        elif use in self._uses and (self._kind is None or not typed):
            self._use.setCurrentIndex(list[str](self._uses).index(use))
            self._name.setText(name)

    def _in_stock(self, product: Product) -> None:
        """The clinic calls a product of this code so; what somebody typed meanwhile stays."""
        if is_same_item(product.gtin, self._pack.code):
            waits = self._name.hasFocus()
            self._know(product.use, product.name)
            if waits:
                self._go_on()

    def _go_on(self) -> None:
        if not self._name.text().strip():
            self._name.setFocus()
        elif self._kind is None:
            self._use.setFocus()
        else:
            self._context.prompt.to_primary()

    def _may(self) -> bool:
        """Whether it can be recorded; where not, say why: what is typed stays."""
        if not self._name.text().strip():
            self._nameless.set_text(self._context.words.refusal(Refusal("product-needs-name")))
            self._name.setFocus()
            return False
        if self._kind is None:
            self._kindless.set_text(self._context.words.say("stock", "which-use"))
            self._use.setFocus()
            return False
        return self._pack.settled() and self._expiry.readable()

    def _product(self) -> ProductUsed:
        kind, pack = self._kind, self._pack
        assert kind is not None, "the form was ready"
        made = ProductUsed(
            kind, self._name.text(), pack.lot.text().strip(), self._expiry.iso, gtin=pack.code, serial=pack.serial
        )
        if kind == "cartridge":
            return replace(
                made, needles=parse_whole(self._needles.text(), MOST_TYPED), length_um=self._length.thousandths
            )
        return replace(made, mass_mg=self._amount.mg, volume_ul=self._amount.ul)
