"""A window that is open while the computer sleeps: a process that tells what stands there before and after."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from console.app.ids import system_random
from console.app.ports import BackupStore, Store
from console.core.clock import SystemClock
from console.core.state import SessionState
from console.ui.shell.shell import Shell
from console.ui.shell.window_dependencies import WindowDependencies
from db.store import Store as Encrypted
from tests.faults.session_process import PASSPHRASE, numbing_ms, tell
from tests.support.stage import protocol
from tests.support.texts import WORDS

PATIENCE = 400
STEP_MS = 50


def parts(folder: Path) -> WindowDependencies:
    def none(*_: object) -> Store:
        raise AssertionError("no other store is opened here")

    backup_store: Callable[[], BackupStore] | None = None
    return WindowDependencies(
        words=WORDS, clock=SystemClock(), random=system_random, folder=folder,
        settings=folder.with_name("settings.json"), open_store=none, create_store=none, is_store=lambda _: True,  # type: ignore[arg-type]
        protocol=protocol, summary=none, recall_list=none, zone_name=lambda: "UTC", example=none,  # type: ignore[arg-type]
        backup_store=backup_store,
    )  # fmt: skip


def sit(folder: Path, clock: Path, asleep_s: int) -> None:
    """A session is in hand; then the clocks jump, as after sleep, and nobody has touched anything."""
    app = QApplication([])
    console = Shell(app, parts(folder))
    console.window.show()
    console.begin(Encrypted.open(folder, PASSPHRASE))
    model = console.model
    _wait(app, lambda: model.open_sessions)
    model.go_on(model.open_sessions[0].id)
    _wait(app, lambda: model.session)
    assert model.session is not None
    tell("awake", console.lock.on, type(console.window.page).__name__, _cream(console, model.session))
    clock.write_text(f"+{asleep_s}\n", encoding="ascii")
    _wait(app, lambda: console.lock.on)
    state = model.open_sessions[0]
    tell("woken", console.lock.on, type(console.window.page).__name__, _cream(console, state), model.session is None)
    console.window.close()


def _cream(shell: Shell, state: SessionState) -> int:
    return numbing_ms(shell.model.open_clinic.sessions, state)


def _wait(app: QApplication, until: Callable[[], object]) -> None:
    for _ in range(PATIENCE):
        app.processEvents()
        if until():
            return
        QThread.msleep(STEP_MS)


if __name__ == "__main__":
    sit(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
