"""On the card of a zone: why it is left out, or the button that leaves it out."""

from PySide6.QtWidgets import QWidget

from console.core.state import SessionState
from console.ui.kit.labels import label
from console.ui.kit.layouts import column
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import ask_why_left_out


class LeaveOut(QWidget):
    """Says below the card's title why the zone is left out; `button` leaves out one that is planned or in work."""

    def __init__(self, context: PaneContext, title: QWidget) -> None:
        super().__init__()
        self._context, self._zone = context, ""
        self._told = label("", "body", "warn", strong=True, wrap=True)
        say = context.words.say
        self.button = WrappedButton(say("depths", "leave-out-short"), self.ask, "tab", say("depths", "leave-out"))
        self.setLayout(column(title, self._told, gap=2))

    def show_zone(self, state: SessionState, zone: str) -> None:
        self._zone = zone
        why = state.zones_left_out.get(zone)
        self._told.setText(self._context.words.say("depths", "is-left-out", reason=why.text) if why else "")
        self._told.setVisible(why is not None)
        known = state.planned(zone) is not None or zone in state.zones
        self.button.setVisible(known and why is None and not state.over)

    def ask(self) -> None:
        """Why; nothing where it is left out already."""
        if self.button.isVisible():
            ask_why_left_out(self._context, self._zone)
