"""One setting: its values side by side, the one in force ticked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.ui.kit.labels import Toggle, label
from console.ui.kit.layouts import column, row


class Options(QWidget):
    """Emits `chosen` with the value that was pressed; `show_value` ticks the one in force."""

    chosen = Signal(object)

    def __init__(self, title: str, values: Sequence[tuple[object, str]], also: QPushButton | None = None) -> None:
        super().__init__()
        self._texts = dict(values)
        self.buttons: dict[object, Toggle] = {}
        for value, text in values:
            made = Toggle(text, partial(self.chosen.emit, value), name=f"{title}: {text}", large=False)
            self.buttons[value] = made
        across = row(*self.buttons.values(), *([also] if also else []), 1, gap=8)
        self.setLayout(column(label(title, strong=True), across, gap=6))

    def show_value(self, value: object) -> None:
        for each, toggle in self.buttons.items():
            toggle.setChecked(each == value)
            toggle.setText(f"✓ {self._texts[each]}" if each == value else self._texts[each])
