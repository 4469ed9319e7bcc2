"""The walk through the locked screen: nothing open, a session, wrong PINs, a passphrase, what is asked after."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.core.events import CreamOff, StoppedEarly
from console.core.people import Profile
from console.ui.home.home_page import HomePage
from console.ui.lock_screen.locked_page import LockedPage
from console.ui.people.pin_page import PinPage
from console.ui.shell import routes
from tests.support.booth import Booth


def at_home(booth: Booth) -> Iterator[str]:
    """Nothing is open, and whoever is chosen has no PIN yet."""
    booth.console.home()
    booth.settle()
    booth.console.ask_sign_out()
    yield "home-sign-out"
    booth.console.go(routes.HOME).prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_F8)
    booth.settle()
    yield "home-danger"
    booth.press("Back")
    booth.console.lock.lock()
    yield "locked-nothing-open"
    _unlock(booth)


def in_session(booth: Booth) -> Iterator[str]:
    """While cream is on, with two couches."""
    operator, sessions = booth.model.operator, booth.model.open_clinic.sessions
    assert operator is not None
    client = booth.clinic.add_client(Profile("Ada Byron"))
    ada = booth.ask(lambda: sessions.begin(client, operator).id)
    booth.one(HomePage).resume.emit(booth.on_couch("Couch 2"))
    booth.model.look_around()
    booth.settle()
    booth.store.admitted.add(operator.id)
    booth.store.pins.keep(operator.id, "2580")
    booth.console.lock.lock()
    yield "locked-session"
    page = booth.one(LockedPage)
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    yield "locked-press"
    QTest.keyClick(booth.window, Qt.Key.Key_F8)
    booth.settle()
    yield "locked-danger"
    booth.press("Back")
    page.unlock_panel.pad.press("1")
    yield "locked-digit"
    for digit in "111":
        page.unlock_panel.pad.press(digit)
    booth.settle()
    yield "locked-wrong-pin"
    booth.press("Passphrase")
    booth.press("Unlock")
    yield "locked-passphrase"
    booth.press("Cream off, Couch 2")
    if not page.prompt.isHidden():
        yield "locked-reason"
        page.prompt.press(0)
        booth.settle()
    _unlock(booth)
    assert isinstance(booth.state.history[-1].body, CreamOff)
    yield "unlocked-who-was-it"
    booth.page.prompt.press(0)
    booth.settle()
    booth.ask(lambda: sessions.propose(ada, StoppedEarly("Client felt unwell")))
    booth.follow(lambda state: state.signed is not None, session=ada)


def another(booth: Booth) -> Iterator[str]:
    """Another person comes back."""
    booth.console.lock.lock()
    booth.settle()
    mine = booth.model.operator
    other = next(each for each in booth.one(LockedPage).unlock_panel.names.people if mine and each.id != mine.id)
    booth.console.lock.unlock(other)
    booth.settle()
    yield "unlocked-go-on"
    booth.page.prompt.close_sheet()
    booth.settle()


def choosing_a_pin(booth: Booth) -> Iterator[str]:
    routes.show_pin(booth.console)
    yield "pin"
    page = booth.one(PinPage)
    page.secret.edit.setText("words of whoever is there")
    for digits in ("2580", "2581"):
        for digit in digits:
            page.pad.press(digit)
        page.pad.finish()
    yield "pin-differs"
    page.closed.emit()


def _unlock(booth: Booth) -> None:
    assert booth.model.operator is not None
    booth.console.lock.unlock(booth.model.operator)
    booth.settle()
