"""A step that is only done, such as cleansing: its clock, and what was used."""

from PySide6.QtCore import Qt

from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder, scroll_area
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.pane import Pane
from console.ui.session.product_list import ProductList


class PlainPane(Pane):
    """The time is large enough to be read from across the room."""

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
        self._time.setProperty("lettering", "clock")

    def show_state(self, state: SessionState) -> None:
        self._name.setText(state.protocol.step[state.step].label)
        self.checks.show_state(state)
        self._products.show_state(state)
        self.tick(state)

    def tick(self, state: SessionState) -> None:
        step = next(each for each in self.model.timers_of(state) if each.kind == "step")
        text = clock_text(step.elapsed_ms)
        if self._time.text() != text:
            self._time.setText(text)
