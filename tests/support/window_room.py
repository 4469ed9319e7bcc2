"""A window on a room in memory: the fake clock, the real engine, the real pages."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.core.people import Operator, Profile
from console.core.state import SessionState
from console.ui.kit.theme import Theme
from console.ui.session.session_page import SessionPage
from console.ui.shell.model import Model
from console.ui.shell.window import Window
from tests.support.app_room import SORTED, Room
from tests.support.fake_dependencies import dependencies
from tests.support.flashes import Flashes
from tests.support.keyboard import Keyboard
from tests.support.left_open import discard
from tests.support.start_points import StartPoint


class ModelRoom:
    """A room in memory with a window's model on it: pages are shown on that."""

    def __init__(self, app: QApplication, folder: Path, room: Room | None = None, **given: object) -> None:
        self.room = room or Room()
        self.theme = Theme(app, "light")
        self.theme.load_scripts()
        self.model = Model(dependencies(folder, self.room.clock, **given))
        self.model.use(self.room.store, self.room.sessions, self.room.clinic)
        self.model.sign_in(self.room.osei)

    def close(self) -> None:
        self.model.close()
        discard(self.model, self.theme)


class RunScreenRoom(ModelRoom):
    """Somebody at the run screen, who presses keys and buttons and lets time pass."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, room: Room | None = None) -> None:
        super().__init__(app, folder, room or Room(maya=SORTED))
        self.window = Window(self.model, self.theme)
        self.window.setUpdatesEnabled(False)  # what is painted is looked at in the tests of every screen
        self.window.scan_routing.scanner.watch()
        self.keyboard = Keyboard(self.window, self.room.clock, self.settle)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self._flashes = Flashes(app, self.window)

    def begin(self, profile: Profile | None = None, read: bool = True) -> SessionState:
        """Begin a session; all questions are gone through where they are `read`."""
        client = self.room.clinic.add_client(profile) if profile else self.room.maya
        self.model.begin(client, "Couch 1")
        self.settle()
        if read:
            self.page._panes.pane("prepare").read_all()
        return self.state

    def lead(self, *points: StartPoint) -> None:
        """The session in hand is brought there by the engine, and then shown for a second."""
        session = self.state.id
        for point in points:
            point(self.room, session)
        self.model.choose(session)
        self.settle()
        self.pass_time(1)  # what is offered has to stand a moment before a press can mean it

    @property
    def page(self) -> SessionPage:
        return self.window.session_page

    @property
    def state(self) -> SessionState:
        assert self.model.session is not None
        return self.model.session

    def settle(self) -> None:
        """Until the engine has answered and the window shows it."""
        loop = QEventLoop()
        self.model.run(lambda: None, lambda _: loop.quit())
        loop.exec()
        while self.model.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()

    def pass_time(self, seconds: float) -> None:
        self.keyboard.wait(round(seconds * 1000))
        self.page.tick()

    def key(self, *keys: Qt.Key | str, seconds: float = 1) -> None:
        """Each key to whatever has the focus, some time apart; those of one text at a person's speed."""
        for key in keys:
            self.keyboard.at += 1000
            for each in key if isinstance(key, str) else [key]:
                self.keyboard.at += 200
                self.keyboard.press(each)
                self.keyboard.quiet()
            self.pass_time(seconds)

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """The one button in sight that is called so, or begins so."""
        every = (within or self.window).findChildren(QAbstractButton)
        seen = [each for each in every if each.isVisible() and each.isEnabled()]
        found = [each for each in seen if each.accessibleName() == text]
        found = found or [each for each in seen if each.accessibleName().startswith(text)]
        assert found, f"{text!r} is not among {[each.accessibleName() for each in seen]}"
        return found[0]

    def click(self, text: str, seconds: float = 1) -> None:
        made = self.button(text)
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.rect().center())
        self.settle()
        self.pass_time(seconds)

    def hand_over_to(self, name: str) -> Operator:
        return self.room.clinic.add_person(Operator("", name, ("treat",)))

    def close(self) -> None:
        self._flashes.end()
        self.window.close()
        discard(self.window)
        super().close()
