"""The window's beginning: what is shown first, and the way from page to page."""

import signal
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console.app.ports import Store
from console.core.people import Operator
from console.core.state import SessionState
from console.ui import settings as kept
from console.ui.awake import Awake
from console.ui.look import Look
from console.ui.model import Model
from console.ui.parts import Parts
from console.ui.settings import Settings
from console.ui.window import Window

READY_MS = 350
"""When the first page stands, and the fonts of other scripts too."""


class Console(QObject):
    """Owns the window and its pages; each page is imported and made when it is first shown."""

    def __init__(self, app: QApplication, parts: Parts) -> None:
        super().__init__(app)
        self.parts = parts
        self.settings = kept.load(parts.settings)
        self.look = Look(app, self.settings.theme, self.settings.scale)
        self.look.motion = self.settings.motion
        self.model = Model(parts, self)
        self.window = Window(self.model, self.look)
        self.awake = Awake(parts.words.say("window", "awake"), self)
        self._pages: dict[str, QWidget] = {}
        self.model.session_changed.connect(self._session_changed)
        self.model.open_changed.connect(self._keep_awake)
        self.window.closed.connect(self._closed)
        self.window.session_made.connect(self._wire_session)
        self.window.bell.rung.connect(self._ring)

    def begin(self, store: Store | None = None) -> None:
        """Opens with this store; without one with the clinic's, or with the first start."""
        if store is not None:
            self._opened(store)
        elif self.parts.is_store(self.parts.folder):
            self._show("sign-in")
        else:
            self._show("first")

    def get_ready(self) -> None:
        """While somebody types the secret, what opening the clinic needs is imported."""
        self.model.ask(self.parts.get_ready, lambda _: None)

    def _opened(self, store: Store) -> None:
        self.model.use(store)
        self.model.ask(lambda: (store.people(), store.adopted()), lambda known: self._who(store, *known))

    def _who(self, store: Store, people: list[Operator], adopted: object) -> None:
        if people and adopted is None:
            from console.ui.pages.first import FirstStart

            first = self._page("first")
            assert isinstance(first, FirstStart)
            self.window.show_page(first)
            first.adopt_only(store, people[0].name)
        elif len(people) == 1 or self.model.example:
            self._chosen(next(each for each in people if "treat" in each.rights))
        else:
            from console.ui.pages.people import People

            page = self._page("people")
            assert isinstance(page, People)
            page.show_people(people)
            self.window.show_page(page)

    def _chosen(self, operator: Operator) -> None:
        self.model.sign_in(operator)
        self.home()

    def _closed(self) -> None:
        self.awake.set(False)
        if "first" in self._pages:
            from console.ui.pages.first import FirstStart

            first = self._pages["first"]
            assert isinstance(first, FirstStart)
            first.leave()

    def home(self) -> None:
        """Whatever is open stays open."""
        from console.ui.pages.home import Home

        self.model.leave()
        page = self._show("home")
        assert isinstance(page, Home)
        page.show_all()
        self.model.look_around()

    def clients(self) -> None:
        from console.ui.pages.clients import Clients

        page = self._show("clients")
        assert isinstance(page, Clients)
        page.show_all()

    def _session_changed(self, state: SessionState) -> None:
        self._keep_awake()

    def _ring(self) -> None:
        if self.settings.sounds:
            QApplication.beep()

    def _keep_awake(self) -> None:
        self.awake.set(bool(self.model.open_sessions))

    def _wire_session(self) -> None:
        page = self.window.session_page
        page.home.connect(self.home)
        page.summary.connect(self._summary)
        page.keys.connect(lambda: self._show("keys"))

    def _summary(self, session: str) -> None:
        from console.ui.pages.summary import SummaryPage

        page = self._page("summary")
        assert isinstance(page, SummaryPage)
        page.show_session(session)
        self.window.show_page(page)

    def _resume_after(self, session: str, off_ms: int) -> None:
        self.model.resume(session, None if off_ms < 0 else off_ms)

    def _try_example(self) -> None:
        self.model.ask(self.parts.example, self._opened)

    def _settings_changed(self, settings: Settings) -> None:
        from console.ui.pages.settings import SettingsPage

        self.settings = settings
        self.look.motion = settings.motion
        self.look.set(settings.theme, settings.scale)
        if "summary" in self._pages:
            self._pages.pop("summary").deleteLater()
        try:
            kept.save(self.parts.settings, settings)
        except OSError as error:
            page = self._pages["settings"]
            assert isinstance(page, SettingsPage)
            page.trouble.say(self.parts.words.say("start", "settings-not-kept", detail=error.strerror))

    def _back(self) -> None:
        if self.model.session is not None:
            self.window.show_page(self.window.session_page)
        elif self.model.operator is not None:
            self.home()
        else:
            self.begin()

    def _show(self, name: str) -> QWidget:
        page = self._page(name)
        self.window.show_page(page)
        return page

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            made: dict[str, Callable[[], QWidget]] = {
                "first": self._first, "sign-in": self._sign_in, "people": self._people, "home": self._home,
                "clients": self._clients, "settings": self._settings, "about": self._about, "keys": self._keys,
                "summary": self._summary_page,
            }  # fmt: skip
            self._pages[name] = made[name]()
        return self._pages[name]

    def _first(self) -> QWidget:
        from console.ui.pages.first import FirstStart

        page = FirstStart(self.model, self.look)
        page.example.connect(self._try_example)
        page.done.connect(self._opened)
        return page

    def _sign_in(self) -> QWidget:
        from console.ui.pages.signin import SignIn

        page = SignIn(self.model, self.look)
        page.opened.connect(self._opened)
        return page

    def _people(self) -> QWidget:
        from console.ui.pages.people import People

        page = People(self.model, self.look)
        page.chosen.connect(self._chosen)
        return page

    def _home(self) -> QWidget:
        from console.ui.pages.home import Home

        page = Home(self.model, self.look)
        page.resume.connect(self.model.go_on)
        page.resume_after.connect(self._resume_after)
        page.summary.connect(self._summary)
        page.new_session.connect(self.clients)
        page.clients.connect(self.clients)
        for name in ("settings", "keys", "about"):
            getattr(page, name).connect(lambda name=name: self._show(name))
        page.close_program.connect(self.window.close)
        self.window.ticked.connect(page.tick)
        return page

    def _clients(self) -> QWidget:
        from console.ui.pages.clients import Clients

        page = Clients(self.model, self.look)
        page.home.connect(self.home)
        page.start.connect(self.model.begin)
        page.resume.connect(self.model.go_on)
        page.summary.connect(self._summary)
        return page

    def _settings(self) -> QWidget:
        from console.ui.pages.settings import SettingsPage

        page = SettingsPage(self.model, self.look, self.settings)
        page.changed.connect(self._settings_changed)
        page.closed.connect(self._back)
        page.sound.connect(QApplication.beep)
        return page

    def _about(self) -> QWidget:
        from console.ui.pages.about import AboutPage

        page = AboutPage(self.model, self.look)
        page.closed.connect(self._back)
        return page

    def _keys(self) -> QWidget:
        from console.ui.pages.keys import KeysPage

        page = KeysPage(self.model, self.look)
        page.closed.connect(self._back)
        return page

    def _summary_page(self) -> QWidget:
        from console.ui.pages.summary import SummaryPage

        page = SummaryPage(self.model, self.look)
        page.paper = self.settings.paper
        page.closed.connect(self._back)
        return page


def run(parts: Parts, begin: Store | None = None) -> int:
    """Shows the window until it is closed; with a store it begins there."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setApplicationName("Stipple")
    app.setDesktopFileName("stipple")
    console = Console(app, parts)
    console.begin(begin)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: console.window.close())
    console.window.show()
    QTimer.singleShot(READY_MS, console, console.get_ready)
    return app.exec()
