"""Aftercare: what holds until when, counted from the real end of needling."""

from console.core.state import SessionState
from console.ui.kit.flow import Columns
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder, scroll, scroll_area
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.pane import Pane
from console.ui.session.product_list import ProductList

HOUR_MS = 3_600_000


class AftercarePane(Pane):
    """The clock times that the client takes home, and the pause point."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._lines = Columns(shares=(2, 3), gap=14)
        self._from = label("", "small", "soft", wrap=True)
        self._products = ProductList(context)
        title = label(context.say("aftercare-title"), "title", strong=True, wrap=True)
        self.middle = self._scrolled = scroll_area(holder(column(title, self._from, holder(self._lines), 1)))
        self.side = scroll_area(holder(column(self.checks, self._products, 1, gap=16)))

    def show_state(self, state: SessionState) -> None:
        self.checks.show_state(state)
        self._products.show_state(state)
        clear_layout(self._lines)
        end = state.needling_end
        self._from.setText(
            self.context.say("aftercare-from", time=self.words.day_and_time(end.utc_ms))
            if end
            else self.context.say("not-needled")
        )
        if end is None:
            return
        timed = [each for each in state.protocol.aftercare if each.hours.value is not None]
        for care in sorted(timed, key=lambda each: (each.hours.value or 0, each.when)):
            when = self.words.day_and_time(end.utc_ms + round((care.hours.value or 0) * HOUR_MS))
            self._add(self.context.say(f"care-{care.when}", time=when), care.text)
        for care in state.protocol.aftercare:
            if care.hours.value is None:
                self._add(self.context.say("care-always"), care.text)
        if state.protocol.call_if:
            signs = self.context.words.listed(state.protocol.call_texts, "list-long")
            self._add(self.context.say("call-if"), signs, "stop")
        if state.emergency_number:
            self._add(self.context.say("emergency"), state.emergency_number, "stop")

    def arrow(self, dx: int, dy: int) -> None:
        scroll(self._scrolled, dy)

    def _add(self, when: str, text: str, tone: str = "") -> None:
        self._lines.addWidget(label(when, "body", tone, strong=True, wrap=True))
        self._lines.addWidget(label(text, wrap=True))
