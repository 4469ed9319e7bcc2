"""A key held down comes on X11 again and again; Qt marks that now and then, and now and then marks what is none."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

CHATTER_MS = 40
"""No finger and no foot comes back so soon after it let go."""
HELD_MS = 100
"""No system repeats a key that was not down for longer; a scanner has let go of it by then."""
PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Repeats:
    """Knows when each key last went down and came up: one that goes down at that very millisecond was held all along.

    Qt looks whether the press is there already when it reads the release, which it often is not. And it takes for a
    repeat what a scanner sends for a sign that comes twice, where no time passes between the two.
    """

    def __init__(self) -> None:
        self._down_ms: dict[int, int] = {}
        self._up_ms: dict[int, int] = {}

    def bounced(self, event: QKeyEvent) -> bool:
        """Say whether the key goes down so soon after it came up that its contact opened badly, and nobody pressed."""
        up = self._up_ms.get(_key(event))
        return up is not None and 0 <= event.timestamp() - up < CHATTER_MS

    def take(self, window: QObject, event: QKeyEvent) -> bool:
        """Bring to the window again, as what it is, what was marked wrongly; say whether the event was such."""
        key, at = _key(event), event.timestamp()
        if event.type() == QEvent.Type.KeyRelease:
            self._up_ms[key] = at
        if event.type() not in PRESSES or not at:
            return False
        touches = self._up_ms.get(key) == at
        repeat = touches and at - self._down_ms.get(key, 0) >= HELD_MS
        if not repeat and (touches or not event.isAutoRepeat()):
            self._down_ms[key] = at
        if not touches or event.isAutoRepeat() == repeat:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        for kind in PRESSES:
            marked = QKeyEvent(
                kind, event.key(), event.modifiers(), event.nativeScanCode(), event.nativeVirtualKey(),
                event.nativeModifiers(), event.text(), repeat,
            )  # fmt: skip
            marked.setTimestamp(at)
            QApplication.sendEvent(window, marked)
        return True


def _key(event: QKeyEvent) -> int:
    return event.nativeScanCode() or event.key()
