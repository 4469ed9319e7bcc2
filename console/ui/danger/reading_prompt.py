"""Asking for the dose or the reading of what was just done at the danger card, by touch or by digits."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout

from console.core.danger_parts import Reading
from console.core.events import DangerAction
from console.core.state_parts import DangerRun
from console.core.text.words import Words
from console.ui.kit.labels import button
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import LOW_PX
from console.ui.people.pin_pad import PinPad

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReadingPad(PinPad):
    """Shows the digits that were typed, and takes them from the keyboard too."""

    by_hand = False
    """They are kept at the lock alone: put away, no dose waits for the next time that it is asked."""

    def __init__(self, words: Words, unit: str, values: list[str], chosen: Callable[[str], object]) -> None:
        """`values` are a press each; they stand above the digits."""
        self._unit = unit
        super().__init__(words)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        inside = self.layout()
        assert isinstance(inside, QBoxLayout)
        for at, value in enumerate(values):
            inside.insertWidget(at, button(value, partial(chosen, value), large=True))

    @property
    def aside(self) -> dict[str, str]:
        """The digits that were typed."""
        return {"digits": self._digits} if self._digits else {}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        """Have them stand here again."""
        self._show(scanned.get("digits", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal() and event.text().isascii():
            self.press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.back()
        elif event.key() in ENTERS:
            self.finish()
        else:
            super().keyPressEvent(event)

    def _show(self, digits: str) -> None:
        super()._show(digits)
        shown = f"{digits or '–'} {self._unit}"
        self.dots.setText(shown)
        self.dots.setAccessibleName(shown)


def ask_reading(
    prompt: Prompt, words: Words, reading: Reading, given: Callable[[str], object], anew: bool = True
) -> None:
    """Ask on the sheet; put away, the action stays as it was recorded: where it is `anew`, without a value."""

    def take(value: str) -> None:
        prompt.close_sheet()
        given(value)

    values = [f"{words.number(each.value)} {reading.unit}" for each in reading.choices if each.value is not None]
    pad = ReadingPad(words, reading.unit, values, take)
    if prompt.window().height() < LOW_PX:
        pad.flatten()
    pad.typed.connect(lambda digits: take(f"{digits} {reading.unit}"))
    title = words.say("danger", "how-much", what=reading.action)
    told = (words.say("danger", "how-much-long"), words.say("danger", "without-value")) if anew else ("", "")
    again = partial(ask_reading, prompt, words, reading, given, anew)
    prompt.ask(title, [], told[0], pad, away=told[1], again=again)
    pad.setFocus()


def value_of_last(run: DangerRun | None, what: str, value: str) -> DangerAction | None:
    """Return what tells the value of the latest such action of the card; None where none is without one."""
    done = [each for each in (run.done if run else ()) if each.text == what and not each.value]
    return DangerAction(what, value=value, target=done[-1].at.event) if done else None
