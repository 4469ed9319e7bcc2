"""What a test with Qt leaves behind: windows, running timers, and objects that nobody would ever let go of."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeGuard

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getAllValidWrappers


@contextmanager
def look(app: QApplication) -> Iterator[None]:
    """Put back what a theme sets for the whole application: its font and its colours."""
    font, palette = app.font(), app.palette()
    yield
    if app.font() != font:
        app.setFont(font)
    if app.palette() != palette:
        app.setPalette(palette)


def discard(*things: QObject) -> None:
    """Delete them now, with all that belongs to them."""
    for thing in things:
        thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows_shown() -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [f"window {window!r}" for window in QApplication.topLevelWidgets() if window.isVisible()]


def timers_running() -> list[str]:
    timers = [thing for thing in getAllValidWrappers() if isinstance(thing, QTimer)]
    return [f"timer {timer!r} of {timer.parent()!r}" for timer in timers if timer.isActive()]


def collect() -> None:
    """Let go of what nobody holds."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def kept() -> Counter[str]:
    """How many of each class would stay: windows, children of the application, and other objects of nobody."""
    app = QApplication.instance()
    if app is None:
        return Counter()
    found = Counter(f"window {_name(each)}" for each in QApplication.topLevelWidgets())
    found.update(f"child of the application {_name(each)}" for each in app.children() if _is_ours(each))
    free = (each for each in getAllValidWrappers() if _is_ours(each) and each.parent() is None)
    found.update(f"object {_name(each)}" for each in free)
    return found


def _name(thing: object) -> str:
    return type(thing).__qualname__


def _is_ours(thing: object) -> TypeGuard[QObject]:
    """Widgets, timers and objects of a class in Python; the rest are Qt's own single ones."""
    kind: type = type(thing)
    return _ours(kind)


@cache
def _ours(kind: type) -> bool:
    return issubclass(kind, QWidget | QTimer) or (
        issubclass(kind, QObject) and not kind.__module__.startswith("PySide6")
    )
