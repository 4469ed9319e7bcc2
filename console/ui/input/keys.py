"""Every action that has a key, and which keys it has until another is taught."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.core.clock import Clock
from console.core.text.words import Words

BOUNCE_MS = 120
"""The same press again within this is its bounce and does nothing."""

MOUSE = "Mouse"
"""Begins the name of a clicker's button."""

KEYS: dict[str, tuple[str, ...]] = {
    "primary": ("Space", "Return", "Enter", "PgDown"),
    "undo": ("Z",),
    "pause": ("P",),
    "reaction": ("R",),
    "danger": ("F8",),
    "more": ("M",),
    "note": ("N",),
    "take": ("T",),
    "device": ("D",),
    "plan": ("V",),
    "press": ("X", "Ctrl+Return"),
    "deeper": ("+", "="),
    "less-deep": ("-",),
    "left": ("Left",),
    "right": ("Right",),
    "up": ("Up",),
    "down": ("Down",),
    "acknowledge": ("A",),
    "mute": ("B",),
    "home": ("Esc",),
    "close": ("Q",),
    "keys": ("?", "F1"),
    "lock": ("L",),
    "full-screen": ("F11",),
} | {f"digit-{number}": (str(number),) for number in range(1, 10)}

KEYS_AROUND: dict[str, tuple[str, ...]] = {
    "new-session": ("N",),
    "clients": ("C",),
    "stock": ("T",),
    "settings": ("S",),
    "about": ("A",),
    "new-client": ("Ctrl+N",),
    "edit-client": ("Ctrl+E",),
    "save-client": ("Ctrl+Return", "Ctrl+Enter"),
    "save-pdf": ("Ctrl+S",),
    "print": ("Ctrl+P",),
    "back": ("Esc",),
}
"""Those of Home, the clients and the summaries."""


def cap(words: Words, key: str) -> str:
    """As it stands on a keyboard: Ctrl+Enter."""
    parts = []
    for part in key.split("+") if len(key) > 1 else [key]:
        code = f"cap-{part}"
        known = words.has("start", code)
        if part.startswith(MOUSE):
            parts.append(words.say("start", "cap-mouse", number=part.removeprefix(MOUSE)))
            continue
        native = QKeySequence.SequenceFormat.NativeText
        parts.append(words.say("start", code) if known else QKeySequence(part).toString(native) or part)
    return "+".join(parts)


def bind(page: QWidget, actions: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Shortcuts that work while the page is shown; a key held down counts once."""
    made = []
    for name, act in actions.items():
        for key in KEYS[name]:
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(name in ("left", "right", "up", "down"))
            shortcut.activated.connect(act)
            made.append(shortcut)
    return made


def steadied(clock: Clock, act: Callable[[], object]) -> Callable[[], None]:
    """Takes what comes right after a press for its bounce: a worn pedal, a key that is held, a touch in a glove."""
    last = -BOUNCE_MS

    def once() -> None:
        nonlocal last
        now = clock.now().boot_ms
        bounced, last = 0 <= now - last < BOUNCE_MS, now
        if not bounced:
            act()

    return once
