"""The first start: a clinic is set up in four steps, or the example clinic is looked at."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from console.app.ports import Store
from console.core.protocol import Protocol
from console.ui.kit.fields import Offer, Trouble
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import holder, row
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model
from console.ui.start.adoption import Adoption
from console.ui.start.clinic_setup import ClinicSetup, Names
from console.ui.start.setup_steps import CodeStep, NamesStep, PassphraseStep

WIDE, NARROW = 1180, 780
Result = TypeVar("Result")
AnyStep = NamesStep | PassphraseStep | CodeStep | Adoption


class FirstStart(QWidget):
    """`example` is made, or the clinic is `done`: its open store. `leave` when the program ends before that."""

    example = Signal(object)
    done = Signal(object)
    put_back = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._words = model, model.words
        self.founding = ClinicSetup(model.dependencies)
        self.names, self.passphrase = NamesStep(model.words), PassphraseStep(model.words)
        self.code, self.adoption = CodeStep(model.words), Adoption(model.words)
        self._path: tuple[AnyStep, ...] = (self.names, self.passphrase, self.code, self.adoption)
        self._offering = True
        self._at = -1
        self._busy = False
        self._where = label("", "body", "soft")
        self.foot = Foot(self._say("back"), self.back, self.primary)
        self._pages = QStackedWidget()
        self._lay_out(theme)
        self._go(-1)

    def adopt_only(self, store: Store, name: str) -> None:
        """Goes on with a store that has no protocol: names where they are missing, then the numbers."""
        self._offering, self._path = False, (self.adoption,)
        self._go(0)

        def came(names: Names) -> None:
            known = Names(names.clinic, name or names.person)
            self.names.show_names(known)
            if known.clinic and known.person:
                self._read(0)
            else:
                self._path = (self.names, self.adoption)
                self._go(0)

        self._ask(lambda: self.founding.take(store), came)

    def leave(self) -> None:
        """The program ends; the model is closed already. What has no use without its recovery code is taken away."""
        self.founding.leave()

    def primary(self) -> None:
        """On to the next step, where this one is complete."""
        if self._busy or self._at < 0:
            return
        step = self._path[self._at]
        if not step.check():
            self._show_foot()
        elif step is self.passphrase:
            self._create()
        elif step is self.adoption:
            self._adopt()
        else:
            self.founding.confirmed = self.founding.confirmed or step is self.code
            self._go_on()

    def back(self) -> None:
        """What was typed stays."""
        if self._busy or self._at < 0:
            return
        if self._path[self._at].back():
            self._show_foot()
            self._begin()
        elif self._at > 0 or self._offering:
            self._go(self._at - 1)

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def _go_on(self) -> None:
        if self._path[self._at + 1] is self.adoption:
            self._read(self._at + 1)
        else:
            self._go(self._at + 1)

    def _create(self) -> None:
        chosen = self.passphrase.first.text

        def came(code: str) -> None:
            self.code.show_code(code)
            self._go_on()

        self._ask(lambda: self.founding.create(chosen), came)

    def _example(self) -> None:
        """It is said at once that this takes a moment; nothing else is taken until it is there."""
        self.trouble.set_text("")
        self._make(True)

        def failed(text: str) -> None:
            self._make(False)
            self.trouble.set_text(text)
            self._try.setFocus()

        attempt(self._model, self._model.dependencies.example, self.example.emit, failed)

    def _make(self, on: bool) -> None:
        self._busy = on
        if on:
            self.setFocus()
        self._offers.setDisabled(on)
        self.making.setText(self._say("example-making") if on else "")
        self.making.setVisible(on)

    def _read(self, at: int) -> None:
        """The numbers, from the shipped file."""

        def came(protocol: Protocol) -> None:
            self.adoption.show_protocol(protocol, self.names.names().person)
            self._go(at)

        self._ask(self._model.dependencies.protocol, came)

    def _adopt(self) -> None:
        protocol, names = self.adoption.protocol, self.names.names()
        if protocol is None:
            self._read(self._at)
            return

        def came(store: Store) -> None:
            self.founding.hand_over()
            self.done.emit(store)

        self._ask(lambda: self.founding.found(names, protocol), came)

    def _ask(self, job: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """The step rests until it is known what came of it; trouble is said on it."""
        step = self._path[self._at]
        step.trouble.set_text("")
        self._rest(True)

        def came(result: Result) -> None:
            self._rest(False)
            then(result)

        def failed(text: str) -> None:
            self._rest(False)
            step.trouble.set_text(text)
            step.begin()

        attempt(self._model, job, came, failed)

    def _rest(self, on: bool) -> None:
        self._busy = on
        self._path[self._at].setEnabled(not on)
        self._show_foot()

    def _go(self, at: int) -> None:
        self._at = at
        self._pages.setCurrentIndex(self._steps.index(self._path[at]) + 1 if at >= 0 else 0)
        self._show_foot()
        self._begin()

    def _begin(self) -> None:
        if self._at < 0:
            self._set_up.setFocus()
        else:
            self.foot.primary.setFocus()
            self._path[self._at].begin()

    def _show_foot(self) -> None:
        shown = self._at >= 0
        self.foot.setVisible(shown)
        self._where.setText(self._say("step", number=self._at + 1, of=len(self._path)) if shown else "")
        if not shown:
            return
        step = self._path[self._at]
        waits = self._busy or (step is self.adoption and not self.adoption.tick.isChecked())
        mark(self.foot.primary, kind="waiting" if waits else "primary")
        self.foot.show_primary(self._say("moment") if self._busy else step.primary)
        self.foot.back.setVisible(self._at > 0 or self._offering)

    def _entered(self) -> None:
        """Among the offers Enter takes the one in focus; on a step it goes on."""
        if self._at >= 0:
            if self._busy or not self._path[self._at].entered():
                self.primary()
        elif self._try.hasFocus():
            self._try.click()
        elif self._restore.hasFocus():
            self._restore.click()
        else:
            self._set_up.click()

    def _lay_out(self, theme: Theme) -> None:
        self._set_up = Offer("1", self._say("set-up"), self._say("set-up-long"))
        self._try = Offer("2", self._say("example"), self._say("example-long"))
        self._set_up.clicked.connect(lambda: self._go(0))
        self._try.clicked.connect(self._example)
        put_back = self._words.say("backups", "fresh"), self._words.say("backups", "offer-long")
        self._restore = Offer("3", *put_back)
        self._restore.clicked.connect(self.put_back.emit)
        across = row(self._set_up, self._try, self._restore, gap=18)
        for at in range(3):
            across.setStretch(at, 1)
        said = label(self._words.say("command", "intended-use"), "small", "soft", wrap=True)
        self._offers, self.making, self.trouble = holder(across), label("", "large", strong=True, wrap=True), Trouble()
        offers = titled(self._say("welcome"), self._say("welcome-long"), self._offers, self.making, self.trouble, said)
        self.making.hide()
        start = Sheet(theme, offers, WIDE)
        self._pages.addWidget(start)
        self._steps: tuple[AnyStep, ...] = self._path
        for step in self._steps:
            tall = step is self.adoption
            self._pages.addWidget(Sheet(theme, step, WIDE if tall else NARROW, tall))
        self.adoption.tick.ticked.connect(lambda: self._show_foot())
        page(self, head(self._words.say("window", "title"), self._where), self._pages, self.foot)
        enter(self, self._entered)
        for digit, offer in (("1", self._set_up), ("2", self._try), ("3", self._restore)):
            on_key(start, digit, offer.click)
