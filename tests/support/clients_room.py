"""A treatment room in memory with a window's model on it, and how a person uses a page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.core.events import RecordCopied
from console.core.people import Entry, EntryKind, Profile
from console.core.record import Record
from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.records.summary_page import SummaryPage
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.window_dependencies import Paper
from tests.support.app_room import Room
from tests.support.full_disk import FullDisk
from tests.support.texts import WORDS
from tests.support.window_room import ModelRoom

MINUTE = 60_000
MONTHS = WORDS.say("format", "months").split()


class ClientsRoom(ModelRoom):
    """Its disk can be full, and what is printed is kept."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.store = FullDisk()
        self.papers: list[bytes] = []
        super().__init__(app, folder, Room(self.store), summary=self._paper, is_store=_is_store)
        self.clock, self.sessions = self.room.clock, self.room.sessions

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


def _is_store(folder: Path) -> bool:
    return (folder / "stipple.keys").exists()


Shown = Callable[[QWidget], None]


def home(desk: ClientsRoom, shown: Shown, qtbot: QtBot, cards: int) -> HomePage:
    page = HomePage(desk.model, desk.theme, BackupScheduler(desk.model))
    desk.theme.dress(page)
    shown(page)
    page.show_all()
    qtbot.waitUntil(lambda: len(page.cards) == cards and bool(page._clinic.accessibleName()))
    return page


def clients(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> ClientsPage:
    page = ClientsPage(desk.model, desk.theme)
    desk.theme.dress(page)
    shown(page)
    page.show_all()
    qtbot.waitUntil(lambda: page.rows.rowCount() == len(desk.store.clients()) and not desk.model.busy)
    return page


def edit(page: ClientsPage, qtbot: QtBot) -> None:
    """Open the form of the chosen client."""
    page.edit_client()
    qtbot.waitUntil(page.form.isVisible)


def summary(desk: ClientsRoom, shown: Shown, qtbot: QtBot) -> tuple[SummaryPage, str]:
    going = [each.id for each in desk.sessions.open() if each.client == desk.room.maya]
    session = going[0] if going else desk.begin(desk.room.maya)
    page = SummaryPage(desk.model, desk.theme)
    desk.theme.dress(page)
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
    return [each.profile.name for each in page.rows.rows]


def editing(desk: ClientsRoom, shown: Shown, qtbot: QtBot, *entries: tuple[EntryKind, str]) -> ClientsPage:
    """The form of a new client with these entries."""
    made = tuple(Entry("", kind, text) for kind, text in entries)
    client = desk.room.clinic.add_client(Profile("Noor Haddad", entries=made))
    page = clients(desk, shown, qtbot)
    page.choose(client)
    edit(page, qtbot)
    return page


def saved(page: ClientsPage, desk: ClientsRoom, qtbot: QtBot) -> Profile:
    page.form.save()
    qtbot.waitUntil(lambda: not page.form.isVisible() and not desk.model.busy)
    client = page.browser.client
    assert client is not None
    return client.profile


def kinds(desk: ClientsRoom, count: int) -> list[str]:
    return [type(event.body).__name__ for event in desk.store.log[-count:]]
