"""On the card of a zone: why it is left out, or the button that leaves it out."""

from PySide6.QtWidgets import QWidget

from console.core.state import SessionState
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, row
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import ask_why_left_out


class LeaveOut(QWidget):
    """Holds the card's title, with the button at its end or below it for a zone that is planned or in work."""

    def __init__(self, context: PaneContext, title: QWidget) -> None:
        super().__init__()
        self._context, self._zone = context, ""
        self._told = label("", "body", "warn", strong=True, wrap=True)
        say = context.words.say
        self._button = WrappedButton(say("depths", "leave-out-short"), self.ask, "tab", say("depths", "leave-out"))
        self._beside, self._below = row(title, gap=8), column(gap=0)
        self._beside.setStretch(0, 1)
        self.setLayout(column(self._beside, self._told, self._below, gap=2))
        context.theme.changed.connect(self._arrange)
        self._arrange()

    def show_zone(self, state: SessionState, zone: str) -> None:
        self._zone = zone
        why = state.zones_left_out.get(zone)
        self._told.setText(self._context.words.say("depths", "is-left-out", reason=why.text) if why else "")
        self._told.setVisible(why is not None)
        known = state.planned(zone) is not None or zone in state.zones
        self._button.setVisible(known and why is None and not state.over)

    def _arrange(self) -> None:
        """With large text the name needs all of its line."""
        (self._below if self._context.theme.large else self._beside).addWidget(self._button)

    def ask(self) -> None:
        """Why; nothing where it is left out already."""
        if self._button.isVisible():
            ask_why_left_out(self._context, self._zone)
