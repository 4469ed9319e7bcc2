"""Memory, session after session led through one window and one store, or through the engine alone."""

import gc
import json
import re
import sys
import tempfile
from pathlib import Path

from console.ui.shell import refcount_workaround

refcount_workaround.keep()

from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from console.app.scripts.interpreter import steps  # noqa: E402
from console.app.scripts.script_stage import Stage  # noqa: E402
from console.ui.shell.window import Window  # noqa: E402
from tests.bench.windows.process import rss_kib  # noqa: E402
from tests.bench.windows.showing import shown  # noqa: E402
from tests.support import stage  # noqa: E402

SHOWN = 3
SCRIPT = Path(__file__).parents[2] / "scripts" / "no-numbing.session"


def again(text: str) -> str:
    """The script for every session but the first: the clinic stands, the client is known."""
    return "\n".join(
        "" if re.match(r"0:00:00  (day|clinic|operator|client)", line) else line for line in text.splitlines()
    )


def lead(room: Stage, text: str, window: Window | None) -> None:
    """One session; the window shows the state before every third line of it, and the signed one."""
    room.passed_ms = 0
    room.named.clear()
    for number, _ in enumerate(steps(room, text, SCRIPT.name)):
        if number % SHOWN == 0 and room.named:
            show(room, window)
    show(room, window)


def show(room: Stage, window: Window | None) -> None:
    if window is not None:
        window.model.choose(room.latest)
        while window.model.runner.busy:
            QApplication.processEvents()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # done by the event loop where there is one


def main(sessions: int, windows: bool) -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    figures: dict[str, list[float]] = {"rss": [], "widgets": [], "objects": []}
    with tempfile.TemporaryDirectory(prefix="stipple-bench-") as made:
        room = stage.stage(Path(made) / "store")
        lead(room, text, None)
        window = shown(room) if windows else None
        for _ in range(sessions):
            lead(room, again(text), window)
            gc.collect()
            figures["rss"].append(rss_kib())
            figures["widgets"].append(len(QApplication.allWidgets()) if window else 0)
            figures["objects"].append(len(gc.get_objects()))
        if window is not None:
            window.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "window")
