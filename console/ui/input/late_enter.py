"""The Enter behind a PIN that was whole without it: nothing that comes into sight meanwhile is meant by it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

LATE_MS = 1_500
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LateEnter(QObject):
    """Takes one Enter, once it is expected, unless another key comes before it. `now_ms` reads the boot clock."""

    def __init__(self, field: QWidget, now_ms: Callable[[], int]) -> None:
        super().__init__(field)
        self._field, self._now_ms, self._until_ms = field, now_ms, 0

    def expect(self) -> None:
        """Wait for it from now on, in the system's own window: keys come there first, and little else does."""
        self._until_ms = self._now_ms() + LATE_MS
        window = self._field.window().windowHandle()
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(event, QKeyEvent):
            return False
        late = event.key() in ENTER and self._now_ms() < self._until_ms
        if late and kind == QEvent.Type.ShortcutOverride:
            event.accept()
        if not late or kind == QEvent.Type.KeyPress:
            watched.removeEventFilter(self)
        return late
