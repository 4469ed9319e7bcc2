"""A key held down comes on X11 again and again, and Qt does not always mark that. Here it is, for every place."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

CHATTER_MS = 40
"""No finger and no foot comes back so soon after it let go."""
PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Repeats:
    """Knows when each key last came up: one that goes down at that very millisecond never did.

    Qt looks whether the press is there already when it reads the release, which it often is not.
    """

    def __init__(self) -> None:
        self._up_ms: dict[int, int] = {}

    def bounced(self, event: QKeyEvent) -> bool:
        """Say whether the key goes down so soon after it came up that its contact opened badly, and nobody pressed."""
        up = self._up_ms.get(event.nativeScanCode() or event.key())
        return up is not None and 0 < event.timestamp() - up < CHATTER_MS

    def take(self, window: QObject, event: QKeyEvent) -> bool:
        """Bring a repeat that was not marked to the window again as one; say whether the event was such."""
        key, at = event.nativeScanCode() or event.key(), event.timestamp()
        if event.type() == QEvent.Type.KeyRelease:
            self._up_ms[key] = at
        if event.type() not in PRESSES or event.isAutoRepeat() or not at or self._up_ms.get(key) != at:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        for kind in PRESSES:
            marked = QKeyEvent(
                kind, event.key(), event.modifiers(), event.nativeScanCode(), event.nativeVirtualKey(),
                event.nativeModifiers(), event.text(), True,
            )  # fmt: skip
            marked.setTimestamp(at)
            QApplication.sendEvent(window, marked)
        return True
