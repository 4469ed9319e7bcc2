"""Nobody presses anything: what two open sessions with their timers cost the processor, and what a clock on a bare
window costs it."""

import json
import sys
import time

from console.ui.shell import refcount_workaround

refcount_workaround.keep()

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel  # noqa: E402

import main as program  # noqa: E402
from console.app.clinic import Clinic  # noqa: E402
from console.app.ids import system_random  # noqa: E402
from console.app.scripts.script_stage import Stage  # noqa: E402
from console.app.sessions import Sessions  # noqa: E402
from console.cli.demo import example_store  # noqa: E402
from console.core.clock import SystemClock  # noqa: E402
from tests.bench.windows.showing import shown  # noqa: E402

SETTLES_MS = 2_000


def used(seconds: float) -> float:
    """Milliseconds of processor time, of all threads, in each second."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLES_MS, loop.quit)
    loop.exec()
    begun = time.process_time()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    return (time.process_time() - begun) * 1000 / seconds


def bare(seconds: float) -> float:
    label = QLabel("0")
    label.resize(1280, 800)
    label.show()
    tick = QTimer(interval=1000)
    tick.timeout.connect(lambda: label.setText(str(int(label.text()) + 1)))
    tick.start()
    spent = used(seconds)
    tick.stop()
    label.hide()
    return spent


def main(seconds: float) -> None:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    figures = {"floor": [bare(seconds)], "run": []}
    with example_store(program.wire(), 1) as (store, _):
        clock = SystemClock()
        clinic = Clinic(store, clock, system_random)
        sessions = Sessions(store, clock, clinic, system_random, "UTC")
        opened = sessions.open()
        assert len(opened) == 2
        room = Stage(lambda: store, program.wire().protocol())
        room.clock, room.sessions, room.clinic = clock, sessions, clinic  # type: ignore[assignment]
        room.people = {"first": opened[0].operator}
        room.named = {"numbing": next(each.id for each in opened if each.kind == "numbing")}
        window = shown(room)
        figures["run"].append(used(seconds))
        window.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(float(sys.argv[1]))
