"""A step that is only done, such as cleansing: its clock, and what was used."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import column, holder, scroll_area
from console.ui.kit.stylesheet import SIZES
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.pane import Pane
from console.ui.session.product_list import ProductList

LOW = 2.5
"""So many times as high as the clock's largest figures the pane is, to have room for them."""


class PlainPane(Pane):
    """The time is large enough to be read from across the room, and smaller where it would be cut."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._name = label("", "title", strong=True)
        self._time = label("")
        self._time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said = label(context.say("plain-long"), "body", "soft", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._products = ProductList(context)
        self.middle = holder(column(self._name, 1, self._time, self._said, 2))
        self.side = scroll_area(holder(column(self._products, self.checks, 1, gap=16)))

    def show_state(self, state: SessionState) -> None:
        self._name.setText(state.protocol.step[state.step].label)
        self.checks.show_state(state)
        self._products.show_state(state)
        self.tick(state)

    def tick(self, state: SessionState) -> None:
        step = next(each for each in self.model.timers_of(state) if each.kind == "step")
        text = clock_text(step.elapsed_ms)
        if self._time.text() != text:
            mark(self._time, lettering="clock" if self._fits(text) else "far")
            self._time.setText(text)

    def _fits(self, text: str) -> bool:
        """Whether the clock has room in its largest figures; the same for each second of an hour."""
        largest = QFontMetrics(self.context.theme.font(SIZES["clock"]))
        wide, low = self._time.contentsRect().width(), self.middle.height() < LOW * largest.height()
        return not low and largest.horizontalAdvance(re.sub(r"\d", "0", text)) <= wide
