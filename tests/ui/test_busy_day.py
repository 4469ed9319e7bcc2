"""A busy day at the real window over a real file: two couches, twelve sessions, four thousand intents, nothing lost."""

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.core.events import Event
from console.core.people import Entry, Profile
from console.ui.session.question_list import QuestionList
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.app_room import Room
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space
COUCHES = ("Couch 1", "Couch 2")
ROUNDS = 6
LATEX = (Entry("", "allergy", "latex", ("latex",)),)
SETTLED = 2
"""Rounds after which everything that is kept for good has been made."""


@pytest.fixture
def busy(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[RunScreenRoom]:
    """The run screen over an encrypted file, written to its disk with every press."""
    store, _ = Store.create(tmp_path / "store", "rehearsal", "rehearsal", LIGHT_COST)
    made = RunScreenRoom(qtbot, qapp, tmp_path, room=Room(store))  # type: ignore[arg-type]
    yield made
    made.close()
    store.close()


class Day:
    """Presses, and insists that each of them made exactly one event, durable before it was shown."""

    def __init__(self, desk: RunScreenRoom) -> None:
        self.desk = desk
        self.acknowledged: dict[str, tuple[Event, ...]] = {}

    def take_up(self, session: str) -> None:
        self.desk.model.choose(session)
        self.desk.settle()
        self.kept()

    def kept(self) -> None:
        self.acknowledged[self.desk.state.id] = self.desk.state.history

    def one(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            before = len(self.desk.state.history)
            self.desk.key(key)
            assert len(self.desk.state.history) == before + 1, f"{key} made no event"
            self.kept()

    def seen(self, endpoint: str) -> None:
        before = len(self.desk.state.history)
        self.desk.click(endpoint)
        assert len(self.desk.state.history) == before + 1
        self.kept()

    def needle(self, zones: int) -> None:
        """So many zones, each with second thoughts about depth and passes."""
        for _ in range(zones):
            self.one(SPACE)
            if self.desk.model.next_action().code == "set-depth":
                self.one("+")
            self.one("+", "-", "+", "-", SPACE, "5", "2", "z", "1", SPACE)
            for endpoint in ("Redness", "Pinpoint", "None", "Redness", "Pinpoint"):
                self.seen(endpoint)
            self.one(SPACE)

    def finish(self) -> None:
        while self.desk.model.next_action().code != "finish-step":
            self.needle(1)
        self.one(SPACE, *"1234567", SPACE)
        self.desk.key(SPACE)  # no lot of the cartridge was recorded: asked first
        self.one("2")
        assert self.desk.state.signed
        self.kept()


def held() -> tuple[int, int]:
    """Widgets and Python objects that are kept."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    return len(QApplication.allWidgets()), len(gc.get_objects())


@pytest.mark.soak
def test_twelve_sessions_on_two_couches(busy: RunScreenRoom, tmp_path: Path) -> None:
    day, counts = Day(busy), []
    for turn in range(ROUNDS):
        sessions = []
        for couch in COUCHES:
            known = Profile(f"Client {turn} of {couch}", "1990-05-05", 3, entries=LATEX)
            client = busy.room.clinic.add_client(known)
            busy.model.begin(client, couch)
            busy.settle()
            for questions in busy.window.findChildren(QuestionList):
                questions.complete()
            sessions.append(busy.state.id)
            busy.lead(prepared, numbed)
            day.kept()
        for zones in (4, 5):
            for session in sessions:
                day.take_up(session)
                day.needle(zones)
        for session in sessions:
            day.take_up(session)
            day.finish()
        busy.model.leave()
        counts.append(held())
    made = sum(len(events) for events in day.acknowledged.values())
    assert len(day.acknowledged) == ROUNDS * len(COUCHES)
    assert made >= 4_000
    assert {widgets for widgets, _ in counts[SETTLED:]} == {counts[SETTLED][0]}
    assert counts[-1][1] - counts[SETTLED][1] < 1_000 * (ROUNDS - SETTLED)
    busy.model.open_clinic.store.close()
    with closing(Store.open(tmp_path / "store", "rehearsal")) as opened:
        assert list(opened.verify()) == []
        room = Room(opened, founded=False)  # type: ignore[arg-type]
        for session, events in day.acknowledged.items():
            assert tuple(opened.events(session)) == events
            assert room.sessions.state(session).signed
