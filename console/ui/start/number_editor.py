"""The place where a number of the protocol is set: the value, where it is from, and why."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from console.core.protocol_edits import RANGES
from console.core.protocol_reading import Reading
from console.core.text.reading_text import number_name, number_value
from console.core.text.words import Words
from console.ui.kit.fields import Field, Trouble
from console.ui.kit.flow import Columns, Flow
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder


class NumberEditor(QFrame):
    """Three lines to type in, under the number that they are about. Emits `kept` with its key and what was typed."""

    kept = Signal(str, str, str, str)
    cancelled = Signal()

    def __init__(self, words: Words, reading: Reading, source: str, reason: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.key = reading.key
        say = words.say
        pair = reading.number in RANGES
        value, name = number_value(words, reading), number_name(words, reading)
        self.title = name
        hint = say("adoption", "value-range-hint" if pair else "value-hint", value=value)
        self.value = Field(say("adoption", "value"), hint)
        self.source = Field(say("adoption", "source"), say("adoption", "source-hint"))
        self.reason = Field(say("adoption", "reason"), say("adoption", "reason-hint"))
        self._fields = (self.value, self.source, self.reason)
        self.trouble = Trouble()
        self.keep_button = button(say("adoption", "keep"), self.keep, name=f"{say('adoption', 'keep')}: {name}")
        self.cancel_button = button(say("adoption", "cancel"), self.cancelled.emit, "quiet")
        for field, text in ((self.source, source), (self.reason, reason)):
            field.edit.setText(text)
        self.value.edit.setText("–".join(words.number(each, 3) for each in reading.values))
        below = holder(Flow(self.keep_button, self.cancel_button, gap=12))
        lines = holder(
            Columns(*(holder(column(each, 1)) for each in self._fields), shares=(2, 3, 3), gap=10, beside=16)
        )
        inside = column(label(name, strong=True, wrap=True), lines, self.trouble, below, gap=10)
        inside.setContentsMargins(16, 14, 16, 14)
        self.setLayout(inside)

    def begin(self) -> None:
        self.value.edit.setFocus()
        self.value.edit.selectAll()

    def go_on(self) -> bool:
        """Whether Enter went on to the next line; the last one keeps the number."""
        for field, after in pairwise(self._fields):
            if field.edit.hasFocus():
                after.edit.setFocus()
                return True
        if self.reason.edit.hasFocus():
            self.keep()
            return True
        return False

    def keep(self) -> None:
        self.trouble.set_text("")
        self.kept.emit(self.key, self.value.text, self.source.text, self.reason.text)
