"""The first start: a clinic is set up in five steps, or the example clinic is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from console.app.ports import Store
from console.app.protocol_offer import Offer
from console.ui.kit.card import Card
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import label, mark
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.start.adoption import Adoption
from console.ui.start.clinic_setup import ClinicSetup, Names
from console.ui.start.offers import Offers
from console.ui.start.safety_step import SafetyStep
from console.ui.start.setup_steps import CodeStep, NamesStep, PassphraseStep

WIDE, NARROW = 1180, 780
AnyStep = NamesStep | PassphraseStep | CodeStep | SafetyStep | Adoption


class FirstStart(FormPage):
    """Offers to set up a clinic, and leads through its steps. `discard_setup` when the program ends before that.

    Emits `done` with the clinic's store, `example` with that of the example clinic, or `put_back`.
    """

    example = Signal(object)
    put_back = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "start")
        self.setup = ClinicSetup(model.dependencies)
        self.offers = Offers(self.words)
        self.names, self.passphrase = NamesStep(self.words), PassphraseStep(self.words)
        self.code, self.safety = CodeStep(self.words), SafetyStep(self.words)
        self.adoption = Adoption(self.words, model.dependencies.clock)
        self._steps: tuple[AnyStep, ...] = (self.names, self.passphrase, self.code, self.safety, self.adoption)
        self._path: tuple[AnyStep, ...] = self._steps
        self._at = -1
        """The step's place on the path; -1 at the offers."""
        self._offering = True
        self._where = label("", "body", "soft")
        self._pages = QStackedWidget()
        self._pages.addWidget(Card(theme, self.offers, WIDE))
        for step in self._steps:
            tall = step is self.adoption
            self._pages.addWidget(Card(theme, step, WIDE if tall else NARROW, tall))
        self.offers.set_up.connect(lambda: self._go(0))
        self.offers.example.connect(self._make_example)
        self.offers.put_back.connect(self.put_back)
        self.adoption.turned.connect(self.show_action)
        self.adoption.kept.connect(self._draft)
        self.lay_out(self._pages, self._where)
        self._go(-1)

    def adopt_only(self, store: Store, name: str) -> None:
        """Go on with a store that has no protocol: names where they are missing, then the numbers."""
        self._offering, self._path = False, (self.adoption,)
        self._go(0)

        def then(names: Names) -> None:
            known = Names(names.clinic, name or names.person)
            self.names.show_names(known)
            if known.clinic and known.person:
                self._read(0)
            else:
                self._path = (self.names, self.adoption)
                self._go(0)

        self.work(lambda: self.setup.take(store), then)

    def discard_setup(self) -> None:
        """The model is closed already; take away what has no use without its recovery code."""
        self.setup.leave()

    def primary(self) -> None:
        """Go on to the next step, where this one is complete."""
        step = self._step
        if self.busy:
            return
        if isinstance(step, Offers):
            step.press()
        elif not step.check():
            self.show_action()
        elif step is self.passphrase:
            self._create()
        elif step is self.adoption:
            self._adopt()
        else:
            self.setup.confirmed = self.setup.confirmed or step is self.code
            self.setup.number, self.setup.pin = self.safety.number.text.strip(), self.safety.pin.text
            self._go_to_next()

    def press_on(self) -> None:
        """Go on; who adopts presses the button itself."""
        if self._step is not self.adoption or not self.adoption.hold_back():
            self.primary()

    def back(self) -> None:
        """Go one step back; what was typed stays."""
        step = self._step
        if self.busy or isinstance(step, Offers):
            return
        if step.back():
            self.show_action()
            self.begin()
        elif self._at > 0 or self._offering:
            self._go(self._at - 1)

    def leave(self) -> None:
        """Stay: nothing lies before this page."""

    def begin(self) -> None:
        if self._at >= 0:
            adopts = self._step is self.adoption and self.adoption.adopts
            (self.adoption.area if adopts else self.foot.primary).setFocus()
        self._step.begin()

    def enter(self) -> None:
        if isinstance(self._step, Offers):
            self.primary()
        else:
            super().enter()

    def go_on(self) -> bool:
        return not isinstance(self._step, Offers) and self._step.go_on()

    def rest(self, on: bool) -> None:
        super().rest(on)
        if on:
            self._step.trouble.set_text("")
        if not isinstance(self._step, Offers):
            self._step.setEnabled(not on)
            return
        self.offers.show_progress(on)
        if on:
            self.setFocus()

    def refuse(self, text: str) -> None:
        """Say it on the step."""
        self._step.trouble.set_text(text)
        self._step.begin()

    def show_action(self) -> None:
        step = self._step
        self.foot.setVisible(not isinstance(step, Offers))
        if isinstance(step, Offers):
            self._where.setText("")
            return
        self._where.setText(self.say("step", number=self._at + 1, of=len(self._path)))
        waits = self.busy or (step is self.adoption and self.adoption.waits)
        mark(self.foot.primary, kind="waiting" if waits else "primary")
        self.foot.show_primary(self.say("moment") if self.busy else step.primary)
        self.foot.back.setVisible(self._at > 0 or self._offering)

    @property
    def _step(self) -> AnyStep | Offers:
        return self._path[self._at] if self._at >= 0 else self.offers

    def _go(self, at: int) -> None:
        self._at = at
        self._pages.setCurrentIndex(self._steps.index(self._path[at]) + 1 if at >= 0 else 0)
        self.show_action()
        self.begin()

    def _go_to_next(self) -> None:
        if self._path[self._at + 1] is self.adoption:
            self._read(self._at + 1)
        else:
            self._go(self._at + 1)

    def _make_example(self) -> None:
        self.work(self.model.dependencies.example, self.example.emit)

    def _create(self) -> None:
        """Create the store, and show its recovery code."""
        passphrase = self.passphrase.first.text

        def then(code: str) -> None:
            self.code.show_code(code)
            self._go_to_next()

        self.work(lambda: self.setup.create(passphrase), then)

    def _read(self, at: int) -> None:
        """Read what can be adopted, then show it at this place."""

        def then(found: Offer) -> None:
            self.adoption.show_offer(found, self.names.names().person)
            self._go(at)

        self.work(self.setup.offered, then)

    def _draft(self, *typed: str) -> None:
        """Keep a number; from here on the clinic is recorded, and only its numbers are left to be read."""
        found, names = self.adoption.offer, self.names.names()
        if found is None:
            return

        def then(after: Offer) -> None:
            self.adoption.show_offer(after, names.person)
            self._path, self._offering = (self.adoption,), False
            self._go(0)

        key, value, source, reason = typed
        self.work(lambda: self.setup.draft(names, found, (key, value, source, reason)), then, self.adoption.refuse)

    def _adopt(self) -> None:
        found, names = self.adoption.offer, self.names.names()
        if found is None:
            self._read(self._at)
            return

        def then(store: Store) -> None:
            self.setup.hand_over()
            self.finish(store)

        self.work(lambda: self.setup.establish(names, found), then)
