"""The way back in from the locked screen: whose turn it is, and their PIN or their passphrase."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from console.app.pins import TRIES, Outcome, PinStatus
from console.core.people import Operator
from console.ui.input.key_scope import KeyScope
from console.ui.input.late_enter import LateEnter
from console.ui.kit.fields import SecretField, Trouble
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, row, to_top
from console.ui.lock_screen.name_grid import NameGrid
from console.ui.people.pin_pad import PinPad
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

STEPS = {"down": 1, "right": 1, "up": -1, "left": -1}
IDLE_MS = 30_000
"""So long a secret that nobody goes on typing stays in its field."""


class UnlockPanel(QWidget):
    """Emits `unlocked` with the Operator. The one who was signed in is chosen first; arrows choose another."""

    unlocked = Signal(object)

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "lock")
        self._person: Operator | None = None
        self._status = PinStatus()
        self._busy = False
        self._until_ms: int | None = None
        self._late_enter = LateEnter(self, lambda: model.dependencies.clock.now().boot_ms)
        self._last_input: tuple[object, ...] = ()
        self._idle_since_ms = 0
        self.names = NameGrid()
        self.names.pressed.connect(self._press)
        self._instruction = label("", "body", wrap=True)
        self.trouble = Trouble()
        self.pad = PinPad(model.words)
        self.pad.typed.connect(self._try_pin)
        self.secret = SecretField(model.words, self._say("passphrase"))
        self.secret.edit.returnPressed.connect(self._try_passphrase)
        self.open = button(self._say("unlock"), self._try_passphrase, "primary")
        self.other = button("", self._turn, "quiet")
        enlarge(self.open, self.other)
        turn = row(self._instruction, self.trouble, self.other, gap=8)
        turn.setStretch(0, 1)
        turn.setStretch(1, 1)
        parts = self.names, turn, self.pad, self.secret, self.open
        self.setLayout(column(*parts, 1, gap=6))
        KeyScope(self).bind_after(self.by_key)  # else the area that it stands in would scroll by arrows
        self._by_pin(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No key of the pad lies out of sight: in little room what others press to be asked stands below it."""
        area, layout = self.parentWidget(), self.layout()
        if area is None or not isinstance(layout, QVBoxLayout):
            return
        if not self.pad.isHidden():
            self.pad.fit(_needed(layout, self.width()), area.height())
        below = _needed(layout, self.width()) > area.height()
        if below != (layout.indexOf(self.names) > 0):
            layout.removeWidget(self.names)
            layout.insertWidget(layout.count() - 1 if below else 0, self.names)

    def begin(self, person: Operator | None = None) -> None:
        """Begin for this person, or whoever was signed in; read the names again."""
        self._person, self._busy = person or self._model.operator, False
        self._model.read(self._model.open_clinic.store.people, self._show_people)

    def forget(self) -> None:
        """Let go of names and secrets."""
        self.names.forget()
        self._until_ms = None
        self.secret.forget()
        self.pad.begin(0)
        self._tell("")

    def tick(self) -> None:
        """End a wait that is over; empty a secret that nobody goes on typing."""
        now = self._model.dependencies.clock.now().boot_ms
        if self._until_ms is not None and now >= self._until_ms:
            self._until_ms = None
            self._tell_tries()
        typed = self.secret.text, self.pad.dots.text()
        if typed != self._last_input or self._busy:
            self._last_input, self._idle_since_ms = typed, now
        elif now - self._idle_since_ms >= IDLE_MS and self.secret.text:
            self.secret.forget()
        elif now - self._idle_since_ms >= IDLE_MS:
            self.pad.clear()

    @property
    def by_key(self) -> dict[str, Callable[[], object]]:
        """What keys do, here and on the page around: digits go to the pad while it is shown, arrows choose a person."""
        typed = {name: partial(self._type, act) for name, act in self.pad.by_key.items()}
        steps = {name: partial(self._step, by) for name, by in STEPS.items()}
        return {**typed, **steps, "enter": partial(self._type, self.pad.finish)}

    def _type(self, act: Callable[[], object]) -> None:
        if not self.pad.isHidden():
            act()

    def _step(self, by: int) -> None:
        person = self.names.from_here(self._person, by)
        if person is not None:
            self.choose(person)

    def choose(self, person: Operator) -> None:
        """Ask this person for their PIN or passphrase; the example clinic asks for nothing."""
        self._person = person
        port = self.parentWidget()
        area = port.parentWidget() if port is not None else None
        if isinstance(area, QScrollArea):
            to_top(area)
        self.names.mark(person)
        self._tell("")
        self.pad.begin(0)
        if not self._model.open_clinic.pins.needs_no_pin:
            pins = self._model.open_clinic.pins
            self._model.run(lambda: pins.status(person.id), partial(self._show_status, person))

    def _press(self, person: Operator) -> None:
        if self._model.open_clinic.pins.needs_no_pin:
            self.unlocked.emit(person)
        else:
            self.choose(person)

    def _show_people(self, people: list[Operator]) -> None:
        self.names.show_people(people)
        known = {each.id: each for each in people}
        chosen = known.get(self._person.id) if self._person else None
        if self._model.open_clinic.pins.needs_no_pin:
            self._instruction.setText(self._say("example"))
            for part in (self.pad, self.secret, self.open, self.other):
                part.hide()
        elif chosen or people:
            self.choose(chosen or people[0])

    def _show_status(self, person: Operator, status: PinStatus) -> None:
        if person is not self._person:
            return
        self._status = status
        self.pad.begin(status.digits)
        self._by_pin(bool(status.digits))
        self._tell_tries()
        if status.wait_ms:
            self._wait("wait", status)

    def _by_pin(self, on: bool) -> None:
        """Show one of the two ways; the other is a press away where there is one."""
        name = self._person.name if self._person else ""
        self._instruction.setText(self._say("pin-of" if on else self._status.why or "passphrase-of", name=name))
        self.pad.setVisible(on)
        self.secret.setVisible(not on)
        self.open.setVisible(not on)
        text = self._say("by-passphrase" if on else "by-pin")
        self.other.setText(text)
        self.other.setAccessibleName(text)
        self.other.setVisible(on or bool(self._status.digits))
        if not on and self.isVisible():
            self.secret.edit.setFocus()
        elif on and self.secret.edit.hasFocus():
            self.other.setFocus()

    def _tell(self, text: str) -> None:
        """Say this in place of the instruction, so that the pad stays where it is; "" for the instruction."""
        self._instruction.setVisible(not text)
        self.trouble.set_text(text)

    def _turn(self) -> None:
        self._tell("")
        self.secret.forget()
        self._by_pin(self.pad.isHidden())

    def _wait(self, code: str, status: PinStatus) -> None:
        self._until_ms = self._model.dependencies.clock.now().boot_ms + status.wait_ms
        seconds = -(-status.wait_ms // 1000)
        facts = {"left": status.left} if code == "wrong" else {}
        self._tell(self._say(code, seconds=seconds, **facts))

    def _tell_tries(self) -> None:
        """Say how many tries are left once a PIN was wrong: it stays until one is right."""
        few = self._status.digits and self._status.left < TRIES
        self._tell(self._say("tries", left=self._status.left) if few else "")

    def _try_pin(self, digits: str) -> None:
        person, pins = self._person, self._model.open_clinic.pins
        if person is None or self._busy:
            return
        self._busy = True

        def job() -> tuple[Outcome, PinStatus]:
            """Try it; whatever comes of it, the next try is listened to."""
            try:
                return pins.enter(person.id, digits), pins.status(person.id)
            finally:
                self._busy = False

        self._model.run(job, lambda tried: self._judge(person, *tried))

    def _judge(self, person: Operator, outcome: Outcome, status: PinStatus) -> None:
        if outcome == "right":
            self._late_enter.expect()
            self.unlocked.emit(person)
            return
        self._show_status(person, status)
        if not status.digits:
            self._tell(self._say(status.why, name=person.name))
        else:
            self._wait("wrong" if outcome == "wrong" else "wait", status)

    def _try_passphrase(self) -> None:
        secret, pins = self.secret.text, self._model.open_clinic.pins
        if self._busy:
            return
        if not secret:
            self.secret.refuse(self._say("secret-needed"))
            return
        self._busy = True
        attempt(self._model, lambda: pins.admit(secret), self._admit, self._refuse)

    def _admit(self, person: str) -> None:
        self._busy = False
        self.secret.forget()
        found = next((each for each in self.names.people if each.id == person), None)
        if found is None:
            self.secret.refuse(self._say("not-here"))
        else:
            self.unlocked.emit(found)

    def _refuse(self, text: str) -> None:
        self._busy = False
        self.secret.refuse(text)


def _needed(layout: QVBoxLayout, width: int) -> int:
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
