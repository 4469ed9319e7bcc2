"""Every action that has a key, and which keys it has until another is taught."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtGui import QKeySequence

from console.core.clock import Clock
from console.core.text.words import Words

BOUNCE_MS = 120
"""The same press again within these ms is its bounce and does nothing."""

DOUBLE_MS = 300
"""A press this soon after the one before it is its double, and not meant for what that one brought up: neither a sheet
nor the page below it has it, and no step is finished by it, nor so soon after the page changed."""

MOUSE = "Mouse"
"""Begins the name of a clicker's button."""

Group = Literal["session", "around", "common"]
"""session: the run screen's, and what any key can be taught to do; around: those of the pages around it; common: keys
that do what they do everywhere, which nobody needs to be told."""


class Key(Struct, frozen=True):
    """`keys` as Qt names them, the one to show first."""

    keys: tuple[str, ...]
    group: Group = "session"
    repeat: bool = False
    """Acts again and again while it is held down."""
    over_sheet: bool = False
    """Acts even while a sheet lies over the page."""


KEYS: dict[str, Key] = {
    "primary": Key(("Space", "Return", "Enter", "PgDown")),
    "undo": Key(("Z",)),
    "pause": Key(("P",)),
    "reaction": Key(("R",)),
    "danger": Key(("F8",), over_sheet=True),
    "more": Key(("M",)),
    "note": Key(("N",)),
    "take": Key(("T",)),
    "mark": Key(("K",)),
    "leave-zone": Key(("O",)),
    "late-pass": Key(("E",)),
    "device": Key(("D",)),
    "plan": Key(("V",)),
    "press": Key(("X", "Ctrl+Return")),
    "deeper": Key(("+", "=")),
    "less-deep": Key(("-",)),
    "left": Key(("Left",), repeat=True),
    "right": Key(("Right",), repeat=True),
    "up": Key(("Up",), repeat=True),
    "down": Key(("Down",), repeat=True),
    "acknowledge": Key(("A",)),
    "mute": Key(("B",), over_sheet=True),
    "home": Key(("Esc",)),
    "close": Key(("Q",)),
    "keys": Key(("?", "F1")),
    "lock": Key(("L", "F12"), over_sheet=True),
    "full-screen": Key(("F11",), over_sheet=True),
    **{f"digit-{number}": Key((str(number),)) for number in range(1, 10)},
    "new-session": Key(("N",), "around"),
    "clients": Key(("C",), "around"),
    "stock": Key(("T",), "around"),
    "settings": Key(("S",), "around"),
    "about": Key(("A",), "around"),
    "new-client": Key(("Ctrl+N",), "around"),
    "edit-client": Key(("Ctrl+E",), "around"),
    "save-client": Key(("Ctrl+Return", "Ctrl+Enter"), "around"),
    "save-pdf": Key(("Ctrl+S",), "around"),
    "print": Key(("Ctrl+P",), "around"),
    "back": Key(("Esc",), "around"),
    "enter": Key(("Return", "Enter"), "common"),
    "choose": Key(("Space", "PgDown"), "common"),
    "pedal": Key(("PgDown",), "common"),
    "page-down": Key(("PgDown",), "common", repeat=True),
    "page-up": Key(("PgUp",), "common", repeat=True),
    "line-down": Key(("Down",), "common", repeat=True),
    "line-up": Key(("Up",), "common", repeat=True),
    "to-top": Key(("Home",), "common"),
    "to-end": Key(("End",), "common"),
    "digit-0": Key(("0",), "common"),
    "erase": Key(("Backspace",), "common"),
}


def keys_of(group: Group) -> dict[str, tuple[str, ...]]:
    """Return the group's actions, each with its keys, in the order of the table."""
    return {name: key.keys for name, key in KEYS.items() if key.group == group}


def cap(words: Words, key: str) -> str:
    """Return what stands on a keyboard: Ctrl+Enter."""
    parts = []
    for part in key.split("+") if len(key) > 1 else [key]:
        code = f"cap-{part}"
        known = words.has("keys", code)
        if part.startswith(MOUSE):
            parts.append(words.say("keys", "cap-mouse", number=part.removeprefix(MOUSE)))
            continue
        native = QKeySequence.SequenceFormat.NativeText
        parts.append(words.say("keys", code) if known else QKeySequence(part).toString(native) or part)
    return "+".join(parts)


def debounce(clock: Clock, act: Callable[[], object]) -> Callable[[], None]:
    """Return `act` made deaf to a press right after one: a worn pedal, a key that is held, a touch in a glove."""
    last = -BOUNCE_MS

    def once() -> None:
        nonlocal last
        now = clock.now().boot_ms
        bounced, last = 0 <= now - last < BOUNCE_MS, now
        if not bounced:
            act()

    return once
