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

ROOM_PX, MOST = 212, 1.2
"""For the entry's name, whatever it is, so that the buttons beside it stay where they are; and the text size up to
which there is room for it beside the primary action."""
EXTRA = 4
SHORT = "Undo   Z ab"
"""As wide is the entry's name where there is little room."""


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

    def show_state(self, state: SessionState, instead: str = "") -> None:
        """Name what would go now; `instead` where another thing than the latest entry would."""
        look = self._roomy, self._context.theme.large, self._context.theme.scale, instead
        if self._state is state and self._look == look:
            return
        self._state, self._look = state, look
        undo, (what, zone) = self._context.say("undo"), (instead, "") if instead else self._entry(state)
        entry = self._context.say("undo-zone", what=what, zone=zone) if zone else what
        whole = self._context.say("undo-of", what=entry) if entry else undo
        self.setAccessibleName(whole)
        self.setToolTip(hint(whole))
        lines, room = [f"{undo}   Z"], ROOM_PX
        if self._roomy and entry:
            lines = self._named(undo, what, zone)
        elif entry:
            lines, room = [*lines, what], self._wide(SHORT)
        cut = [self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
        self.setText("\n".join(cut).replace("&", "&&"))

    def _named(self, undo: str, what: str, zone: str) -> list[str]:
        """Return the two lines that name the entry: the zone in the second, or so much of a long one as the first
        leaves.
        """
        entry = self._context.say("undo-zone", what=what, zone=zone) if zone else what
        if self._wide(entry) <= ROOM_PX:
            return [f"{undo}   Z", entry]
        if zone:
            return [f"{self._context.say('undo-of', what=what)}   Z", zone]
        words = self._context.say("undo-of", what=what).split(" ")
        ways = [[f"{' '.join(words[:at])}   Z", " ".join(words[at:])] for at in range(1, len(words))]
        return min(ways, key=lambda lines: max(map(self._wide, lines)), default=[undo, what])

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        room = ROOM_PX if self._roomy else self._wide(SHORT) + EXTRA
        return QSize(hint.width() - self._wide(self.text()) + room, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _wide(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()

    @property
    def _roomy(self) -> bool:
        return not self._context.theme.large and self._context.theme.scale <= MOST

    def _entry(self, state: SessionState) -> tuple[str, str]:
        """Return what would go, and the zone that it is of; "" where there is none."""
        past = latest_entry(state)
        if past is None or rules_of(past.body).undo != "yes":
            return "", ""
        words, zone = self._context.words, getattr(past.body, "zone", "")
        what = words.say("event", event_kind(past.body))
        return what, words.short_zone(state.protocol, zone) if isinstance(zone, str) and zone else ""
