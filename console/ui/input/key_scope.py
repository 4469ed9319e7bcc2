"""The keys of one page, or of one sheet, and when they act.

A new key is a line in `keys.KEYS`, one where its page binds it, and its text: key-NAME in resources/i18n/en/keys.toml.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QWidget

from console.ui.input.keys import KEYS

Act = Callable[[], object]


class KeyScope(QObject):
    """Makes keys act while their page is shown, and while no sheet and no other window has the keys in its place.

    Letters go first to the field that is typed in, then keys to the scope, then to the control that has the focus.
    """

    def __init__(self, page: QWidget, actions: Mapping[str, Act] = {}) -> None:
        super().__init__(page)
        self.page = page
        self._shortcuts: list[tuple[QShortcut, bool]] = []
        self._after: dict[int, Act] = {}
        self._under_sheet = self._under_window = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._window_changed)
        self.bind(actions)

    def bind(self, actions: Mapping[str, Act], part: QWidget | None = None) -> None:
        """Give the actions their keys, by their names in `KEYS`; with a `part` of the page only while that is shown."""
        for name, act in actions.items():
            for key in KEYS[name].keys:
                shortcut = QShortcut(QKeySequence(key), part or self.page)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.setAutoRepeat(KEYS[name].repeat)
                shortcut.activated.connect(act)
                self._shortcuts.append((shortcut, KEYS[name].over_sheet))
        self._update()

    def bind_after(self, actions: Mapping[str, Act]) -> None:
        """Give the actions those presses of their keys that the control with the focus leaves; none while held down.

        One that returns False leaves the press in its turn.
        """
        for name, act in actions.items():
            for key in KEYS[name].keys:
                self._after[QKeySequence(key)[0].key().value] = act  # type: ignore[index]
        self.page.installEventFilter(self)

    def suspend(self) -> None:
        """Let a sheet have the keys, but for those that act over one."""
        self._under_sheet = True
        self._update()

    def resume(self) -> None:
        """Take the keys back from the sheet."""
        self._under_sheet = False
        self._update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        act = self._after.get(event.key())
        return act is not None and (event.isAutoRepeat() or act() is not False)

    def _window_changed(self, focused: QWindow | None) -> None:
        """Let a dialog or any other window have the keys: Qt itself would share them with a tool window."""
        own = self.page.window().windowHandle()
        self._under_window = None not in (own, focused) and focused != own
        self._update()

    def _update(self) -> None:
        for shortcut, over_sheet in self._shortcuts:
            shortcut.setEnabled(not self._under_window and (over_sheet or not self._under_sheet))
