"""Sign-off: the record read over, and a reason for each deviation that has none yet."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.attribution import UNNAMED_SUFFIX
from console.core.course import unexplained_deviations
from console.core.next_action import ActionCode
from console.core.state import SessionState
from console.core.state_parts import Deviation
from console.core.text.review import ScreenText, review
from console.core.text.setup_words import bare_devices
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import clear_layout, column, holder, scroll, scroll_area
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.attribution_prompt import ask_who
from console.ui.session.panes.deviation_prompt import ask_for_reason
from console.ui.session.panes.lot_prompt import ask_lot, made_with
from console.ui.session.panes.pane import Pane
from console.ui.session.product_list import ProductList

OTHERWISE = frozenset({"deviations", "dangers", "reactions"})
"""Sections of what nobody signs unseen."""


class SignOffPane(Pane):
    """A press signs nothing that deviates and was not in sight yet: it reads on.

    After sign-off the same page shows the finished record and the way to the summary."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__(context)
        self._title = label("", "title", strong=True, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(8)
        self._products = ProductList(context)
        self.middle = self._record = scroll_area(holder(column(self._title, self._lines, 1)))
        self._last: QWidget | None = None
        self._told, self._seen_px = list[str](), 0
        self._record.verticalScrollBar().valueChanged.connect(lambda _: self._see())
        self.side = scroll_area(holder(column(self._reasons, self.checks, self._products, 1, gap=16)))

    def show_state(self, state: SessionState) -> None:
        self._title.setText(self.context.say("signed-title") if state.signed else self.context.say("review-title"))
        self.checks.show_state(state)
        self.checks.setVisible(not state.signed and self.checks.any)
        self._products.show_state(state)
        self._products.setVisible(not state.signed or bool(state.products))
        clear_layout(self._lines)
        text = ScreenText(state, self.words, self.model.operator)
        self._last, sections = None, review(text, made_with(self.context, state))
        told = [state.id, *(line for each in sections if each.code in OTHERWISE for line in each.lines)]
        if told != self._told:
            self._told, self._seen_px = told, 0
        for section in sections:
            self._lines.addWidget(label(self.words.say("summary", section.code), "large", strong=True, wrap=True))
            for line in section.lines:
                self._lines.addWidget(made := label(line, wrap=True))
                self._last = made if section.code in OTHERWISE else self._last
        clear_layout(self._reasons)
        for each in unexplained_deviations(state):
            self._reasons.addWidget(label(self._deviation(state, each), "body", "warn", wrap=True))
            give = button(self.context.say("give-reason"), partial(self._ask, each), "danger", large=True)
            self._reasons.addWidget(give)

    def arrow(self, dx: int, dy: int) -> None:
        scroll(self._record, dy)

    def offer(self, code: ActionCode) -> str:
        state = self.model.session
        if self._unseen(code):
            return self.context.say("read-on")
        if code != "sign-without-lot" or state is None:
            return super().offer(code)
        return self.words.say("action", code, devices=bare_devices(self.words, state))

    def help_with(self, code: ActionCode) -> bool:
        state = self.model.session
        if self._unseen(code):
            scroll(self._record, 3)
            return True
        if code == "sign-without-lot" and state:
            ask_lot(self.context, state)
            return True
        if code == "give-reasons" and state and unexplained_deviations(state):
            self._ask(unexplained_deviations(state)[0])
            return True
        return super().help_with(code)

    def _see(self) -> None:
        area = self._record
        self._seen_px = max(self._seen_px, area.verticalScrollBar().value() + area.viewport().height())

    def _unseen(self, code: ActionCode) -> bool:
        """Whether something that deviates was not in sight yet where a press would sign."""
        if code not in ("sign-off", "sign-without-lot") or self._last is None or not self._record.isVisible():
            return False
        self._see()
        return self._last.geometry().bottom() > self._seen_px

    def _ask(self, deviation: Deviation) -> None:
        state = self.model.session
        if state and deviation.id.endswith(UNNAMED_SUFFIX):
            ask_who(self.context, deviation, partial(ask_for_reason, self.context))
        elif state:
            ask_for_reason(self.context, deviation)

    def _deviation(self, state: SessionState, each: Deviation) -> str:
        return self.words.deviation(each, state.protocol)
