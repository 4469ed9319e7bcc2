"""Every number of the protocol with its source, to be read and adopted by name."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from console.core.protocol import Protocol
from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.card import card_body, scroll_by_keys
from console.ui.kit.fields import Tick, Trouble
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder, scroll_area
from console.ui.start.protocol_numbers import NumberText, number_texts

GRADES = ("P", "J", "C")


class Adoption(QWidget):
    """Shows the numbers, to be read and ticked; nothing is ticked for the reader."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.protocol: Protocol | None = None
        self.name = ""
        self._table = column(gap=10)
        self._table.setContentsMargins(0, 0, 20, 0)
        self.area = scroll_area(holder(self._table))
        self.tick = Tick(self._say("read"))
        self.trouble = Trouble()
        inner = card_body(self._say("adopt-title"), self._say("adopt-lead"), self.area, self.tick, self.trouble, gap=10)
        self.setLayout(column(inner))
        self.tick.ticked.connect(lambda: self.trouble.set_text(""))
        scroll_by_keys(KeyScope(self), self.area)

    def show_protocol(self, protocol: Protocol, name: str) -> None:
        self.name = name
        if self.protocol == protocol:
            return
        self.protocol = protocol
        self.tick.setChecked(False)
        clear_layout(self._table)
        for grade in GRADES:
            self._table.addWidget(label(self._say(f"legend-{grade}"), "small", "soft", wrap=True))
        for section, each in groupby(number_texts(self._words, protocol), lambda reading: reading.section):
            heading = label(self._say(section), "large", strong=True)
            heading.setContentsMargins(0, 14, 0, 0)
            self._table.addWidget(heading)
            self._table.addWidget(self._grid(list(each)))
        self._table.addStretch(1)

    @property
    def primary(self) -> str:
        return self._say("adopt", name=self.name)

    def go_on(self) -> bool:
        return False

    def check(self) -> bool:
        self.trouble.set_text("" if self.tick.isChecked() else self._say("read-first"))
        if not self.tick.isChecked():
            self.tick.setFocus()
        return self.tick.isChecked()

    def back(self) -> bool:
        return False

    def begin(self) -> None:
        self.tick.setFocus()

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

    def _grid(self, rows: list[NumberText]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        for at, (stretch, wide) in enumerate(((4, 160), (2, 90), (6, 220))):
            grid.setColumnStretch(at, stretch)
            grid.setColumnMinimumWidth(at, wide)
        for line, reading in enumerate(rows):
            grid.addWidget(self._two(reading.of or reading.name, reading.name if reading.of else ""), line, 0)
            grid.addWidget(
                label(reading.value or self._say("open"), strong=True, wrap=True), line, 1, Qt.AlignmentFlag.AlignTop
            )
            grade = self._say(f"grade-{reading.grade}") if reading.grade else ""
            grid.addWidget(self._two(reading.source or self._say("no-source"), grade), line, 2)
        return holder(grid)

    def _two(self, text: str, under: str) -> QWidget:
        lines = [label(text, wrap=True)]
        if under:
            lines.append(label(under, "small", "soft", wrap=True))
        return holder(column(*lines, 1, gap=2))
