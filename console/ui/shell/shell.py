"""The shell: owns the window and the parts around it, opens and closes the clinic, and shows one page at a time."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.app.ports import Store, StoreError
from console.ui.kit.theme import Theme
from console.ui.shell import preferences as settings_file
from console.ui.shell import routes
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.clipboard import clear_clipboard
from console.ui.shell.handover import Handover
from console.ui.shell.keep_awake import KeepAwake
from console.ui.shell.leaving import Leaving, unsaved_text
from console.ui.shell.lock import Lock
from console.ui.shell.model import Model
from console.ui.shell.navigation import Route
from console.ui.shell.pages import Page, Pages
from console.ui.shell.preferences import Settings
from console.ui.shell.way_in import WayIn
from console.ui.shell.window import Window
from console.ui.shell.window_dependencies import WindowDependencies

if TYPE_CHECKING:
    from console.ui.session.session_page import SessionPage


class Shell(QObject):
    """Own the window. Pages belong to the open clinic, and to the shell where they need none or none is open."""

    def __init__(self, app: QApplication, dependencies: WindowDependencies) -> None:
        super().__init__(app)
        self.dependencies = dependencies
        words = dependencies.words
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if words.rtl else Qt.LayoutDirection.LeftToRight)
        QLocale.setDefault(QLocale(words.language))
        self.settings = settings_file.load(dependencies.settings)
        self.theme = Theme(app, self.settings.theme, self.settings.scale, words.longer)
        self.theme.motion = self.settings.motion
        self.model = Model(dependencies, self)
        self.backup_scheduler = BackupScheduler(self.model)
        self.window = Window(self.model, self.theme)
        self.window.scan_routing.scanner.use(self.settings.aliases, self.settings.scanner)
        self.keep_awake = KeepAwake(words.say("window", "awake"), self)
        self.pages = Pages()
        self.handover = Handover(self.model, self.window, self.home)
        self.lock = Lock(self)
        self.way_in = WayIn(self, self.lock.watch)
        self._leaving = Leaving(self.model, lambda: self.go(routes.HOME).prompt)
        self._summary = ""
        self.sound = self.window.bell.sound
        self.sound.volume = self.settings.volume
        self._wire()

    def _wire(self) -> None:
        self.model.session_changed.connect(self._keep_awake)
        self.model.open_changed.connect(self._keep_awake)
        self.window.closed.connect(self._closed)
        self.window.asks_first = self._ask_close
        self.window.session_made.connect(self._wire_session)
        self.sound.chosen.connect(self._choose_volume)
        self.window.danger.connect(self._show_danger)
        self.window.scan_routing.teach.connect(lambda: self.lock.on or routes.teach_scanner(self))

    def _wire_session(self, page: "SessionPage") -> None:
        page.home.connect(self.home)
        page.summary.connect(lambda session: routes.show_summary(self, session))
        page.lock.connect(self.lock_screen)
        page.hand_over.connect(self.lock.hand_over)
        page.keys.connect(lambda: self.go(routes.KEYS))

    def go(self, route: Route[Page], prepare: Callable[[Page], object] = lambda page: None) -> Page:
        """Show the route's page; `prepare` fills it first."""
        page = self._pages_of(route).page(route, lambda: route.make(self))
        prepare(page)
        self.window.show_page(page)
        return page

    def go_afresh(self, route: Route[Page], *arguments: object) -> Page:
        """Show a new page of this route, made with these arguments; what was typed into the former one is gone."""
        pages = self._pages_of(route)
        pages.discard(route)
        page = pages.page(route, lambda: route.make(self, *arguments))
        self.window.show_page(page)
        return page

    def made(self, route: Route[Page]) -> Page | None:
        """Return the route's page where one was made."""
        return self._pages_of(route).made(route)

    def _pages_of(self, route: Route[Page]) -> Pages:
        return self.model.open_clinic.pages if self.model.is_open and not route.outside else self.pages

    def begin(self, store: Store | None = None) -> None:
        """Open with this store; without one ask for the clinic's secret, or set a clinic up."""
        if store is not None:
            self.way_in.opened(store)
        elif self.dependencies.is_store(self.dependencies.folder):
            self.go(routes.SIGN_IN)
        else:
            self.go(routes.FIRST_START)

    def damaged(self, error: StoreError | None, secret: str) -> None:
        """Show the page on which a backup is put back: after damage, or with None because somebody asked for it."""
        self.go(routes.DAMAGED, lambda page: page.show_damage(error, secret))

    def put_back(self) -> None:
        """Close the clinic, then offer its backups."""
        self._leaving.ask_put_back(partial(self._close_clinic, lambda: self.damaged(None, "")))

    def get_ready(self) -> None:
        """Import what opening the clinic needs while somebody types the secret."""
        self.model.run(self.dependencies.get_ready, lambda _: None)

    def home(self) -> None:
        """Show Home; whatever session is open stays open."""
        self.model.leave()
        self.handover.leave()
        self.go(routes.HOME).show_all(self.way_in.take_news())
        self.model.look_around()

    def back(self) -> None:
        """Show what lies below a page that was closed: the session in hand, Home, or the way in."""
        if self.model.session is not None:
            self.window.show_page(self.window.session_page)
        elif self.model.operator is not None:
            self.home()
        else:
            self.begin()

    def change_settings(self, settings: Settings) -> None:
        """Put the settings in force and keep them."""
        self.settings = settings
        self.window.scan_routing.scanner.use(settings.aliases, settings.scanner)
        self.theme.motion = settings.motion
        self.sound.volume = settings.volume
        if (settings.theme, settings.scale) != (self.theme.name, self.theme.preferred_scale):
            self.theme.set(settings.theme, settings.scale)
        self.discard(routes.SUMMARY)
        try:
            settings_file.save(self.dependencies.settings, settings)
        except OSError as error:
            page = self.made(routes.SETTINGS)
            if page is not None:
                say = self.dependencies.words.say
                page.trouble.set_text(say("start", "settings-not-kept", detail=error.strerror))

    def teach(self, aliases: dict[str, str]) -> None:
        """Put in force what keys stand for; the page of keys shows it."""
        self.change_settings(replace(self.settings, aliases=aliases))
        self.discard(routes.SETTINGS)
        self.go_afresh(routes.KEYS)

    def _choose_volume(self, volume: int) -> None:
        """On the run screen."""
        self.change_settings(replace(self.settings, volume=volume))
        self.discard(routes.SETTINGS)

    def discard(self, route: Route[Page]) -> None:
        """Drop the route's page: the next one is made when it is shown."""
        self._pages_of(route).discard(route)

    @property
    def lock_min(self) -> int:
        """Minutes without a touch after which the screen locks."""
        return self.settings.lock_min

    @property
    def lock_needling(self) -> bool:
        """Whether an earlier program kept here that it locks while somebody needles too."""
        return self.settings.lock_needling

    def lock_screen(self) -> None:
        self.lock.lock()

    def _show_danger(self) -> None:
        if self.lock.on:
            self.lock.show_danger()
        else:
            routes.show_danger(self)

    def hand_to(self, person: str) -> None:
        self.handover.handed_to(person)

    def cover(self) -> None:
        """Take off the pages what was searched for; remember which summary is shown."""
        clients, summary = self.made(routes.CLIENTS), self.made(routes.SUMMARY)
        if clients is not None:
            clients.search.setText("")
        self._summary = summary.session if summary is not None and self.window.page is summary else ""
        self.handover.leave()

    def uncover(self, page: QWidget) -> None:
        """Show the page that stood there when the screen was locked."""
        if self._summary:
            routes.show_summary(self, self._summary)
            return
        self.window.show_page(page)
        home = self.made(routes.HOME)
        if home is page and home is not None:
            home.show_all()

    def ask_sign_out(self) -> None:
        """At the end of the day: only where no session is open, and not by a slip of the finger."""
        self._leaving.ask_sign_out(self.sign_out)

    def sign_out(self) -> None:
        """Sign everybody out: drop the open clinic with its pages; the first secret opens it again."""
        self._close_clinic(self.begin)

    def _close_clinic(self, then: Callable[[], object]) -> None:
        clear_clipboard()
        self.pages.close()
        self.model.close_clinic(then)

    def _ask_close(self) -> bool:
        """Ask before the window closes, where something typed is lost by it; say whether it was asked."""
        unsaved = unsaved_text(self.model) != ""
        if unsaved and self.lock.on:
            self.lock.ask_close()
        elif unsaved:
            self.home()
            self.go(routes.HOME).leave()
        return unsaved

    def _closed(self) -> None:
        clear_clipboard()
        self.keep_awake.set(False)
        first = self.made(routes.FIRST_START)
        if first is not None:
            first.discard_setup()

    def _keep_awake(self) -> None:
        self.keep_awake.set(bool(self.model.open_sessions))
