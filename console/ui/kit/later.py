"""Does something once the event in hand is dealt with, unless who wants it is gone by then."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, act: Callable[[], object], ms: int = 0) -> None:
    """Act after so many ms. Unlike `QTimer.singleShot`, nothing of `act` is held on to where the owner goes first."""
    timer = QTimer(owner, singleShot=True, interval=ms)
    timer.timeout.connect(act)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
