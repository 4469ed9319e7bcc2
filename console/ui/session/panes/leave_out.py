"""On the card of a zone: that it is left out and why, or the button that leaves it out."""

from PySide6.QtWidgets import QWidget

from console.core.state import SessionState
from console.ui.kit.labels import label
from console.ui.kit.layouts import column
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import ask_why_left_out


class LeaveOut(QWidget):
    """Shown for a zone that is planned or in work."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context, self._zone = context, ""
        self._told = label("", "body", "warn", strong=True, wrap=True)
        self._button = WrappedButton(context.words.say("depths", "leave-out"), self.ask)
        self.setLayout(column(self._told, self._button, gap=4))

    def show_zone(self, state: SessionState, zone: str) -> None:
        self._zone = zone
        why = state.zones_left_out.get(zone)
        self._told.setText(self._context.words.say("depths", "is-left-out", reason=why.text) if why else "")
        self._told.setVisible(why is not None)
        known = state.planned(zone) is not None or zone in state.zones
        self._button.setVisible(why is None)
        self.setVisible(known and not state.over)

    def ask(self) -> None:
        """Why; nothing where it is left out already."""
        state = self._context.model.session
        if state and self.isVisible() and self._zone not in state.zones_left_out:
            ask_why_left_out(self._context, self._zone)
