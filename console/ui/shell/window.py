"""The one window: which page fills it, and the tick that asks for repaints."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from console.core.state import SessionState
from console.ui.alarms.bell import Bell
from console.ui.input.double_tap import DoubleTapFilter
from console.ui.input.key_scope import KeyScope
from console.ui.input.scan_routing import ScanRouting
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell import garbage
from console.ui.shell.model import Model
from console.ui.shell.pages import PageKey

if TYPE_CHECKING:
    from console.ui.session.session_page import SessionPage

TICK_MS = 250
LEAST_PX = 880, 480
"""A screen of 1366x768 at a display scale of 150 % has 911x512, the edge of a window taken off."""
SESSION: PageKey["SessionPage"] = PageKey()
"""The run screen, made when the first session is taken in hand."""


class Window(QMainWindow):
    """Closing it loses nothing: every open session stays open and its timers are told anew at the next start."""

    closed = Signal()
    ticked = Signal()
    scanned = Signal(str)
    """A scanner typed this; it acted as no key."""
    session_made = Signal(object)
    """The run screen was made."""
    danger = Signal()
    """The danger card is asked for on another page than the run screen, which has its own."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self.model, self._theme = model, theme
        theme.dress(self)
        self.setWindowTitle(model.words.say("window", "title"))
        self.setMinimumSize(*LEAST_PX)
        self.resize(1280, 800)
        self._pages, strip = QStackedWidget(), column()
        self.setMenuWidget(holder(strip))
        self.setCentralWidget(self._pages)
        self._nothing = holder(column(1, label(model.words.say("start", "moment"), "large", "soft"), 1))
        self._nothing.setContentsMargins(48, 0, 48, 0)
        self._pages.addWidget(self._nothing)
        self.asks_first: Callable[[], bool] = lambda: False
        """Whether something is asked before the window closes; the answer is `close_now`."""
        self._alone: QWidget | None = None
        self._away: list[QWidget] = []
        self._after: QWidget | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._ticked)
        garbage.keep_to_this_thread(self.ticked)
        self._tick.start()
        self.bell = Bell(model, theme)
        self.scan_routing = ScanRouting(model, self, strip, lambda: self.page)
        self.scan_routing.scanner.scanned.connect(self.scanned)
        self.scanned.connect(self.scan_routing.take)
        self.ticked.connect(self.scan_routing.tick)
        self.scan_routing.scanner.in_session, self.scan_routing.scanner.surface = self._in_session, self._surface
        self.double_taps = DoubleTapFilter(self, self._ground)
        KeyScope(self, {"full-screen": self.toggle_full_screen, "mute": self.bell.mute, "danger": self.ask_danger})
        model.session_changed.connect(self._session_came)
        model.closing.connect(self.show_nothing)

    def show_page(self, page: QWidget) -> None:
        """While one stands alone, the page is shown after it."""
        if self._alone is not None:
            self._after = page
            return
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def show_alone(self, page: QWidget) -> None:
        """All others are taken out, so that nobody sees or hears what stands on them."""
        self._after = self.page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._alone = page
        every = map(self._pages.widget, range(self._pages.count()))
        self._away = [each for each in every if each is not None and each is not page]
        for each in self._away:
            self._pages.removeWidget(each)

    def show_again(self) -> None:
        """The others are back, and the one that stood there before, or was asked for since."""
        alone, self._alone = self._alone, None
        for each in filter(isValid, self._away):
            self._pages.addWidget(each)
        self._away = []
        if self._after is not None:
            self.show_page(self._after)
        if alone is not None:
            self._pages.removeWidget(alone)

    def show_nothing(self) -> None:
        """Show an empty page: those of the clinic that was open are about to go."""
        self._alone, self._after, self._away = None, None, []
        self.show_page(self._nothing)

    def _ground(self, at: QPoint) -> tuple[int, int]:
        """The page, and which question of its sheet lies there; 0 where none does."""
        found = self.childAt(at)
        while found is not None and found is not self.page and not isinstance(found, Prompt):
            found = found.parentWidget()
        return id(self.page), found.asked if isinstance(found, Prompt) else 0

    def _surface(self) -> tuple[int, int]:
        """The page, and which question of its sheet has the keys; 0 where none is asked."""
        only = Qt.FindChildOption.FindDirectChildrenOnly
        sheets = self.page.findChildren(Prompt, options=only) if self.page is not None else []
        return id(self.page), next((each.asked for each in sheets if not each.isHidden()), 0)

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def session_page(self) -> "SessionPage":
        """The run screen of the open clinic."""
        return self.model.open_clinic.pages.page(SESSION, self._make_session_page)

    def _make_session_page(self) -> "SessionPage":
        from console.ui.session.session_page import SessionPage

        page = SessionPage(self.model, self._theme, self.bell, self.scan_routing.scanner.take_time)
        self.ticked.connect(page.tick)
        self.session_made.emit(page)
        return page

    def _in_session(self) -> bool:
        return self.model.is_open and self.page is self.model.open_clinic.pages.made(SESSION)

    def ask_danger(self) -> None:
        """Open the danger card, whatever page is shown: nobody is asked for anything first."""
        if self._in_session():
            self.session_page.open_danger()
        elif self.model.operator is not None:
            self.danger.emit()

    def toggle_full_screen(self) -> None:
        """A window that was maximized is so again after it: Qt keeps both states."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._theme.fit(self.width(), self.height())

    def close_now(self) -> None:
        """Close it without a question."""
        self.asks_first = lambda: False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_first():
            event.ignore()
            return
        self._tick.stop()
        self.bell.close()
        self.model.close()
        super().closeEvent(event)
        self.closed.emit()

    def _session_came(self, state: SessionState) -> None:
        page = self.session_page
        if self.page is not page:
            page.show_state(state)  # before it is shown: what is in sight is laid out again at every change
            self.show_page(page)
            page.tick()

    def _ticked(self) -> None:
        self.ticked.emit()
        self.bell.tick()
