"""A scanner that types like a keyboard: its text is taken whole and never acts as keys. See ADR 13."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit

from console.exchange.udi import MOST
from console.ui.input.bounces import ARROWS, Bounces
from console.ui.input.burst import Burst, text_field
from console.ui.input.key_events import CLICKER, MODIFIERS, KeyPress, has_keys, press_for, press_of, replay
from console.ui.input.keymap import read_keymap
from console.ui.input.keys import KEYS
from console.ui.input.layout import Layout
from console.ui.input.repeats import Repeats

BURST_MS = 50
"""Two different signs within this are a scanner's, or a hand's that slipped."""
HOLD_MS = 70
"""A sign waits this long before it acts, to see whether another follows."""
GAP_MS = 150
"""A scan ends after this long without a key."""
LATE_END_MS = 400
"""An Enter or Tab within this of a scan that had no end is its end."""
SHORTEST = 4
"""Signs: fewer are no code."""
PREFIXES = "]("
"""Signs that a code begins with; neither has a meaning as a key."""
TOUCHES = frozenset(
    {
        QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    }
)  # fmt: skip
"""Events that say that somebody is there. A key that is a shortcut comes as the first of these alone."""
ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
EDITS = ARROWS | {Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End}
"""Keys that change what stands in a field, or where the next sign goes: they come after what was typed before."""


class Scanner(QObject):
    """Watches every key of the window by the time that the key itself carries; one that carries none acts at once.

    scanned  a scan's text without its end, at most one sign longer than a code may be
    slipped  a few different keys came at once and did nothing
    """

    scanned = Signal(str)
    slipped = Signal()

    def __init__(self, window: QMainWindow, is_code: Callable[[str], bool]) -> None:
        """`is_code` says of what was typed fast into a field whether it is a code or text."""
        super().__init__(window)
        self._window, self._is_code = window, is_code
        self.layout = Layout(QGuiApplication.platformName(), read_keymap, self)
        self.aliases: dict[str, str] = {}
        """Names of keys, each with the action that it stands for in a session."""
        self.in_session: Callable[[], bool] = lambda: True
        """Whether the run screen is shown: only there keys have aliases and bounces do nothing."""
        self.surface: Callable[[], object] = lambda: None
        """Tells apart what may have the keys: each question on a sheet, and the page where none is asked."""
        self._on_touch: Callable[[QEvent], bool] = lambda _: False
        self._on_key: Callable[[str], object] | None = None
        self._waiting: list[KeyPress] = []
        self._text: str | None = None
        """The scan so far; None while nothing is scanned."""
        self._burst: Burst | None = None
        self._last_ms = 0
        self._no_end_ms = -LATE_END_MS
        self._bounces, self._repeats = Bounces(lambda: self.surface()), Repeats()
        self._kept: tuple[int, str] | None = None
        """Code and text of the press that Qt brings after the shortcut that was kept."""
        self._pressed_at = 0
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch_windows)
        app.focusWindowChanged.connect(self.layout.refresh)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: QTimer.singleShot(0, self, self._time_out))

    def watch(self, on_touch: Callable[[QEvent], bool] | None = None) -> None:
        """Call `on_touch` at each touch from now on; where it returns True, the touch reaches nobody."""
        if on_touch is not None:
            self._on_touch = on_touch
        self._watch_windows()

    def tick(self) -> None:
        """Watch the menus and lists that have opened since: no signal tells of them."""
        self._watch_windows()

    def _watch_windows(self) -> None:
        """Filter what the system sends to our windows: all input comes there first, and little else does."""
        for each in QGuiApplication.topLevelWindows():
            each.installEventFilter(self)

    def capture(self, then: Callable[[str], object] | None) -> None:
        """Hand the name of the next key to `then` in place of its doing anything; None: no longer."""
        self._on_key = then

    def take_time(self) -> int:
        """Give the time that the press which acts now carries itself, in ms, once; 0 where it has none."""
        at, self._pressed_at = self._pressed_at, 0
        return at

    def settle(self) -> None:
        """Let a key that waits act and a scan end: time has passed in which nothing came."""
        self._timer.stop()
        if self._text is not None:
            self._no_end_ms = self._last_ms
            self._end_scan()
        elif self._waiting:
            self._release()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._repeats.take(watched, event):
            return True
        if not isinstance(event, QInputEvent) or event.type() not in TOUCHES:
            return False
        if event.type() != QEvent.Type.MouseMove:
            self._pressed_at = event.timestamp()
        if self._on_touch(event):
            return True
        if watched is not self._window.windowHandle() or QApplication.activePopupWidget() is not None:
            return False
        if isinstance(event, QMouseEvent):
            return event.type() == QEvent.Type.MouseButtonPress and self._keep_click(event)
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._kept == (event.key(), event.text())
        press = press_of(event, self.layout)
        self._kept = None
        if press.key in MODIFIERS or not self._keep(press, event.isAutoRepeat()):
            return False
        self._kept = (press.key, press.text)
        event.accept()
        return True

    def _keep(self, press: KeyPress, repeat: bool) -> bool:
        """Say whether the key is kept from the window."""
        if self._on_key is not None:
            self._report(press.name)
            return True
        field = text_field(QApplication.focusWidget())
        if not press.at:
            return field is None and not repeat and self._stands_for_another(press) and self._act(press)
        if repeat:
            stands = field is None and self._stands_for_another(press)
            return stands or self._text is not None or bool(self._waiting)
        if self._text is not None and press.at - self._last_ms > GAP_MS:
            self.settle()
        if self._text is not None:
            return self._scan_on(self._text, press)
        if press.key in ENDS and 0 <= press.at - self._no_end_ms <= LATE_END_MS:
            return True
        return self._wait(press) if field is None or self._waiting else self._type(field, press)

    def _scan_on(self, text: str, press: KeyPress) -> bool:
        fast = press.at - self._last_ms <= BURST_MS
        if press.key in ENDS or press.text in ("\r", "\n"):
            self._end_scan()
            return True
        if self._burst is not None and press.key in EDITS:
            self._end_scan()
            return False
        if not press.text or (press.is_space and not fast and self._burst is None):
            return fast
        self._last_ms = press.at
        self._text = (text + press.text)[: MOST + 1]
        self._timer.start(GAP_MS)
        return True

    def _wait(self, press: KeyPress) -> bool:
        """Let a sign wait for what follows it; all other keys act at once, after what waited."""
        self._burst = None
        fast = bool(self._waiting) and 0 <= press.at - self._waiting[-1].at <= BURST_MS
        if self._waiting and not (fast and press.waits):
            self._release()
        if not press.waits:
            bounce = self._is_bounce(press)
            return bounce or ((press.is_command or self._has_alias(press)) and self._act(press))
        self._waiting.append(press)
        self._last_ms = press.at
        if (press.text in PREFIXES and not press.sign) or len({each.key for each in self._waiting}) > 1:
            self._text = "".join(each.text for each in self._waiting)
            self._waiting = []
        self._timer.start(GAP_MS if self._text is not None else HOLD_MS)
        return True

    def _type(self, field: QLineEdit | QPlainTextEdit, press: KeyPress) -> bool:
        """Leave text to the field until it comes faster than anybody types: then take all of it out again."""
        if not press.printable and not (press.is_space and self._burst is not None):
            self._burst = None
            return press.is_command and self._act(press)
        if self._burst is None or not self._burst.extend(field, press):
            self._burst = Burst(field, press)
        if not self._burst.is_scan:
            return False
        self._burst.undo()
        self._text, self._last_ms = self._burst.text, press.at
        self._timer.start(GAP_MS)
        return True

    def _time_out(self) -> None:
        """Settle once more around: keys that waited behind a busy moment belong to what is kept."""
        if not self._timer.isActive():
            self.settle()

    def _end_scan(self) -> None:
        text, burst = self._text or "", self._burst
        self._text = self._burst = None
        self._timer.stop()
        if burst is not None and len(text) <= MOST and not self._is_code(text):
            burst.insert(text)
        elif len(text) < SHORTEST:
            self.slipped.emit()
        else:
            self.scanned.emit(text)

    def _release(self) -> None:
        """Let the key that waits act: once if it came more often, not at all if a dialog came over it meanwhile."""
        first, self._waiting = self._waiting[0], []
        self._timer.stop()
        if has_keys(self._window) and not self._is_bounce(first):
            self._act(first)

    def _is_bounce(self, press: KeyPress) -> bool:
        return self._bounces.take(press) and self.in_session()

    def _has_alias(self, press: KeyPress) -> bool:
        return press.name in self.aliases and self.in_session()

    def _stands_for_another(self, press: KeyPress) -> bool:
        return self._has_alias(press) or bool(press.sign)

    def _act(self, press: KeyPress) -> bool:
        """Act as the key itself, or as the one that it stands for."""
        self._replay(self.aliases.get(press.name, "") if self.in_session() else "", press)
        return True

    def _replay(self, action: str, press: KeyPress) -> None:
        self._pressed_at = press.at
        replay(self._window, press_for(KEYS[action].keys[0]) if action else press.as_key)

    def _report(self, name: str) -> None:
        then, self._on_key = self._on_key, None
        if then is not None:
            then(name)

    def _keep_click(self, event: QMouseEvent) -> bool:
        """Say whether a clicker's button is kept from the window: it is captured, or stands for an action."""
        name = CLICKER.get(event.button(), "")
        if name and self._on_key is not None:
            self._report(name)
            return True
        if name not in self.aliases or not self.in_session():
            return False
        press = KeyPress(Qt.Key.Key_unknown.value, at=event.timestamp())
        if not (press.at and self._is_bounce(press)):
            self._replay(self.aliases[name], press)
        return True
