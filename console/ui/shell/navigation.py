"""The pages of the window: each is imported and made when it is first shown, and tied to the way from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from console.core.people import Operator

if TYPE_CHECKING:
    from console.ui.kit.form import Asked
    from console.ui.shell.app import Shell


class Shelf:
    """Holds every page that was made, by name."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._pages: dict[str, QWidget] = {}

    def page(self, name: str) -> QWidget:
        if name not in self._pages:
            made: dict[str, Callable[[], QWidget]] = {
                "first": self._first, "sign-in": self._sign_in, "people": self._people, "home": self._home,
                "clients": self._clients, "settings": self._settings, "about": self._about, "keys": self._keys,
                "summary": self._summary, "people-list": self._people_list, "new-code": self._new_code,
                "own-passphrase": self._own_passphrase, "checking": self._checking, "erasing": self._erasing,
                "backups": self._backups, "damaged": self._damaged,
                "pin": self._pin, "devices": self._devices, "keeping": self._keeping, "stock": self._stock,
                "recall": self._recall,
            }  # fmt: skip
            self._pages[name] = made[name]()
        return self._pages[name]

    def made(self, name: str) -> QWidget | None:
        """The page, where it was shown before."""
        return self._pages.get(name)

    def put_away(self, name: str) -> None:
        """It is made anew the next time."""
        if name in self._pages:
            self._pages.pop(name).deleteLater()

    def _first(self) -> QWidget:
        from console.ui.start.first_start import FirstStart

        page = FirstStart(self._shell.model, self._shell.theme)
        page.example.connect(self._shell.opened)
        page.done.connect(self._shell.opened)
        page.put_back.connect(lambda: self._shell.damaged(None, ""))
        return page

    def _sign_in(self) -> QWidget:
        from console.ui.start.sign_in import SignIn

        page = SignIn(self._shell.model, self._shell.theme)
        page.opened.connect(self._shell.opened)
        page.damaged.connect(self._shell.damaged)
        return page

    def _backups(self) -> QWidget:
        from console.ui.backups.backups_page import BackupsPage

        page = BackupsPage(self._shell.model, self._shell.theme)
        page.closed.connect(self._shell.back)
        page.put_back.connect(self._shell.put_back)
        return page

    def _devices(self) -> QWidget:
        from console.ui.settings.devices_page import DevicesPage

        page = DevicesPage(self._shell.model, self._shell.theme)
        page.closed.connect(lambda: self._shell.show_page("settings"))
        return page

    def _damaged(self) -> QWidget:
        from console.ui.backups.damaged_page import DamagedPage

        page = DamagedPage(self._shell.model, self._shell.theme)
        page.mended.connect(self._shell.begin)
        page.left.connect(self._shell.begin)
        return page

    def _people(self) -> QWidget:
        from console.ui.people.person_choice import PersonChoice

        page = PersonChoice(self._shell.model, self._shell.theme)
        page.chosen.connect(self._shell.comes_back)
        return page

    def _people_list(self) -> QWidget:
        from console.ui.people.people_list import PeopleList

        page = PeopleList(self._shell.model, self._shell.theme)
        page.person.connect(self._shell.person)
        page.passphrase.connect(lambda: self._shell.show_new("own-passphrase"))
        page.code.connect(self._shell.new_code)
        page.closed.connect(lambda: self._shell.show_page("settings"))
        return page

    def _own_passphrase(self) -> QWidget:
        from console.ui.people.new_passphrase import OwnPassphrase

        return self._to_list(OwnPassphrase(self._shell.model, self._shell.theme))

    def _new_code(self) -> QWidget:
        from console.ui.people.recovery_code_page import RecoveryCodePage

        return self._to_list(RecoveryCodePage(self._shell.model, self._shell.theme))

    def _to_list(self, page: "Asked") -> QWidget:
        page.done.connect(lambda said: self._shell.people_list(said if isinstance(said, str) else ""))
        page.closed.connect(self._shell.people_list)
        return page

    def person(self, person: Operator | None) -> "Asked":
        """The form for one person, or for somebody new."""
        from console.ui.people.person_form import PersonForm

        page = PersonForm(self._shell.model, self._shell.theme, person)
        page.removal.connect(self._shell.removal)
        self._to_list(page)
        return self._put("person", page)

    def removal(self, person: Operator) -> "Asked":
        from console.ui.people.person_form import Removal

        page = Removal(self._shell.model, self._shell.theme, person)
        self._to_list(page)
        return self._put("removal", page)

    def new_passphrase(self, person: Operator) -> "Asked":
        """After the recovery code."""
        from console.ui.people.new_passphrase import NewPassphrase

        page = NewPassphrase(self._shell.model, self._shell.theme, person)
        page.done.connect(lambda _: self._shell.opened(self._shell.model.store))
        page.closed.connect(lambda: self._shell.show_page("people"))
        return self._put("new-passphrase", page)

    def _put(self, name: str, page: "Asked") -> "Asked":
        self.put_away(name)
        self._pages[name] = page
        return page

    def _home(self) -> QWidget:
        from console.ui.home.home_page import HomePage

        page = HomePage(self._shell.model, self._shell.theme)
        page.resume.connect(self._shell.model.go_on)
        page.resume_after.connect(self._shell.resume_after)
        page.summary.connect(self._shell.summary)
        page.new_session.connect(self._shell.clients)
        page.clients.connect(self._shell.clients)
        for name in ("settings", "keys", "about", "backups", "stock"):
            getattr(page, name).connect(lambda name=name: self._shell.show_page(name))
        page.lock.connect(self._shell.lock.lock)
        page.sign_out.connect(self._shell.ask_sign_out)
        page.close_program.connect(self._shell.window.close)
        self._shell.window.ticked.connect(page.tick)
        return page

    def _clients(self) -> QWidget:
        from console.ui.clients.clients_page import ClientsPage

        page = ClientsPage(self._shell.model, self._shell.theme)
        page.home.connect(self._shell.home)
        page.start.connect(self._shell.model.begin)
        page.resume.connect(self._shell.model.go_on)
        page.summary.connect(self._shell.summary)
        page.erase.connect(self._shell.erase)
        return page

    def _checking(self) -> QWidget:
        from console.ui.backups.verify_page import VerifyPage

        page = VerifyPage(self._shell.model, self._shell.theme)
        page.closed.connect(lambda: self._shell.show_page("settings"))
        return page

    def _erasing(self) -> QWidget:
        from console.ui.clients.erasure_page import ErasurePage

        page = ErasurePage(self._shell.model, self._shell.theme)
        page.closed.connect(self._shell.clients)
        page.erased.connect(self._shell.erased)
        return page

    def _settings(self) -> QWidget:
        from console.ui.settings.settings_page import SettingsPage

        page = SettingsPage(self._shell.model, self._shell.theme, self._shell.settings, self._shell.sound)
        page.changed.connect(self._shell.settings_changed)
        page.pin.connect(self._shell.pin)
        page.keeping.connect(lambda: self._shell.show_page("keeping"))
        page.closed.connect(self._shell.back)
        page.sound.connect(self._shell.window.bell.test)
        page.people.connect(self._shell.people_list)
        page.check.connect(lambda: self._shell.show_page("checking"))
        page.devices.connect(lambda: self._shell.show_page("devices"))
        page.backups.connect(lambda: self._shell.show_page("backups"))
        return page

    def _stock(self) -> QWidget:
        from console.ui.stock.stock_page import StockPage

        page = StockPage(self._shell.model, self._shell.theme)
        page.closed.connect(self._shell.back)
        page.recall.connect(lambda _: self._shell.show_page("recall"))
        return page

    def _recall(self) -> QWidget:
        from console.ui.stock.recall_page import RecallPage

        page = RecallPage(self._shell.model, self._shell.theme)
        page.paper = self._shell.settings.paper
        page.closed.connect(lambda: self._shell.show_page("stock"))
        return page

    def _keeping(self) -> QWidget:
        from console.ui.settings.retention_page import RetentionPage

        page = RetentionPage(self._shell.model, self._shell.theme)
        page.closed.connect(lambda: self._shell.show_page("settings"))
        return page

    def _pin(self) -> QWidget:
        from console.ui.people.pin_page import PinPage

        page = PinPage(self._shell.model, self._shell.theme)
        page.closed.connect(lambda: self._shell.show_page("settings"))
        return page

    def _about(self) -> QWidget:
        from console.ui.settings.about_page import AboutPage

        page = AboutPage(self._shell.model, self._shell.theme)
        page.closed.connect(self._shell.back)
        return page

    def _keys(self) -> QWidget:
        from console.ui.settings.keys_page import KeysPage

        scanning = self._shell.window.scan_routing.scanner
        page = KeysPage(self._shell.model, self._shell.theme, self._shell.settings.taught, scanning.teach)
        page.taught.connect(self._shell.teach)
        page.closed.connect(self._shell.back)
        return page

    def _summary(self) -> QWidget:
        from console.ui.records.summary_page import SummaryPage

        page = SummaryPage(self._shell.model, self._shell.theme)
        page.paper = self._shell.settings.paper
        page.closed.connect(self._shell.back)
        return page
