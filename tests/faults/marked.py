"""Stipple with a client whose name is a marker, in a session; it comes to a bad end after a slot of ours broke."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import main
from console.app import sessions
from console.app.ports import Store
from console.core.events import Noted
from console.ui.shell import app
from console.ui.shell.shell import Shell

sessions.LEAST_ROOM = 0
"""The disk is meant to be full."""
MARKER = "Zyxwvutsrq-Marker"
TICK_MS = 20


class Marked(Shell):
    """Signs in to the store of the folder, begins a session, notes the marker, breaks, and ends."""

    def begin(self, store: Store | None = None) -> None:
        super().begin(self.dependencies.open_store(self.dependencies.folder, "rehearsal"))
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._go_on)
        self._ticks.start()
        self._asked = self._noted = self._broke = False

    def _go_on(self) -> None:
        if self.model.operator is None:
            return
        state = self.model.session
        if not self._asked:
            self._asked = True
            self.model.begin(self.model.open_clinic.store.clients()[0].id, "Couch 1")
        elif state is not None and not self._noted:
            self._noted = True
            QTimer.singleShot(0, lambda: self._break(MARKER))
            for _ in range(int(sys.argv[2])):
                self.model.propose(Noted(f"{MARKER} bruises easily. " * 40))
        elif self._broke and self._noted and not self.model.runner.busy:
            self._end()

    def _break(self, name: str) -> None:
        self._broke = True
        raise ValueError(f"{name} is not what we thought: {MARKER}")

    def _end(self) -> None:
        self._ticks.stop()
        titles = [each.windowTitle() for each in QApplication.topLevelWidgets()]
        assert MARKER not in " ".join(titles)
        print("shown" if self.model.problem is None else self.model.problem.code, flush=True)
        match sys.argv[1]:
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "crash":
                os.abort()
            case _:
                self.window.close()


if __name__ == "__main__":
    app.Shell = Marked  # type: ignore[attr-defined]
    sys.exit(main.main(["--data", str(Path(sys.argv[3])), "run"]))
