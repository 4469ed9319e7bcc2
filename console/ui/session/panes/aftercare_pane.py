"""Aftercare: what holds until when, counted from the real end of needling."""

from PySide6.QtWidgets import QGridLayout

from console.core.state import SessionState
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder, scroll, scroll_area
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.pane import Pane
from console.ui.session.product_list import ProductList

HOUR_MS = 3_600_000
LEAST_PX = 56


class AftercarePane(Pane):
    """The clock times that the client takes home, and the pause point."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(14)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._from = label("", "small", "soft", wrap=True)
        self._products = ProductList(context)
        title = label(context.say("aftercare-title"), "title", strong=True, wrap=True)
        self._sheet = scroll_area(holder(column(self._grid, 1)))
        self._sheet.setMinimumHeight(LEAST_PX)
        self.middle = holder(column(title, self._from, self._sheet))
        self.side = scroll_area(holder(column(self.checks, self._products, 1, gap=16)))

    def show_state(self, state: SessionState) -> None:
        self.checks.show_state(state)
        self._products.show_state(state)
        clear_layout(self._grid)
        end = state.needling_end
        self._from.setText(
            self.context.say("aftercare-from", time=self.words.day_and_time(end.utc_ms))
            if end
            else self.context.say("not-needled")
        )
        if end is None:
            return
        timed = [each for each in state.protocol.aftercare if each.hours.value is not None]
        line = 0
        for care in sorted(timed, key=lambda each: (each.hours.value or 0, each.when)):
            when = self.words.day_and_time(end.utc_ms + round((care.hours.value or 0) * HOUR_MS))
            line = self._line(line, self.context.say(f"care-{care.when}", time=when), care.text)
        for care in state.protocol.aftercare:
            if care.hours.value is None:
                line = self._line(line, self.context.say("care-always"), care.text)
        if state.protocol.call_if:
            signs = self.context.words.listed(state.protocol.call_if, "list-long")
            self._line(line, self.context.say("call-if"), signs, "stop")

    def arrow(self, dx: int, dy: int) -> None:
        scroll(self._sheet, dy)

    def _line(self, line: int, when: str, text: str, tone: str = "") -> int:
        self._grid.addWidget(label(when, "body", tone, strong=True, wrap=True), line, 0)
        self._grid.addWidget(label(text, wrap=True), line, 1)
        return line + 1
