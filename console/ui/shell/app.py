"""The window's beginning: what is shown first, and the way from page to page."""

import signal

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console.app.ports import Store, StoreError
from console.core.people import Operator
from console.core.state import SessionState
from console.ui.kit.theme import Theme
from console.ui.shell import settings as kept
from console.ui.shell.clipboard import clear_clipboard
from console.ui.shell.dependencies import WindowDependencies
from console.ui.shell.handover import Handover
from console.ui.shell.keep_awake import KeepAwake
from console.ui.shell.lock import Lock, ask_sign_out
from console.ui.shell.model import Model
from console.ui.shell.navigation import Shelf
from console.ui.shell.settings import Settings
from console.ui.shell.single_instance import SingleInstance
from console.ui.shell.window import Window

READY_MS = 350
"""When the first page stands, and the fonts of other scripts too."""


class Shell(QObject):
    """Owns the window and its pages; each page is imported and made when it is first shown."""

    def __init__(self, app: QApplication, dependencies: WindowDependencies) -> None:
        super().__init__(app)
        self.dependencies = dependencies
        self.settings = kept.load(dependencies.settings)
        self.theme = Theme(app, self.settings.theme, self.settings.scale)
        self.theme.motion = self.settings.motion
        self.model = Model(dependencies, self)
        self.window = Window(self.model, self.theme)
        self.window.scan_routing.scanner.taught = self.settings.taught
        self.awake = KeepAwake(dependencies.words.say("window", "awake"), self)
        self.shelf = Shelf(self)
        self.who = Handover(self.model, self.window, self.home)
        self.lock = Lock(self)
        self.model.session_changed.connect(self._session_changed)
        self.model.open_changed.connect(self._keep_awake)
        self.window.closed.connect(self._closed)
        self.window.session_made.connect(self._wire_session)
        self.sound = self.window.bell.sound
        self.sound.volume = self.settings.volume
        self.sound.chosen.connect(self._volume_chosen)

    def begin(self, store: Store | None = None) -> None:
        """Opens with this store; without one with the clinic's, or with the first start."""
        if store is not None:
            self.opened(store)
        elif self.dependencies.is_store(self.dependencies.folder):
            self.show_page("sign-in")
        else:
            self.show_page("first")

    def damaged(self, error: StoreError | None, secret: str) -> None:
        """The page on which a backup is put back: after damage, or because somebody asked for it."""
        from console.ui.backups.damaged_page import DamagedPage

        page = self.shelf.page("damaged")
        assert isinstance(page, DamagedPage)
        page.show_damage(error, secret)
        self.window.show_page(page)

    def put_back(self) -> None:
        """The open clinic is closed for it."""
        self.model.close_clinic(lambda: self.damaged(None, ""))

    def get_ready(self) -> None:
        """While somebody types the secret, what opening the clinic needs is imported."""
        self.model.run(self.dependencies.get_ready, lambda _: None)

    def opened(self, store: Store) -> None:
        self.model.use(store)
        people = self.model.people
        self.model.run(
            lambda: (people.sign_in(), store.people(), store.adopted()), lambda known: self._who(store, *known)
        )

    def _who(self, store: Store, operator: Operator | None, people: list[Operator], adopted: object) -> None:
        """Whose passphrase it was goes on at once; after the recovery code it is asked who is there."""
        if operator is None and people:
            from console.ui.people.person_choice import PersonChoice

            page = self.shelf.page("people")
            assert isinstance(page, PersonChoice)
            page.show_people(people)
            self.window.show_page(page)
        elif operator is None or adopted is None:
            from console.ui.start.first_start import FirstStart

            first = self.shelf.page("first")
            assert isinstance(first, FirstStart)
            self.window.show_page(first)
            first.adopt_only(store, operator.name if operator else "")
        else:
            self.chosen(operator)

    def comes_back(self, operator: Operator) -> None:
        """With the recovery code: a new passphrase before anything else, where one can be written."""
        if self.model.store.viewing:
            self.chosen(operator)
            return
        self.window.show_page(self.shelf.new_passphrase(operator))

    def chosen(self, operator: Operator) -> None:
        self.model.sign_in(operator)
        self.lock.watch()
        self.home()

    def _closed(self) -> None:
        clear_clipboard()
        self.awake.set(False)
        first = self.shelf.made("first")
        if first is not None:
            from console.ui.start.first_start import FirstStart

            assert isinstance(first, FirstStart)
            first.leave()

    def home(self) -> None:
        """Whatever is open stays open."""
        from console.ui.home.home_page import HomePage

        self.model.leave()
        self.who.leave()
        page = self.show_page("home")
        assert isinstance(page, HomePage)
        page.show_all()
        self.model.look_around()

    def clients(self) -> None:
        from console.ui.clients.clients_page import ClientsPage

        page = self.show_page("clients")
        assert isinstance(page, ClientsPage)
        page.show_all()

    def _session_changed(self, state: SessionState) -> None:
        self._keep_awake()

    def _volume_chosen(self, volume: int) -> None:
        """On the run screen."""
        self.settings_changed(replace(self.settings, volume=volume))
        self.shelf.put_away("settings")

    def _keep_awake(self) -> None:
        self.awake.set(bool(self.model.open_sessions))

    def _wire_session(self) -> None:
        page = self.window.session_page
        page.home.connect(self.home)
        page.summary.connect(self.summary)
        page.lock.connect(self.lock.lock)
        page.hand_over.connect(self.lock.hand_over)
        page.keys.connect(lambda: self.show_page("keys"))

    def summary(self, session: str) -> None:
        from console.ui.records.summary_page import SummaryPage

        page = self.shelf.page("summary")
        assert isinstance(page, SummaryPage)
        page.show_session(session)
        self.window.show_page(page)

    def erase(self, client: str) -> None:
        from console.ui.clients.erasure_page import ErasurePage

        page = self.show_page("erasing")
        assert isinstance(page, ErasurePage)
        page.show_client(client)

    def erased(self, said: str) -> None:
        """Whatever pages knew of the client is made anew."""
        from console.ui.clients.clients_page import ClientsPage

        self.clients()
        page = self.shelf.page("clients")
        assert isinstance(page, ClientsPage)
        page.notice.show_text(said, "low")

    def resume_after(self, session: str, off_ms: int) -> None:
        self.model.resume(session, None if off_ms < 0 else off_ms)

    def people_list(self, said: str = "") -> None:
        from console.ui.people.people_list import PeopleList

        page = self.shelf.page("people-list")
        assert isinstance(page, PeopleList)
        page.show_all(said)
        self.window.show_page(page)

    def person(self, person: Operator | None) -> None:
        self.window.show_page(self.shelf.person(person))

    def removal(self, person: Operator) -> None:
        self.window.show_page(self.shelf.removal(person))

    def new_code(self) -> None:
        from console.ui.people.recovery_code_page import RecoveryCodePage

        page = self.show_new("new-code")
        assert isinstance(page, RecoveryCodePage)
        page.show_new()

    def show_new(self, name: str) -> QWidget:
        """Nothing that was typed before stands there."""
        self.shelf.put_away(name)
        return self.show_page(name)

    def settings_changed(self, settings: Settings) -> None:
        from console.ui.settings.settings_page import SettingsPage

        self.settings = settings
        self.window.scan_routing.scanner.taught = settings.taught
        self.theme.motion = settings.motion
        self.sound.volume = settings.volume
        if (settings.theme, settings.scale) != (self.theme.name, self.theme.asked):
            self.theme.set(settings.theme, settings.scale)
        self.shelf.put_away("summary")
        try:
            kept.save(self.dependencies.settings, settings)
        except OSError as error:
            page = self.shelf.page("settings")
            assert isinstance(page, SettingsPage)
            page.trouble.set_text(self.dependencies.words.say("start", "settings-not-kept", detail=error.strerror))

    def teach(self, taught: dict[str, str]) -> None:
        """What keys stand for from now on; the page of keys shows it."""
        self.settings_changed(replace(self.settings, taught=taught))
        self.shelf.put_away("settings")
        self.show_new("keys")

    def pin(self) -> None:
        """Whoever is signed in chooses theirs."""
        from console.ui.people.pin_page import PinPage

        page = self.shelf.page("pin")
        assert isinstance(page, PinPage)
        assert self.model.operator is not None
        page.begin(self.model.operator)
        self.window.show_page(page)

    def ask_sign_out(self) -> None:
        from console.ui.home.home_page import HomePage

        page = self.shelf.page("home")
        assert isinstance(page, HomePage)
        ask_sign_out(self, page.prompt)

    def sign_out(self) -> None:
        """Everybody: pages and keys are let go of, and the first secret opens the clinic again."""
        for name in ("home", "clients", "summary", "settings", "pin", "keeping", "people", "sign-in", "first"):
            self.shelf.put_away(name)
        self.window.drop_session()
        clear_clipboard()
        self.model.close_clinic(self.begin)

    def back(self) -> None:
        if self.model.session is not None:
            self.window.show_page(self.window.session_page)
        elif self.model.operator is not None:
            self.home()
        else:
            self.begin()

    def show_page(self, name: str) -> QWidget:
        page = self.shelf.page(name)
        self.window.show_page(page)
        return page


def run(dependencies: WindowDependencies, begin: Store | None = None) -> int:
    """Shows the window until it is closed; with a store it begins there. Of a folder that has one, that one comes."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setApplicationName("Stipple")
    app.setDesktopFileName("stipple")
    single = SingleInstance(dependencies.folder, app)
    if not single.first:
        return 0
    console = Shell(app, dependencies)
    single.shows(console.window)
    console.begin(begin)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: console.window.close())
    console.window.showMaximized()
    QTimer.singleShot(READY_MS, console, console.get_ready)
    return app.exec()
