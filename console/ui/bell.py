"""A plain beep for the alarms of every couch: when one is raised, and again while nobody has seen it."""

from PySide6.QtCore import QObject, Signal

from console.ui.model import Model

AGAIN_MS = {"high": 10_000, "medium": 25_000}
"""How often an alarm of this level is heard again (screens: alarm levels). A low one is heard once."""


class Bell(QObject):
    """Asked at every tick; the most urgent alarm of all open sessions says when to ring."""

    rung = Signal()

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._model = model
        self._known: set[tuple[str, str]] = set()
        self._last_ms = 0

    def tick(self) -> None:
        raised = [(state.id, alarm) for state in self._model.open_sessions for alarm in self._model.alarms_of(state)]
        now_ms = self._model.parts.clock.now().boot_ms
        known = {(session, alarm.id) for session, alarm in raised}
        again_ms = min((AGAIN_MS[alarm.level] for _, alarm in raised if alarm.level in AGAIN_MS), default=None)
        due = again_ms is not None and now_ms - self._last_ms >= again_ms
        if known - self._known or due:
            self._last_ms = now_ms
            self.rung.emit()
        self._known = known
