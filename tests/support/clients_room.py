"""A treatment room in memory with a window's model on it, and how a person uses a page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.app.ports import Head, SessionView, StoreError
from console.core.events import Event, RecordCopied
from console.core.people import Profile
from console.core.protocol import Protocol
from console.core.record import Record
from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.kit.theme import Theme
from console.ui.records.summary_page import SummaryPage
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.dependencies import Paper, WindowDependencies
from console.ui.shell.model import Model
from tests.support.app_room import Room
from tests.support.memory_store import MemoryStore
from tests.support.texts import WORDS

MINUTE = 60_000
MONTHS = WORDS.say("format", "months").split()


class Failing(MemoryStore):
    """A store whose disk is full for as long as `full` stands."""

    full = False

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        if self.full:
            raise StoreError("disk-full")
        return super().append(event, before, after)


class ClientsRoom:
    """A room with a window's model on it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.store = Failing()
        self.room = Room(self.store)
        self.clock = self.room.clock
        self.papers: list[bytes] = []
        self.model = Model(self._parts(folder))
        self.theme = Theme(app, "light", 1.0)
        self.model.use(self.store)
        self.model.sign_in(self.room.osei)
        self.sessions = self.model.open_clinic.sessions

    def _parts(self, folder: Path) -> WindowDependencies:
        def unused(*_: object) -> object:
            raise AssertionError

        def protocol() -> Protocol:
            raise AssertionError

        return WindowDependencies(
            words=WORDS, clock=self.room.clock, random=self.room.random, folder=folder, settings=folder / "settings",
            open_store=unused, create_store=unused, is_store=lambda place: (place / "stipple.keys").exists(),  # type: ignore[arg-type]
            protocol=protocol, summary=self._paper, recall_list=unused,  # type: ignore[arg-type]
            zone_name=lambda: "Europe/Berlin", example=unused,  # type: ignore[arg-type]
        )  # fmt: skip

    def _paper(self, record: Record, paper: Paper) -> bytes:
        from console.documents.summary import summary

        self.papers.append(summary(record, WORDS, paper))
        return self.papers[-1]

    def add(self, *facts: object) -> str:
        return self.room.clinic.add_client(Profile(*facts))  # type: ignore[arg-type]

    def begin(self, client: str, couch: str = "") -> str:
        return self.sessions.begin(client, self.room.osei, couch).id

    @property
    def copies(self) -> list[RecordCopied]:
        return [event.body for event in self.store.log if isinstance(event.body, RecordCopied)]


Shown = Callable[[QWidget], None]


def home(desk: ClientsRoom, shown: Shown, qtbot: QtBot, cards: int) -> HomePage:
    page = HomePage(desk.model, desk.theme, BackupScheduler(desk.model))
    shown(page)
    page.show_all()
    qtbot.waitUntil(lambda: len(page.cards) == cards and bool(page._clinic.accessibleName()))
    return page


def clients(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> ClientsPage:
    page = ClientsPage(desk.model, desk.theme)
    shown(page)
    page.show_all()
    qtbot.waitUntil(lambda: page.rows.rowCount() == len(desk.store.clients()) and not desk.model.busy)
    return page


def summary(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> tuple[SummaryPage, str]:
    going = [each.id for each in desk.sessions.open() if each.client == desk.room.maya]
    session = going[0] if going else desk.begin(desk.room.maya)
    page = SummaryPage(desk.model, desk.theme)
    shown(page)
    page.show_session(session)
    qtbot.waitUntil(lambda: page.summary is not None, timeout=20_000)
    return page, session


def texts(widget: QWidget) -> str:
    """What stands there, and what is read aloud where there is no room for all of it."""
    from PySide6.QtWidgets import QLabel

    shown = [each for each in widget.findChildren(QLabel) if not each.isHidden()]
    return "\n".join([each.text() for each in shown] + [each.accessibleName() for each in shown])


def type_into(text: str) -> None:
    """Plain letters only."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def key(widget: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, which, modifier)


def press(page: QWidget, which: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    key(QApplication.focusWidget() or page, which, modifier)


def settled(desk: ClientsRoom, qtbot: QtBot) -> None:
    """The engine has done what it was asked."""
    qtbot.waitUntil(lambda: not desk.model.runner.busy)


def names(page: ClientsPage) -> list[str]:
    return [each.client.profile.name for each in page.rows.rows]
