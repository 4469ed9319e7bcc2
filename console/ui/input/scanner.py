"""A scanner that types like a keyboard: its text is taken whole and never acts as keys. See ADR 13."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from console.exchange.udi import MOST
from console.ui.input.burst import Burst, text_field
from console.ui.input.key_events import MODIFIERS, KeyPress, give, stroke, stroke_of
from console.ui.input.keys import BOUNCE_MS, KEYS

BURST_MS = 50
"""Two different signs within this are a scanner's, or a hand's that slipped."""
HOLD_MS = 70
"""So long a sign is kept before it acts, to see whether another follows."""
PATIENCE_MS = 150
"""What is taken ends when so long nothing came."""
LATE_MS = 400
"""An Enter or Tab that comes so soon after a scan without one is its end."""
FEWEST = 4
"""Fewer signs are no code."""
SURE = "]("
"""What begins with these is a code; neither has a meaning as a key."""
TOUCHES = frozenset(
    {
        QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    }
)  # fmt: skip
"""That somebody is there. A key that is a shortcut comes as the first of these alone."""
ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
AGAIN = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
CLICKER = {
    Qt.MouseButton.MiddleButton: "Mouse3",
    Qt.MouseButton.BackButton: "Mouse8",
    Qt.MouseButton.ForwardButton: "Mouse9",
}
"""Buttons that point at nothing."""


class Scanner(QObject):
    """Watches every key of the window by the time that the key itself carries; one that carries none acts at once.

    scanned  a scan's text, its end left out; at most one sign longer than a code may be
    slipped  a few different keys came at once and did nothing
    """

    scanned = Signal(str)
    slipped = Signal()

    def __init__(self, window: QMainWindow, is_code: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._is_code = window, is_code
        self.taught: dict[str, str] = {}
        """Names of keys, each with the action that it stands for."""
        self.gloved: Callable[[], bool] = lambda: True
        self._felt: Callable[[QEvent], bool] = lambda _: False
        self._teach: Callable[[str], object] | None = None
        self._held: list[KeyPress] = []
        self._text: str | None = None
        self._burst: Burst | None = None
        self._last = 0
        self._unended = -LATE_MS
        self._pressed: dict[str, int] = {}
        self._taken: tuple[int, str] | None = None
        self._giving = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: QTimer.singleShot(0, self, self._late))

    def watch(self, felt: Callable[[QEvent], bool] | None = None) -> None:
        """From the first sign-in on: what looks at every event makes the first window wait.

        `felt` is asked first at each touch; where it says yes, the touch reaches nobody.
        """
        if felt is not None:
            self._felt = felt
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        app.installEventFilter(self)

    def teach(self, then: Callable[[str], object] | None) -> None:
        """The next key does nothing but tell its name; None: no longer."""
        self._teach = then

    def settle(self) -> None:
        """Time has passed in which nothing came: what is kept acts, what is taken ends."""
        self._timer.stop()
        if self._text is not None:
            self._unended = self._last
            self._end()
        elif self._held:
            self._release()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in TOUCHES:
            return False
        if self._felt(event):
            return True
        if self._giving or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._taken == (event.key(), event.text())
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._clicked(event)
        if kind != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if watched is not (QApplication.focusWidget() or self._window):
            return False
        made = stroke(event)
        self._taken = None
        if made.key in MODIFIERS or not self._take(made, event.isAutoRepeat()):
            return False
        self._taken = (made.key, made.text)
        event.accept()
        return True

    def _take(self, made: KeyPress, again: bool) -> bool:
        """Whether the key is kept from the window."""
        if self._teach is not None:
            then, self._teach = self._teach, None
            then(made.name)
            return True
        field = text_field(QApplication.focusWidget())
        if not made.at:
            return field is None and not again and self._alias(made) and self._act(made)
        if again:
            return self._text is not None or bool(self._held)
        if self._text is not None and made.at - self._last > PATIENCE_MS:
            self.settle()
        if self._text is not None:
            return self._goes_on(self._text, made)
        if made.key in ENDS and 0 <= made.at - self._unended <= LATE_MS:
            return True
        return self._key(made) if field is None or self._held else self._typed(field, made)

    def _goes_on(self, text: str, made: KeyPress) -> bool:
        fast = made.at - self._last <= BURST_MS
        if made.key in ENDS or made.text in ("\r", "\n"):
            self._end()
            return True
        if not made.text or (made.text == " " and not fast):
            return fast
        self._last = made.at
        self._text = (text + made.text)[: MOST + 1]
        self._timer.start(PATIENCE_MS)
        return True

    def _key(self, made: KeyPress) -> bool:
        """Outside of fields."""
        self._burst = None
        fast = bool(self._held) and 0 <= made.at - self._held[-1].at <= BURST_MS
        if self._held and not (fast and made.printable):
            self._release()
        if not made.printable:
            bounced = self._bounced(made)
            return bounced or (self._alias(made) and self._act(made))
        self._held.append(made)
        self._last = made.at
        if made.text in SURE or len({each.key for each in self._held}) > 1:
            self._text = "".join(each.text for each in self._held)
            self._held = []
        self._timer.start(PATIENCE_MS if self._text is not None else HOLD_MS)
        return True

    def _typed(self, field: object, made: KeyPress) -> bool:
        """In a field: text is text, until it comes faster than anybody types."""
        if not made.printable:
            return False
        if self._burst is None or not self._burst.goes_on(field, made):  # type: ignore[arg-type]
            self._burst = Burst(field, made)  # type: ignore[arg-type]
        if not self._burst.sure:
            return False
        self._burst.take_back()
        self._text, self._last = self._burst.typed, made.at
        self._timer.start(PATIENCE_MS)
        return True

    def _late(self) -> None:
        """Once more around first: what waited behind a busy moment belongs to what is kept."""
        if not self._timer.isActive():
            self.settle()

    def _end(self) -> None:
        text, burst = self._text or "", self._burst
        self._text = self._burst = None
        self._timer.stop()
        if burst is not None and len(text) <= MOST and not self._is_code(text):
            burst.put(text)
        elif len(text) < FEWEST:
            self.slipped.emit()
        else:
            self.scanned.emit(text)

    def _release(self) -> None:
        """A key that came more than once meanwhile has bounced; one that a dialog came over since does nothing."""
        first, self._held = self._held[0], []
        self._timer.stop()
        if self._on_top() and not self._bounced(first):
            self._act(first)

    def _on_top(self) -> bool:
        """Say whether no dialog, menu or opened list has the keys in place of the window."""
        return QApplication.activeWindow() is self._window and QApplication.activePopupWidget() is None

    def _bounced(self, made: KeyPress) -> bool:
        before = self._pressed.get(made.name)
        self._pressed = {made.name: made.at}
        steady = not self.gloved() or made.key in AGAIN
        return not steady and before is not None and 0 <= made.at - before < BOUNCE_MS

    def _alias(self, made: KeyPress) -> bool:
        return made.name in self.taught and self.gloved()

    def _act(self, made: KeyPress) -> bool:
        """As itself, or as the key that it was taught to be."""
        self._give(self.taught.get(made.name, "") if self.gloved() else "", made)
        return True

    def _give(self, action: str, made: KeyPress) -> None:
        self._giving = True
        try:
            give(self._window, stroke_of(KEYS[action].keys[0]) if action else made)
        finally:
            self._giving = False

    def _clicked(self, event: QMouseEvent) -> bool:
        name = CLICKER.get(event.button(), "")
        if not name:
            return False
        made = KeyPress(Qt.Key.Key_unknown.value, at=event.timestamp())
        if self._teach is not None:
            then, self._teach = self._teach, None
            then(name)
            return True
        if name not in self.taught or not self.gloved():
            return False
        if not (made.at and self._bounced(made)):
            self._give(self.taught[name], made)
        return True
