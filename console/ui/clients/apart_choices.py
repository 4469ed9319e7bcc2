"""What was written apart of one field, or entry: a row to press for each value."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.core.client_file import Conflict, Value
from console.core.text.words import Words
from console.ui.clients.conflict_text import value_text
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column
from console.ui.kit.rows import Row

ROW_PX = 56


class ApartChoices(QWidget):
    """There only while there is a conflict. The value that stands in the form has a tick. Emits `chosen` with one."""

    chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words, self._of, self._field = words, "", ""
        self._values: list[Value] = []
        self.rows: list[Row] = []
        self._places = column(gap=6)
        asked = label(words.say("clients", "apart-ask"), "small", "stop", wrap=True)
        self.setLayout(column(asked, self._places, gap=6))
        self.hide()

    def offer(self, field: str, conflict: Conflict | None) -> None:
        """Offer what stands in conflict, under the name of the field; with None nothing."""
        clear_layout(self._places)
        self._of, self._field = (conflict.of if conflict else ""), field
        self._values = [conflict.shown, *conflict.others] if conflict else []
        self.rows = [Row("", least=ROW_PX) for _ in self._values]
        for value, made in zip(self._values, self.rows, strict=True):
            made.clicked.connect(partial(self._press, value))
            self._places.addWidget(made)
        self.setVisible(conflict is not None)

    def tick(self, stands: Value) -> None:
        """Tick the value that stands in the form."""
        for value, made in zip(self._values, self.rows, strict=True):
            text, here = value_text(self._words, self._of, value), value == stands
            code = "apart-stands" if here else "apart-take"
            aloud = self._words.say("clients", code, field=self._field, value=text)
            made.set_text("✓" if here else "○", text, aloud=aloud)

    def _press(self, value: Value) -> None:
        self.chosen.emit(value)
