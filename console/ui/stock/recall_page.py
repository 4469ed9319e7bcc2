"""Recall: a lot typed, the sessions in which it was used, and the list as a file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from console.app.copies import NotWritten
from console.app.recall import Form, as_csv, named, recall, save
from console.core.recall import LotUse, Recall, count_text, package_lines
from console.core.stock import Product
from console.ui.kit.fields import Field, Trouble
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import card, clear_layout, column, holder
from console.ui.kit.pick_list import PickList
from console.ui.kit.sheet import Sheet, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.kit.whole_name import WholeName
from console.ui.shell.attempt import attempt, run_beside
from console.ui.shell.model import Model
from console.ui.shell.window_dependencies import Paper
from console.ui.stock.stock_forms import Scanned

WIDE = 980
SHOWN = 200
"""Sessions on the screen; the files have all of them."""


class RecallPage(QWidget):
    """What it found is let go of when the page is left. `choose_file` asks the person at the screen."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "called-back")
        self.paper: Paper = "a4"
        self.found: Recall | None = None
        self.choose_file: Callable[[Path], Path | None] = self._ask_file
        self._products: Sequence[Product] = ()
        self.lot, self.product = Field(self._say("lot")), PickList()
        self.product.setAccessibleName(self._say("product"))
        self.find_button = button(self._say("find"), self.search, "primary")
        self.csv = button(self._say("save-csv"), partial(self.save, "csv"))
        self.pdf = button(self._say("save-pdf"), partial(self.save, "pdf"))
        self.told, self.done = label("", "large", strong=True, wrap=True), label("", "body", "ok", wrap=True)
        self.trouble = Trouble()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        enlarge(self.find_button, self.csv, self.pdf, self.product, self.lot.edit)
        named = column(label(self._say("product"), strong=True), self.product, gap=6)
        acts = holder(Flow(self.find_button, self.csv, self.pdf))
        inner = titled(
            self._say("recall"), self._say("recall-long"), self.lot, holder(named), acts, self.trouble, self.told,
            self.done, holder(self._list),
        )  # fmt: skip
        self.close_button = button(self._say("close"), self.closed.emit)
        page(self, head(model.words.say("window", "title"), self.close_button), Sheet(theme, inner, WIDE, tall=True))
        self.lot.edit.returnPressed.connect(self.search)
        on_key(self, "Esc", self.closed.emit)
        self._forget()

    def show_lot(self, lot: str) -> None:
        """With a lot to begin with, or none."""
        self.lot.edit.setText(lot)

    def take_scan(self, scan: Scanned) -> None:
        """A pack was scanned: its lot, and its product where that is known."""
        if not scan.lot:
            return
        self.lot.edit.setText(scan.lot)
        at = next((at for at, each in enumerate(self._products, 1) if scan.gtin and each.gtin == scan.gtin), 0)
        self.product.setCurrentIndex(at)
        self.search()

    def search(self) -> None:
        """Asks for the sessions, in the second thread."""
        model, lot, at = self._model, self.lot.text, self.product.currentIndex()
        product = self._products[at - 1].id if at > 0 else ""
        zone, now = model.dependencies.zone_name(), model.dependencies.clock.now().utc_ms
        self._forget()
        self.told.setText(self._say("moment"))
        self.told.show()
        store, clinic = model.open_clinic.store, model.open_clinic.clinic
        run_beside(
            model, self, lambda: recall(store, clinic, model.words, lot, zone, now, product), self._show, self._failed
        )

    def save(self, form: Form) -> None:
        found, model = self.found, self._model
        if found is None:
            return
        file = f"{self._say('file-name', lot=_plain(found.lot), day=found.made)}.{form}"
        path = self.choose_file(_documents() / file)
        if path is None:
            return
        if model.dependencies.is_store(path.parent):
            self._failed(self._say("not-saved-store"))
            return

        paper = model.dependencies.recall_list

        def job() -> NotWritten | None:
            data = (
                as_csv(found, model.words)
                if form == "csv"
                else paper(named(model.open_clinic.clinic, found), self.paper)
            )
            try:
                save(model.open_clinic.clinic, found, form, data, path)
            except NotWritten as error:
                return error
            return None

        attempt(model, job, partial(self._saved, path), self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        store = self._model.open_clinic.store
        run_beside(self._model, self, store.products, self._offer, self._failed)
        self.lot.edit.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing of a client stays behind a page that is not shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()
            self.lot.edit.clear()

    def _offer(self, products: Sequence[Product]) -> None:
        self._products = products
        self.product.clear()
        self.product.addItems([self._say("any-product"), *(each.name for each in products)])

    def _show(self, found: Recall) -> None:
        if not self.isVisible():
            return
        self.found = found
        self.told.setText(count_text(found, self._model.words))
        operator = self._model.operator
        may = operator is not None and "export" in operator.rights
        for each in (self.csv, self.pdf):
            each.setEnabled(may and bool(found.uses))
        if operator is not None and not may and found.uses:
            self.done.setText(self._say("may-not-export", name=operator.name))
            self.done.show()
        for line in found.uses[:SHOWN]:
            self._list.addWidget(self._line(line))

    def _line(self, found: LotUse) -> QWidget:
        words = self._model.words
        name = WholeName()
        name.set_text(found.name or words.say("summary", "erased"))
        visit = words.say("recall", "number", number=found.number)
        when = " · ".join(filter(None, (found.day, visit, found.operator, found.contact)))
        what = " · ".join([f"{found.use}: {found.product}", *package_lines(found, words)])
        return card(
            name, label(when, wrap=True), label(" · ".join(filter(None, (what, found.zones))), wrap=True), gap=4
        )

    def _saved(self, path: Path, problem: NotWritten | None) -> None:
        if problem is not None:
            self._failed(self._say(f"not-saved-{problem.code}", file=path.name, detail=problem.detail))
            return
        self.trouble.set_text("")
        self.done.setText(self._say("saved", file=path.name, folder=path.parent))
        self.done.show()

    def _failed(self, text: str) -> None:
        if self.found is None:
            self.told.hide()
        self.trouble.set_text(text)

    def _forget(self) -> None:
        self.found = None
        clear_layout(self._list)
        self.trouble.set_text("")
        for each in (self.told, self.done):
            each.clear()
            each.hide()
        for act in (self.csv, self.pdf):
            act.setEnabled(False)

    def _ask_file(self, proposed: Path) -> Path | None:
        kind = proposed.suffix.removeprefix(".")
        name, _ = QFileDialog.getSaveFileName(self, self._say(f"save-{kind}"), str(proposed), f"*.{kind}")
        if not name:
            return None
        return Path(name) if name.lower().endswith(f".{kind}") else Path(f"{name}.{kind}")


def _documents() -> Path:
    places = (QStandardPaths.StandardLocation.DocumentsLocation, QStandardPaths.StandardLocation.HomeLocation)
    folders = [Path(QStandardPaths.writableLocation(place)) for place in places]
    return next((each for each in folders if each.is_dir()), folders[-1])


def _plain(lot: str) -> str:
    """What may stand in a file's name on any system."""
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in lot)[:40]
