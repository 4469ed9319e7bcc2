"""A scanner that types like a keyboard: its text is taken whole and never acts as keys. See ADR 13."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from console.ui.input.burst import text_field
from console.ui.input.key_acts import KeyActs, clicker_button
from console.ui.input.key_events import MODIFIERS, KeyPress, press_of, window_with_keys
from console.ui.input.key_queue import KeyQueue
from console.ui.input.keymap import read_keymap
from console.ui.input.layout import Layout
from console.ui.input.repeats import Repeats
from console.ui.input.scan_lesson import ScanLesson
from console.ui.input.taught_scanner import TaughtScanner

TOUCHES = frozenset(
    {
        QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    }
)  # fmt: skip
"""Events that say that somebody is there. A key that is a shortcut comes as the first of these alone."""
WATCHED = "stipple-watched"
"""Marks a window that has the filter: one that is set once more would come before those of others."""


class Scanner(QObject):
    """Watches every key of the window by the time that the key itself carries; one that carries none acts at once.

    scanned  a scan's text without its end, at most one sign longer than a code may be
    """

    scanned = Signal(str)

    def __init__(self, window: QMainWindow, is_code: Callable[[str], bool]) -> None:
        """`is_code` says of what was typed fast into a field whether it is a code or text."""
        super().__init__(window)
        self._window = window
        self.layout = Layout(QGuiApplication.platformName(), read_keymap, self)
        self.aliases: dict[str, str] = {}
        """Names of keys, each with the action that it stands for in a session."""
        self.in_session: Callable[[], bool] = lambda: True
        """Whether the run screen is shown: only there keys have aliases and bounces do nothing."""
        self.surface: Callable[[], object] = lambda: None
        """Tells apart what may have the keys: each question on a sheet, and the page where none is asked."""
        self._acts = KeyActs(window, lambda: self.aliases, lambda: self.in_session(), lambda: self.surface())
        self.queue = KeyQueue(self, is_code, self._acts.act)
        self.queue.scanned.connect(self.scanned)
        self._on_touch: Callable[[QEvent], bool] = lambda _: False
        self._on_key: Callable[[str], object] | None = None
        self._repeats = Repeats()
        self._lesson: ScanLesson | None = None
        self._alts = self._last_key = 0
        self._kept: tuple[int, str] | None = None
        """Code and text of the press that Qt brings after the shortcut that was kept."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch_windows)
        app.focusWindowChanged.connect(self.layout.refresh)

    def use(self, aliases: dict[str, str], taught: TaughtScanner) -> None:
        """Go by what was taught of keys and of the scanner."""
        self.aliases, self.queue.taught = aliases, taught

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
            if not each.property(WATCHED):
                each.setProperty(WATCHED, True)
                each.installEventFilter(self)

    def capture(self, then: Callable[[str], object] | None) -> None:
        """Hand the name of the next key to `then` in place of its doing anything; None: no longer."""
        self._on_key = then

    def listen(self, then: Callable[[Sequence[KeyPress], int], object] | None) -> None:
        """Hand the keys of the next scan to `then`, with the ms for which each was down at most; None: no longer."""
        if self._lesson is not None:
            self._lesson.end()
        self._lesson = ScanLesson(self, then) if then is not None else None

    def take_time(self) -> int:
        """Give the time that the press which acts now carries itself, in ms, once; 0 where it has none."""
        at, self._acts.pressed_at = self._acts.pressed_at, 0
        return at

    def settle(self) -> None:
        """Let a key that waits act and a scan end: time has passed in which nothing came."""
        if self._lesson is not None:
            self._lesson.settle()
        self.queue.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if self._repeats.take(watched, event):
                return True
            if event.type() == QEvent.Type.KeyRelease and (event.nativeScanCode() or event.key()) == self._last_key:
                self._last_up(event)
        if not isinstance(event, QInputEvent) or event.type() not in TOUCHES:
            return False
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self.queue.let_act()
        if event.type() != QEvent.Type.MouseMove:
            self._acts.pressed_at = event.timestamp()
        if self._on_touch(event):
            return True
        if isinstance(event, QKeyEvent):
            return self._keep_key(event)
        if watched is not self._window.windowHandle() or QApplication.activePopupWidget() is not None:
            return False
        if isinstance(event, QMouseEvent):
            return event.type() == QEvent.Type.MouseButtonPress and self._keep_click(event)
        return False

    def _last_up(self, event: QKeyEvent) -> None:
        self.queue.came_up(event.timestamp())
        if self._lesson is not None:
            self._lesson.came_up(event.timestamp())

    def _keep_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return self._kept == (event.key(), event.text())
        press = replace(press_of(event, self.layout), bounced=self._repeats.bounced(event))
        self._kept = None
        self._alts += press.key == Qt.Key.Key_Alt
        if press.modifiers & Qt.KeyboardModifier.AltModifier:
            press = replace(press, chord=self._alts)
        if press.key in MODIFIERS:
            return False
        self._last_key = event.nativeScanCode() or event.key()
        if not self._keep(press, event.isAutoRepeat()):
            if press.key == event.key():
                return False
            self._acts.act(press)
        self._kept = (event.key(), event.text())
        event.accept()
        return True

    def _keep(self, press: KeyPress, repeat: bool) -> bool:
        """Say whether the key is kept from the window."""
        if self._on_key is not None:
            self._report(press.name)
            return True
        if self._lesson is not None:
            self._lesson.take(press)
            return True
        if not self.queue.busy:
            self._acts.meant_for = window_with_keys() or self._window
        if press.at and not repeat:
            return self.queue.take(press)
        if self._acts.meant_for is not self._window:
            return repeat and self.queue.busy
        stands = text_field(QApplication.focusWidget()) is None and self._acts.stands_for_another(press)
        if stands and not repeat:
            self._acts.act_at_once(press)
        return stands or (repeat and self.queue.busy)

    def _report(self, name: str) -> None:
        then, self._on_key = self._on_key, None
        if then is not None:
            then(name)

    def _keep_click(self, event: QMouseEvent) -> bool:
        """Say whether a clicker's button is kept from the window: it is captured, or stands for an action."""
        name = clicker_button(event)
        if name and self._on_key is not None:
            self._report(name)
            return True
        return bool(name) and self._acts.click(event)
