"""The whole console on a store in memory and a clock that moves only when told, brought to any screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from console.app.ports import Store, StoreKind
from console.core.actions import Action
from console.core.events import CheckAnswered, DepthSet, ScreeningAnswered, SessionBody, ZonePlanned
from console.core.people import RIGHTS, Operator, Profile
from console.core.record import Record
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.ui.kit.theme import Theme
from console.ui.session.map.body_map import BodyMap
from console.ui.session.session_page import SessionPage
from console.ui.shell import preferences as kept
from console.ui.shell.model import Model
from console.ui.shell.preferences import Settings
from console.ui.shell.shell import Shell
from console.ui.shell.window import Window
from console.ui.shell.window_dependencies import Paper
from tests.support.app_room import Room
from tests.support.fake_dependencies import dependencies
from tests.support.full_disk import FullDisk
from tests.support.left_open import discard
from tests.support.memory_backups import MemoryBackups
from tests.support.memory_store import MemoryStore
from tests.support.pseudo import Language, english, plain
from tests.support.texts import WORDS

LAYOUTS = 4
MINUTE = 60_000
CODE = "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567"
Result = TypeVar("Result")
Kind = TypeVar("Kind", bound=QWidget)


class Booth:
    """Opens as the program does after a start with these settings."""

    def __init__(
        self, app: QApplication, folder: Path, client: Profile, settings: Settings, language: Language = english
    ) -> None:
        self.app, self.client_profile = app, client
        words, prescribed = language()
        self.room = Room(FullDisk("clinic"), protocol=prescribed)
        self.founded = False
        self.backup_store = MemoryBackups(self.room.clock.now().utc_ms)
        given = dependencies(
            folder, self.room.clock, create_store=self._create, is_store=lambda _: self.founded, summary=_summary,
            backup_store=lambda: self.backup_store, open_store=lambda *_: self.store, words=words,
            protocol=lambda: prescribed,
        )  # fmt: skip
        kept.save(given.settings, replace(settings, motion=False))
        self.console = Shell(app, given)
        self.console.window.setUpdatesEnabled(False)  # what is painted is looked at in the tests of every screen
        self.console.window._tick.stop()  # else the real one would find a clock that an engine's job moved on
        self.theme.load_scripts()
        self.clinic = self.room.clinic
        self.osei = self.room.osei

    @property
    def store(self) -> FullDisk:
        assert isinstance(self.room.store, FullDisk)
        return self.room.store

    @property
    def window(self) -> Window:
        return self.console.window

    @property
    def model(self) -> Model:
        return self.console.model

    @property
    def theme(self) -> Theme:
        return self.console.theme

    @property
    def page(self) -> SessionPage:
        return self.window.session_page

    @property
    def state(self) -> SessionState:
        assert self.model.session is not None
        return self.model.session

    def show(self, size: tuple[int, int], store: Store | None = None) -> None:
        """As at the start of the program, or signed in to the store."""
        self.window.resize(*size)
        self.console.begin(store)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.settle()

    def people(self, *names: str) -> None:
        for name in names:
            self.clinic.add_person(Operator("", name, RIGHTS))

    def settle(self) -> None:
        """Until the engine has answered and everything has its place."""
        for _ in range(2):
            self.ask(lambda: None)
        while self.model.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(LAYOUTS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def ask(self, job: Callable[[], Result]) -> Result:
        """In the engine's thread."""
        loop, found, failed = QEventLoop(), list[Result](), list[Refusal | AssertionError]()

        def tried() -> None:
            try:
                found.append(job())
            except (Refusal, AssertionError) as error:
                failed.append(error)

        self.model.run(tried, lambda _: loop.quit())
        loop.exec()
        if failed:
            raise failed[0]
        return found[0]

    def pass_min(self, minutes: float) -> None:
        self.room.clock.advance(round(minutes * MINUTE))
        self.console.lock.touch()
        self.tick()

    def tick(self) -> None:
        """As four times a second, but now."""
        self.window.ticked.emit()
        if self.model.session is not None:
            self.page.tick()
        self.settle()

    def act(self, *bodies: SessionBody) -> None:
        """Goes to the engine as if pressed."""
        for body in bodies:
            self.model.propose(body)
        self.settle()
        self.tick()

    def follow(self, until: Callable[[SessionState], bool], seconds: float = 20, session: str = "") -> None:
        """The next action, again and again; what it waits for is answered."""
        which = session or self.state.id
        sessions, clock = self.model.open_clinic.sessions, self.room.clock

        def job() -> None:
            while not until(sessions.state(which)):
                action = sessions.next_action(which)
                for body in [action.intent] if action.intent else _answers(action, sessions.state(which)):
                    clock.advance(round(seconds * 1000))
                    sessions.propose(which, body)

        self.ask(job)
        if self.model.session is not None and which == self.state.id:
            self.model.choose(which)
        self.model.look_around()
        self.console.lock.touch()
        self.tick()

    def one(self, kind: type[Kind], name: str = "") -> Kind:
        """The first of its kind in sight, or the one that is called so."""
        found = [each for each in self.window.findChildren(kind) if each.isVisible()]
        named = [each for each in found if plain(each.accessibleName()).startswith(name)]
        assert named, f"{name!r} is not among {[each.accessibleName() for each in found]}"
        return named[0]

    def press(self, name: str) -> None:
        """The button in sight that is called so, or begins so."""
        self.one(QAbstractButton, name).click()
        self.settle()

    def on_couch(self, couch: str) -> str:
        """The open session there."""
        return next(each.id for each in self.model.open_sessions if plain(each.couch) == couch)

    @property
    def map(self) -> BodyMap:
        return self.one(BodyMap)

    def close(self) -> None:
        self.window.close_now()
        self.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.app.processEvents()
        discard(self.window, self.theme, self.console)

    def _create(self, folder: Path, kind: StoreKind, passphrase: str) -> tuple[Store, str]:
        return MemoryStore(kind), CODE


def _answers(action: Action, state: SessionState) -> list[SessionBody]:
    """What somebody would do where the next action waits."""
    assert action.code in ("set-depth", "answer-screening", "answer-checks"), action
    if action.code == "set-depth":
        in_work = action.zone == state.current
        return [DepthSet(action.zone, 500) if in_work else ZonePlanned(action.zone, 500, 3)]
    if action.code == "answer-screening":
        return [ScreeningAnswered(dict.fromkeys(action.left, "no"))]
    return [CheckAnswered(each) for each in action.left]


_papers: dict[tuple[str, Paper], bytes] = {}


def _summary(record: Record, paper: Paper) -> bytes:
    """Made once for each client: the paper says the same in every theme."""
    from console.documents.summary import summary

    profile = record.state().profile
    about = (profile.name if profile else "", paper)
    if about not in _papers:
        _papers[about] = summary(record, WORDS, paper)
    return _papers[about]
