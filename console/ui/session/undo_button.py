"""The button of undo, which names the entry that it takes back."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from console.core.amendments import latest_entry
from console.core.event_rules import rules_of
from console.core.history import event_kind
from console.core.state import SessionState
from console.ui.kit.labels import enlarge, hint
from console.ui.session.pane_context import PaneContext

ROOM_PX, MOST = 180, 1.2
"""For the entry's name, whatever it is, so that the buttons beside it stay where they are, a longer one is cut; and the
text size up to which there is room for it beside the primary action."""


class UndoButton(QPushButton):
    """The entry is read aloud and shown on a hover; where there is room it stands on the button too."""

    def __init__(self, context: PaneContext, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self._state: SessionState | None = None
        self._look: object = None
        self.setProperty("kind", "plain")
        self.setAutoDefault(False)
        enlarge(self)
        self.clicked.connect(lambda: pressed())

    def show_state(self, state: SessionState) -> None:
        """Name what would go now."""
        look = self._roomy, self._context.theme.large, self._context.theme.scale
        if self._state is state and self._look == look:
            return
        self._state, self._look = state, look
        undo, what = self._context.say("undo"), self._entry(state)
        whole = self._context.say("undo-of", what=what) if what else undo
        self.setAccessibleName(whole)
        self.setToolTip(hint(whole))
        first = undo if self._context.theme.large else f"{undo}   Z"
        cut = self.fontMetrics().elidedText(what, Qt.TextElideMode.ElideRight, ROOM_PX)
        self.setText(f"{first}\n{cut}".replace("&", "&&") if what and self._roomy else first)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._roomy:
            return hint
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(hint.width() - text + ROOM_PX, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _roomy(self) -> bool:
        return not self._context.theme.large and self._context.theme.scale <= MOST

    def _entry(self, state: SessionState) -> str:
        past = latest_entry(state)
        if past is None or rules_of(past.body).undo != "yes":
            return ""
        words, zone = self._context.words, getattr(past.body, "zone", "")
        what = words.say("event", event_kind(past.body))
        if not isinstance(zone, str) or not zone:
            return what
        return self._context.say("undo-zone", what=what, zone=words.short_zone(state.protocol, zone))
