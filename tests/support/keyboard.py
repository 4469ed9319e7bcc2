"""A keyboard and a scanner whose keys carry the time at which they were pressed, as real ones do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from console.core.clock import ScriptClock
from console.ui.input.key_queue import KeyQueue
from console.ui.shell.window import Window

NAMED = {
    "\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space, "\x1d": Qt.Key.Key_BracketRight,
}  # fmt: skip
DOWN = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
PRESS = (*DOWN, QEvent.Type.KeyRelease)
Key = Qt.Key | str | tuple[Qt.Key, Qt.KeyboardModifier, str]
"""One of Qt's, what a key types, or both with the modifiers."""
SHIFTED = '!"#$%&()*+:<>?@^_{|}~'


class Keyboard:
    """`at` is the events' own time in ms; it goes on only as it is told, and the clock with it."""

    def __init__(self, window: Window, clock: ScriptClock, settle: Callable[[], object]) -> None:
        self.window, self.at = window, 10_000
        self._clock, self._settle = clock, settle

    def person(self, *keys: Qt.Key | str, after: int = 400) -> None:
        """One key after the other, each long enough after the one before that it has acted."""
        for key in keys:
            self.wait(after)
            self.press(key)
            self.quiet()

    def scanner(self, text: str, every: int = 4, end: str = "\r") -> None:
        """A burst; an end of "" sends none, and then nothing comes for a while."""
        self.wait(400)
        for char in text + end:
            self.wait(every)
            self.press(char)
        if end:
            self._settle()
        else:
            self.quiet()

    def burst(self, keys: Sequence[Key], every: int) -> None:
        """A scanner's keys of any kind, each so many ms after the one before."""
        self.wait(800)
        for at, key in enumerate(keys):
            self.wait(every if at else 0)
            self.press(key)
        self.quiet()

    def press(self, key: Key, again: bool = False, parts: tuple[QEvent.Type, ...] = PRESS) -> None:
        bring(self.window, *_key(key), self.at, again, parts)

    def unevenly(self, keys: Sequence[Key], gaps: Sequence[int]) -> None:
        """A scanner over a bad radio link; so much time passes behind each key as passes for the program, too."""
        self.wait(800)
        for key, gap in zip(keys, gaps, strict=True):
            self.press(key)
            let_pass(self.window.scan_routing.scanner.queue, gap)
            self.wait(gap)
            self._settle()

    def place(self, scan_code: int, text: str) -> None:
        """A person's key as an X server brings it: by its place, and with what it types on this keyboard."""
        self.wait(400)
        bring(self.window, ord(text.upper()), Qt.KeyboardModifier.NoModifier, text, self.at, scan_code=scan_code)
        self.quiet()

    def hold(self, key: Qt.Key | str, marked: bool = False, times: int = 20) -> None:
        """Down for a while; as Qt brings it on X11, where it marks a repeat only now and then."""
        self.wait(400)
        bring(self.window, *_key(key), self.at, kinds=DOWN)
        self.wait(500)
        for _ in range(times):
            self.wait(33)
            bring(self.window, *_key(key), self.at, marked, (QEvent.Type.KeyRelease, *DOWN))
        bring(self.window, *_key(key), self.at, kinds=(QEvent.Type.KeyRelease,))
        self.quiet()

    def quiet(self) -> None:
        """Long enough that what was kept acts, and what was taken ends."""
        self.window.scan_routing.scanner.settle()
        self._settle()

    def wait(self, ms: int) -> None:
        self.at += ms
        self._clock.advance(ms)


def let_pass(queue: KeyQueue, ms: int) -> None:
    """So long nothing comes."""
    while queue._timer.isActive() and (queue.waiting.waited_ms if queue._scan is None else queue._gap_ms) < ms:
        queue._timer.stop()
        queue._time_out()


def bring(
    window: QWidget, code: int, modifiers: Qt.KeyboardModifier, text: str, at: int = 0, again: bool = False,
    kinds: tuple[QEvent.Type, ...] = PRESS, scan_code: int = 0,
) -> None:  # fmt: skip
    """Press a key as the system does: its own window has it first, and brings it to what has the focus."""
    focused: QWindow | None = QGuiApplication.focusWindow()
    handle = focused or window.windowHandle()
    for kind in kinds:
        made = QKeyEvent(kind, code, modifiers, scan_code, 0, 0, text, again)
        made.setTimestamp(at)
        QApplication.sendEvent(handle, made)


def bring_untimed(window: QWidget, keys: Qt.Key | str) -> None:
    """Press one key, or the keys of a text without Shift; one that carries no time acts at once."""
    for key in keys if isinstance(keys, str) else [keys]:
        code, _, text = _key(key)
        bring(window, code, Qt.KeyboardModifier.NoModifier, text)


def _key(key: Key) -> tuple[Qt.Key, Qt.KeyboardModifier, str]:
    none, shift, control = (
        Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    )  # fmt: skip
    if isinstance(key, tuple):
        return key
    if isinstance(key, Qt.Key):
        return key, none, {Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t"}.get(key, "")
    if key in NAMED:
        return NAMED[key], control if key == "\x1d" else none, key
    combined = QKeySequence(key)[0]  # type: ignore[index]
    return combined.key(), shift if key.isupper() or key in SHIFTED else none, key


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found
