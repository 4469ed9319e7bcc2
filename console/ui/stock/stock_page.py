"""The stock: what is there, what expires; a delivery taken in, the shelf counted, a product named."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.app.stock import Stock, StockLevels
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent
from console.core.protocol_groups import Group
from console.core.stock import Product, StockLine, product_with
from console.exchange.contents import Udi
from console.ui.kit.card import Card, card_body
from console.ui.kit.card_page import CardPage
from console.ui.kit.choice import Choice
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import clear_layout, holder
from console.ui.kit.prompt import Prompt
from console.ui.kit.rows import Row
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.stock.naming_form import ProductForm
from console.ui.stock.stock_forms import CountForm, DeliveryForm
from console.ui.stock.stock_text import left_text, line_text, sign

WIDE = 980


class StockPage(CardPage):
    """Loads the shelf when it is shown; a row that is pressed is counted. Emits `recall` to look for a lot."""

    recall = Signal(str)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "stock")
        self.shelf: StockLevels | None = None
        self.rows: list[Row] = []
        self._agents: tuple[Agent, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self.form: QWidget | None = None
        self.prompt = Prompt(model.words, self.keys, model.drafts, model.lock_asked.emit)
        self.prompt.typed.waits = True
        self.take_in = button(self.say("take-in"), self.receive)
        self.new = button(self.say("new-product"), partial(self.name, None))
        self.change = button(self.say("change-product"), self.choose_product)
        self.recall_button = button(self.say("recall"), partial(self.recall.emit, ""))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        acts = holder(Flow(self.take_in, self.new, self.change, self.recall_button))
        inner = card_body(
            self.say("stock"), self.say("stock-long"), acts, self.outcome, self.trouble, holder(self._list)
        )  # fmt: skip
        self.lay_out(Card(theme, inner, WIDE, tall=True), button(self.say("close"), self.leave))
        enlarge(self.take_in, self.new, self.change, self.recall_button)

    def receive(self, scan: Udi | None = None) -> DeliveryForm | None:
        """Ask for a delivery; where no product is named yet, that comes first."""
        if self.shelf is None:
            return None
        if not self.shelf.products:
            self.name(None)
            return None
        form = DeliveryForm(self.words, self.theme, self.shelf.products, self.model.today)
        self._ask_delivery(form, of=scan.product_code if scan else "")
        if scan is not None:
            form.take(scan)
        return form

    def _ask_delivery_again(self, of: str) -> None:
        if self.shelf is not None and self.shelf.products:
            form = DeliveryForm(self.words, self.theme, self.shelf.products, self.model.today)
            self._ask_delivery(form, of=of)

    def count(self, line: StockLine) -> CountForm:
        """Ask how many of this lot there are."""
        form = CountForm(self.words, self.theme, line)

        def record() -> None:
            number, reason = form.number, form.reason.text()
            done = self.say("counted", count=number, name=line.product.name, lot=line.lot or self._none)
            self._record(lambda stock: stock.count(line.product.id, line.lot, line.serial, number, reason), done)

        save = Choice(self.say("count-now"), record, "primary")
        told = line_text(self.words, line)
        self._ask(form, self.say("count-title"), save, partial(self.count, line), told, told)
        return form

    def name(self, known: Product | None, scan: Udi | None = None) -> ProductForm:
        """Ask for a new product, or another name for a known one; after a scan its delivery follows."""
        form = self._product_form(known)
        form.take(scan or Udi())
        self._ask_name(form, known)
        return form

    def _product_form(self, known: Product | None) -> ProductForm:
        return ProductForm(self.words, self.theme, self._agents, self._groups, known, self.model.today)

    def _ask_delivery(self, form: DeliveryForm, lead: str = "", of: str = "") -> None:
        """Ask; where it is refused, ask again with what was typed."""

        def record() -> None:
            typed, product = form.input, form.product
            assert product is not None, "the form was ready"
            done = self.say("taken-in", count=typed.count, name=product.name, lot=typed.lot.strip() or self._none)

            def again(text: str) -> None:
                form = DeliveryForm(self.words, self.theme, self.shelf.products if self.shelf else (), self.model.today)
                form.restore(product, typed)
                self._ask_delivery(form, f"⚠ {text}", of)

            self._record(
                lambda stock: stock.receive(product.id, typed.lot, typed.expiry, typed.serial, typed.count), done,
                refused=again,
            )  # fmt: skip

        save = Choice(self.say("take-in-now"), record, "primary", may=form.ready)
        self._ask(form, self.say("take-in-title"), save, partial(self._ask_delivery_again, of), lead, of)

    def _ask_name(self, form: ProductForm, known: Product | None, lead: str = "") -> None:
        """Ask; where it is refused, ask again with what was typed."""
        asked_of = form.scan

        def record() -> None:
            product, scan = form.product(), form.scan

            def again(text: str) -> None:
                anew = self._product_form(product)
                anew.scan = scan
                self._ask_name(anew, product, f"⚠ {text}")

            then = partial(self.take_scan, scan) if scan != Udi() else None
            self._record(lambda stock: stock.name(product), self.say("named", name=product.name.strip()), then, again)

        title = self.say("change-title" if known and known.id else "new-title")
        of = f"{known.id if known else ''} {asked_of.product_code}"
        save = Choice(self.say("name-now"), record, "primary", may=form.ready)
        again = partial(self.name, known, asked_of)
        self._ask(form, title, save, again, lead, of)

    def choose_product(self) -> None:
        """Ask which product is to be called otherwise."""
        products = self.shelf.products if self.shelf else ()
        choices = [Choice(each.name, partial(self.name, each)) for each in products]
        self.prompt.ask(self.say("which-product"), choices, "" if choices else self.say("no-products"))

    def scan_form(self) -> bool:
        return self.form is not None and self.prompt.isVisible()

    def take_scan(self, scan: Udi) -> bool:
        """Fill in what is on a pack: the open form, else that of a delivery; an unknown product is named first."""
        if self.shelf is None:
            return False
        code = scan.any_code
        found = product_with(self.shelf.products, code)
        form = self.form if self.prompt.isVisible() else None
        known = found is not None or not code
        delivers = isinstance(form, DeliveryForm) and (known or form.scanned.keeps(scan))
        if isinstance(form, ProductForm | DeliveryForm) and (delivers or isinstance(form, ProductForm)):
            form.take(scan)
        elif found is not None or (not code and self.shelf.products):
            self.receive(scan)
        else:
            self.name(None, scan)
        return True

    def load(self) -> None:
        self.tell("")
        self.read_shelf()

    def begin(self) -> None:
        self.take_in.setFocus()

    def read_shelf(self, then: Callable[[], object] | None = None) -> None:
        """Read what is there, show it and call `then`. Years of uses are counted, and no couch waits for that."""
        clinic, stock = self.model.open_clinic.clinic, self.model.open_clinic.stock

        def show(found: tuple[StockLevels, Protocol]) -> None:
            self._agents, self._groups = found[1].agents, found[1].groups
            self._show(found[0])
            if then is not None:
                then()

        self.read(lambda: (stock.levels(), clinic.protocol()[1]), show)

    def _show(self, shelf: StockLevels) -> None:
        self.shelf = shelf
        clear_layout(self._list)
        self.rows = [self._row(each) for each in shelf.lines]
        for each in self.rows:
            self._list.addWidget(each)
        if not self.rows:
            self._list.addWidget(label(self.say("empty" if shelf.products else "no-products"), tone="soft", wrap=True))

    def _row(self, line: StockLine) -> Row:
        words = self.words
        made, text, end = Row(""), line_text(words, line), left_text(words, line)
        made.set_text(sign(line), text, end, aloud=f"{text}, {end}")
        made.clicked.connect(partial(self.count, line))
        return made

    def _ask(
        self, form: QWidget, title: str, save: Choice, again: Callable[[], object], lead: str = "", of: str = ""
    ) -> None:
        self.tell("")
        self.form = form
        self.prompt.ask(title, [save], lead, form, place=f"{title} {of}", again=again)

    def _record(
        self,
        change: Callable[[Stock], object],
        done: str,
        then: Callable[[], object] | None = None,
        refused: Callable[[str], object] | None = None,
    ) -> None:
        """Change the stock, say what was done, show it and call `then`."""
        stock = self.model.open_clinic.stock

        def finish(_: object) -> None:
            self.model.drafts.arrived()
            self.tell(done)
            self.read_shelf(then)

        def missed(text: str) -> None:
            self.model.drafts.stayed()
            (refused or self.fail)(text)

        self.run(lambda: change(stock), finish, missed)

    @property
    def _none(self) -> str:
        return self.words.say("format", "none")
