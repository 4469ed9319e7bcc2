"""The names of who may come back in, on buttons, and which of them is chosen."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from console.core.people import Operator
from console.ui.kit.layouts import clear_layout
from console.ui.kit.wrapped_button import WrappedToggle

ACROSS = 2


class NameGrid(QWidget):
    """Emits `pressed` with the Operator."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Operator] = []
        self._buttons: list[WrappedToggle] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for at in range(ACROSS):
            self._grid.setColumnStretch(at, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)

    def forget(self) -> None:
        """Let go of the names."""
        clear_layout(self._grid)
        self.people, self._buttons = [], []

    def show_people(self, people: list[Operator]) -> None:
        self.forget()
        self.people = people
        for at, each in enumerate(people):
            made = WrappedToggle(each.name, partial(self.pressed.emit, each))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._grid.addWidget(made, at // ACROSS, at % ACROSS)
            self._buttons.append(made)

    def mark(self, person: Operator) -> None:
        """Show this person as the one who is chosen."""
        for each, made in zip(self.people, self._buttons, strict=True):
            made.setChecked(each.id == person.id)

    def from_here(self, person: Operator | None, by: int) -> Operator | None:
        """Return who stands so many names on from this person; None where they do not stand here."""
        if person not in self.people:
            return None
        return self.people[(self.people.index(person) + by) % len(self.people)]
