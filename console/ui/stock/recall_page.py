"""Recall: a lot typed, the sessions in which it was used, and the list as a file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.app.out_file import WriteError
from console.app.recall import Form, as_csv, recall, save, with_clinic
from console.core.recall import LotUse, Recall, client_names, count_text, package_lines
from console.core.stock import Product, product_with
from console.exchange.contents import Udi
from console.ui.kit.card import Card, card_body
from console.ui.kit.card_page import CardPage
from console.ui.kit.fields import Field
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import card, clear_layout, holder, section
from console.ui.kit.local_formats import list_separator
from console.ui.kit.pick_list import PickList
from console.ui.kit.save_dialog import ask_save_path, documents_folder
from console.ui.kit.scanned_pack import ScannedPack
from console.ui.kit.theme import Theme
from console.ui.kit.whole_name import WholeName
from console.ui.shell.model import Model
from console.ui.shell.window_dependencies import Paper

WIDE = 980
SHOWN = 200
"""Sessions on the screen; the files have all of them."""


class RecallPage(CardPage):
    """Finds the sessions in which a lot was used; lets go of them when it is left.

    `choose_file` asks the person at the screen where a list is saved.
    """

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "called-back")
        self.paper: Paper = "a4"
        self.result: Recall | None = None
        self.choose_file: Callable[[Path], Path | None] = self._ask_file
        self._products: Sequence[Product] = ()
        self.lot, self.product = Field(self.say("lot")), PickList()
        self.product.setAccessibleName(self.say("product"))
        self.find_button = button(self.say("find"), self.search, "primary")
        self.csv = button(self.say("save-csv"), partial(self.save, "csv"))
        self.pdf = button(self.say("save-pdf"), partial(self.save, "pdf"))
        self.counts = label("", "large", strong=True, wrap=True)
        self.outcome.setProperty("strong", False)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        enlarge(self.find_button, self.csv, self.pdf, self.product, self.lot.edit)
        self.scanned = ScannedPack(model.words, model.today)
        self.scanned.chosen.connect(self._look_for)
        self.scanned.declined.connect(self.lot.edit.setFocus)
        product = section(self.say("product"), self.product, gap=6)
        acts = holder(Flow(self.find_button, self.csv, self.pdf))
        inner = card_body(
            self.say("recall"), self.say("recall-long"), self.scanned, self.lot, product, acts, self.trouble,
            self.counts, self.outcome, holder(self._list),
        )  # fmt: skip
        self.lay_out(Card(theme, inner, WIDE, tall=True), button(self.say("close"), self.leave))
        self._clear()

    def scan_form(self) -> bool:
        """Always: a lot that is scanned here is looked for."""
        return True

    def take_scan(self, scan: Udi) -> bool:
        """Search for the lot on this pack, and its product where that is known, or ask which lot it is."""
        if not any(each.lot for each in (scan, *scan.others)):
            return False
        self._clear()
        self.scanned.take(scan)
        return True

    def _look_for(self, scan: Udi) -> None:
        self.scanned.tell(scan, scan)
        self.lot.edit.setText(scan.lot)
        known = product_with(self._products, scan.product_code)
        self.product.setCurrentIndex(self._products.index(known) + 1 if known else 0)
        self.search()

    def search(self) -> None:
        """Look for the sessions in which the lot was used."""
        model, lot, at = self.model, self.lot.text, self.product.currentIndex()
        product = self._products[at - 1].id if at > 0 else ""
        zone, now = model.dependencies.zone_name(), model.dependencies.clock.now().utc_ms
        self._clear()
        self.counts.setText(self.say("moment"))
        self.counts.show()
        store, clinic = model.open_clinic.store, model.open_clinic.clinic
        self.read(lambda: recall(store, clinic, model.words, lot, zone, now, product), self._show)

    def _again(self, lot: str) -> None:
        """Search for another lot, which looks like the one before."""
        self.lot.edit.setText(lot)
        self.search()

    def save(self, form: Form) -> None:
        found, model = self.result, self.model
        if found is None:
            return
        file = f"{self.say('file-name', lot=_plain(found.lot), day=found.made)}.{form}"
        path = self.choose_file(documents_folder() / file)
        if path is None:
            return
        if model.dependencies.is_store(path.parent):
            self.fail(self.say("not-saved-store"))
            return

        paper, size, clinic = model.dependencies.recall_list, self.paper, model.open_clinic.clinic

        def draw() -> bytes:
            return (
                as_csv(found, model.words, list_separator())
                if form == "csv"
                else paper(with_clinic(clinic, found), size)
            )

        def write(data: bytes) -> WriteError | None:
            try:
                save(clinic, found, form, data, path)
            except WriteError as error:
                return error
            return None

        self.read(draw, lambda data: self.run(lambda: write(data), partial(self._tell_saved, path)))

    def load(self) -> None:
        self.read(self.model.open_clinic.store.products, self._offer, long=False)

    def begin(self) -> None:
        self.lot.edit.setFocus()

    def enter(self) -> None:
        """Press the button in focus; from a field, search."""
        if isinstance(self.focusWidget(), QPushButton):
            super().enter()
        else:
            self.search()

    def forget(self) -> None:
        """Let go of every client."""
        super().forget()
        self._clear()
        self.scanned.forget()
        self.lot.edit.clear()

    def fail(self, text: str) -> None:
        """Say what went wrong; what was found, and said of it, stays."""
        if self.result is None:
            self.counts.hide()
        self.trouble.set_text(text)

    def _offer(self, products: Sequence[Product]) -> None:
        self._products = products
        self.product.clear()
        self.product.addItems([self.say("any-product"), *(each.name for each in products)])

    def _show(self, found: Recall) -> None:
        if not self.isVisible():
            return
        self.result = found
        self.counts.setText(count_text(found, self.words))
        operator = self.model.operator
        may = operator is not None and "export" in operator.rights
        for each in (self.csv, self.pdf):
            each.setEnabled(may and bool(found.uses))
        if operator is not None and not may and found.uses:
            self.tell(self.say("may-not-export", name=operator.name))
        for lot in found.alike[:SHOWN]:
            self._list.addWidget(button(self.say("look-for", lot=self.words.isolate(lot)), partial(self._again, lot)))
        names = client_names(found, self.words)
        for line in found.uses[:SHOWN]:
            self._list.addWidget(self._line(names[line.client], line))

    def _line(self, client: str, found: LotUse) -> QWidget:
        words = self.words
        name = WholeName()
        name.set_text(client)
        visit = words.say("recall", "number", number=found.number)
        by, contact = words.isolate(found.operator), words.isolate(found.contact)
        when = " · ".join(filter(None, (words.iso_day(found.day), visit, by, contact)))
        what = " · ".join([words.pair(found.use, found.product), *package_lines(found, words)])
        return card(
            name,
            label(when, wrap=True),
            label(" · ".join(filter(None, (what, words.listed(found.zones)))), wrap=True),
            gap=4,
        )

    def _tell_saved(self, path: Path, problem: WriteError | None) -> None:
        if problem is not None:
            self.fail(self.say(f"not-saved-{problem.code}", file=path.name, detail=problem.detail))
        else:
            self.tell(self.say("saved", file=path.name, folder=path.parent))

    def _clear(self) -> None:
        self.result = None
        clear_layout(self._list)
        self.tell("")
        self.counts.clear()
        self.counts.hide()
        for act in (self.csv, self.pdf):
            act.setEnabled(False)

    def _ask_file(self, proposed: Path) -> Path | None:
        kind = proposed.suffix.removeprefix(".")
        return ask_save_path(self, self.say(f"save-{kind}"), proposed, f"*.{kind}")


def _plain(lot: str) -> str:
    """Return what may stand in a file's name on any system."""
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in lot)[:40]
