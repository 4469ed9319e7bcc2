"""The whole console on a clinic of its own on the disk."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import main
from console.app.clinic import Clinic
from console.core.clock import ScriptClock
from console.core.people import RIGHTS, Operator, Profile
from console.ui.backups.damaged_page import DamagedPage
from console.ui.shell.shell import Shell
from console.ui.start.sign_in import SignIn
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.app_room import MONDAY
from tests.support.left_open import discard
from tests.support.real_parts import SECRET, parts, press
from tests.support.stage import protocol
from tests.support.texts import WORDS

DAY_MS = 86_400_000
Kind = TypeVar("Kind", bound=QWidget)


class Practice:
    """The whole console on a clinic of its own on the disk."""

    def __init__(self, app: QApplication, qtbot: QtBot, tmp: Path) -> None:
        self.qtbot, self.tmp, self.folder, self.clock = qtbot, tmp, tmp / "clinic", ScriptClock(MONDAY)
        self.code = ""
        self.console = Shell(app, parts(tmp, clock=self.clock, is_store=main._is_store))
        self.console.window.setUpdatesEnabled(False)  # what is painted is looked at in the tests of every screen
        self.console.theme.load_scripts()

    def found(self) -> None:
        """A clinic with a backup, and a client who came after it."""
        store, self.code = Store.create(self.folder, "clinic", SECRET, LIGHT_COST)
        with closing(store):
            clinic = Clinic(store, self.clock, self.console.dependencies.random)
            clinic.open("Hautraum")
            clinic.add_person(Operator(store.person, "A. Osei", RIGHTS))
            clinic.adopt(protocol(), "A. Osei")
            clinic.back_up()
            clinic.add_client(Profile("Maya Lindqvist"))
            store.anchor()

    def begin(self) -> None:
        self.console.begin()
        window = self.console.window
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def sign_in(self, secret: str = SECRET) -> None:
        page = self.page(SignIn)
        page.secret.edit.setText(secret)
        press(Qt.Key.Key_Return)

    def page(self, kind: type[Kind]) -> Kind:
        self.qtbot.waitUntil(lambda: isinstance(self.console.window.page, kind), timeout=10_000)
        shown = self.console.window.page
        assert isinstance(shown, kind)
        return shown

    def pass_ms(self, ms: int) -> None:
        """Somebody is there meanwhile: the screen stays open."""
        self.clock.advance(ms)
        self.console.lock.touch()

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=10_000)

    def close(self) -> None:
        self.console.window.close_now()
        discard(self.console.window, self.console.theme, self.console)


def say(code: str, **facts: object) -> str:
    return WORDS.say("backups", code, **facts)


def put_back(page: DamagedPage) -> bool:
    return page.foot.primary.text() == say("open")
