"""Space on the run screen, until the commit returned and the window has painted what it led to."""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from console.ui.shell import refcount_workaround

refcount_workaround.keep()

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from console.app.scripts.script_stage import Stage  # noqa: E402
from console.ui.shell.window import Window  # noqa: E402
from tests.bench.windows.showing import shown  # noqa: E402
from tests.support import stage  # noqa: E402

APART_MS = 20_000
"""What the clock of the room moves between two presses."""


class Paints(QObject):
    """Whether the window was asked to paint itself since this was asked last, and how often a state came."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.asked, self.states = False, 0
        window.installEventFilter(self)
        window.model.session_changed.connect(self._came)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.asked |= event.type() == QEvent.Type.UpdateRequest
        return False

    def taken(self) -> bool:
        asked, self.asked = self.asked, False
        return asked

    def _came(self, state: object) -> None:
        self.states += 1


def press(window: Window, paints: Paints) -> float:
    """Until the state came and nothing is left to paint, in milliseconds."""
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    before = paints.states
    paints.taken()
    begun = time.perf_counter()
    QTest.keyClick(window.session_page, Qt.Key.Key_Space)
    while paints.states == before:
        QApplication.processEvents(wait)
    painted = False
    while not painted or paints.taken():
        painted = painted or paints.asked
        QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def main(folder: Path, presses: int) -> None:
    figures: dict[str, list[float]] = {"press": [], "floor": []}
    insert = stage.bare_insert(folder / "bare.db")
    room = stage.played(folder / "0", until="expect next take-zone forehead")
    window, clock = shown(room), room.clock
    paints = Paints(window)
    rooms = 1
    for _ in range(60):
        insert()
    while len(figures["press"]) < presses:
        if room.sessions.next_action(room.latest).code not in ("take-zone", "pass-done"):
            room.store.close()
            room = stage.played(folder / str(rooms), until="expect next take-zone forehead")
            rooms += 1
            _turn(window, room, paints)
        room.pass_time(APART_MS)
        if room.clock is not clock:
            clock.advance(APART_MS)
        figures["press"].append(press(window, paints))
        figures["floor"].append(_timed(lambda: (window.repaint(), insert())))
    print(json.dumps(figures))


def _turn(window: Window, room: Stage, paints: Paints) -> None:
    """To another room; what its making left behind is no part of a press."""
    window.model.use(room.store, room.sessions, room.clinic)
    before = paints.states
    window.model.choose(room.latest)
    while paints.states == before:
        QApplication.processEvents()
    for _ in range(20):
        QApplication.processEvents()
    gc.collect()


def _timed(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
