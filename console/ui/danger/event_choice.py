"""Which danger is read of: a tab for each; where those would take the room of the text, one line, ‹ event ›."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.core.danger_parts import Emergency
from console.core.text.words import Words
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button
from console.ui.kit.layouts import clear_layout, holder, row
from console.ui.kit.wrapped_button import WrappedButton, WrappedToggle

MOST_OF_HEIGHT = 4
"""The tabs take one part of so many of the height at most."""


class EventChoice(QWidget):
    """Emits `chosen` with an event's id. The widget itself is the line; `tabs` scroll with the text.

    A press on the line's name shows the tabs until one is pressed.
    """

    chosen = Signal(str)
    unfolded = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._say = partial(words.say, "danger")
        self._events: tuple[Emergency, ...] = ()
        self._made: dict[str, WrappedToggle] = {}
        self._shown = ""
        self._one_line = self._open = False
        self._flow = Flow(gap=8)
        self.tabs = holder(self._flow)
        before = button("‹", partial(self.turn, -1), "key", self._say("event-before"), large=True)
        after = button("›", partial(self.turn, 1), "key", self._say("event-after"), large=True)
        self._name = WrappedButton("", self._unfold, "tab")
        line = row(before, self._name, after, gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_events(self, events: Sequence[Emergency]) -> None:
        """Offer these, none of them in sight yet."""
        self._events, self._made = tuple(events), {}
        clear_layout(self._flow)
        for each in events:
            made = self._made[each.id] = WrappedToggle(each.label, partial(self.chosen.emit, each.id))
            self._flow.addWidget(made)
        self.mark("")

    def mark(self, event: str) -> None:
        """Show that this one is in sight."""
        self._shown = event
        for name, made in self._made.items():
            made.setChecked(name == event)
        for at, each in enumerate(self._events, start=1):
            if each.id == event:
                told = self._say("event", event=each.label, number=at, count=len(self._events))
                self._name.set_text(each.label, told)
        self._fold()

    def turn(self, by: int) -> None:
        """Choose the one so many further, round about."""
        names = list(self._made)
        if names:
            self.chosen.emit(names[(names.index(self._shown) + by) % len(names)])

    def fit(self, width: int, height: int) -> None:
        """Have so much room, with the text beneath."""
        self._one_line = self._flow.heightForWidth(width) * MOST_OF_HEIGHT > height
        self._arrange()

    def _unfold(self) -> None:
        self._open = not self._open
        self._arrange()
        if self._open:
            self.unfolded.emit()

    def _fold(self) -> None:
        focused = QApplication.focusWidget()
        if self._open and focused is not None and self.tabs.isAncestorOf(focused):
            self._name.setFocus()
        self._open = False
        self._arrange()

    def _arrange(self) -> None:
        self.setVisible(self._one_line and bool(self._made))
        self.tabs.setVisible(bool(self._made) and (self._open or not self._one_line))
