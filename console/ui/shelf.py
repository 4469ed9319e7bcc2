"""The pages of the window: each is imported and made when it is first shown, and tied to the way from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from console.ui.start import Console


class Shelf:
    """Holds every page that was made, by name."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._pages: dict[str, QWidget] = {}

    def page(self, name: str) -> QWidget:
        if name not in self._pages:
            made: dict[str, Callable[[], QWidget]] = {
                "first": self._first, "sign-in": self._sign_in, "people": self._people, "home": self._home,
                "clients": self._clients, "settings": self._settings, "about": self._about, "keys": self._keys,
                "summary": self._summary, "pin": self._pin,
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
        from console.ui.pages.first import FirstStart

        page = FirstStart(self._console.model, self._console.look)
        page.example.connect(self._console.try_example)
        page.done.connect(self._console.opened)
        return page

    def _sign_in(self) -> QWidget:
        from console.ui.pages.signin import SignIn

        page = SignIn(self._console.model, self._console.look)
        page.opened.connect(self._console.opened)
        return page

    def _people(self) -> QWidget:
        from console.ui.pages.people import People

        page = People(self._console.model, self._console.look)
        page.chosen.connect(self._console.chosen)
        return page

    def _home(self) -> QWidget:
        from console.ui.pages.home import Home

        page = Home(self._console.model, self._console.look)
        page.resume.connect(self._console.model.go_on)
        page.resume_after.connect(self._console.resume_after)
        page.summary.connect(self._console.summary)
        page.new_session.connect(self._console.clients)
        page.clients.connect(self._console.clients)
        for name in ("settings", "keys", "about"):
            getattr(page, name).connect(lambda name=name: self._console.show_page(name))
        page.lock.connect(self._console.lock.lock)
        page.sign_out.connect(self._console.ask_sign_out)
        page.close_program.connect(self._console.window.close)
        self._console.window.ticked.connect(page.tick)
        return page

    def _clients(self) -> QWidget:
        from console.ui.pages.clients import Clients

        page = Clients(self._console.model, self._console.look)
        page.home.connect(self._console.home)
        page.start.connect(self._console.model.begin)
        page.resume.connect(self._console.model.go_on)
        page.summary.connect(self._console.summary)
        return page

    def _settings(self) -> QWidget:
        from console.ui.pages.settings import SettingsPage

        page = SettingsPage(self._console.model, self._console.look, self._console.settings)
        page.changed.connect(self._console.settings_changed)
        page.pin.connect(self._console.pin)
        page.closed.connect(self._console.back)
        page.sound.connect(QApplication.beep)
        return page

    def _pin(self) -> QWidget:
        from console.ui.pages.pin import PinPage

        page = PinPage(self._console.model, self._console.look)
        page.closed.connect(lambda: self._console.show_page("settings"))
        return page

    def _about(self) -> QWidget:
        from console.ui.pages.about import AboutPage

        page = AboutPage(self._console.model, self._console.look)
        page.closed.connect(self._console.back)
        return page

    def _keys(self) -> QWidget:
        from console.ui.pages.keys import KeysPage

        page = KeysPage(self._console.model, self._console.look)
        page.closed.connect(self._console.back)
        return page

    def _summary(self) -> QWidget:
        from console.ui.pages.summary import SummaryPage

        page = SummaryPage(self._console.model, self._console.look)
        page.paper = self._console.settings.paper
        page.closed.connect(self._console.back)
        return page
