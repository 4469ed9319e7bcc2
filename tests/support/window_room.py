"""A window on a room in memory: the fake clock, the real engine, the real pages."""

from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.app.ids import system_random
from console.app.ports import Store
from console.core.people import Operator, Profile
from console.core.record import Record
from console.core.state import SessionState
from console.documents.recall import recall_list
from console.ui.kit.theme import Theme
from console.ui.session.session_page import SessionPage
from console.ui.shell.dependencies import Paper, WindowDependencies
from console.ui.shell.model import Model
from console.ui.shell.window import Window
from tests.support.app_room import Room
from tests.support.keyboard import Keyboard
from tests.support.stage import protocol
from tests.support.texts import WORDS


def no_store(*_: object) -> Store:
    raise AssertionError("no other store is opened here")


def parts_of(room: Room, folder: Path) -> WindowDependencies:
    def summary(record: Record, paper: Paper) -> bytes:
        from console.documents.summary import summary

        return summary(record, WORDS, paper)

    return WindowDependencies(
        words=WORDS, clock=room.clock, random=system_random, folder=folder, settings=folder / "settings.json",
        open_store=no_store, create_store=no_store, is_store=lambda _: False, protocol=protocol, summary=summary,  # type: ignore[arg-type]
        recall_list=lambda found, paper: recall_list(found, WORDS, paper), zone_name=lambda: "Europe/Berlin",
        example=no_store,
    )  # fmt: skip


class Shown(QObject):
    """Every widget that was ever shown as a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.windows: list[QWidget] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


class RunScreenRoom:
    """Somebody at the run screen, who presses keys and buttons and lets time pass."""

    def __init__(
        self,
        qtbot: QtBot,
        app: QApplication,
        folder: Path,
        size: tuple[int, int] = (1280, 800),
        room: Room | None = None,
    ) -> None:
        self.room = room or Room()
        self._shown = Shown(app)
        self.theme = Theme(app, "light")
        self.theme.load_scripts()
        self.model = Model(parts_of(self.room, folder))
        self.window = Window(self.model, self.theme)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.model.use(self.room.store, self.room.sessions, self.room.clinic)
        self.model.sign_in(self.room.osei)
        self.window.scan_routing.scanner.watch()
        self.keyboard = Keyboard(self.window, self.room.clock, self.settle)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def begin(self, profile: Profile | None = None) -> SessionState:
        client = self.room.clinic.add_client(profile) if profile else self.room.maya
        self.model.begin(client, "Couch 1")
        self.settle()
        return self.state

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
        self.room.clock.advance(round(seconds * 1000))
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
        """Nothing but the window itself may have flashed up."""
        self.window.close()
        QApplication.instance().removeEventFilter(self._shown)  # type: ignore[union-attr]
        assert self._shown.windows == [self.window]
