"""`stipple run` until its window is seen: when that was, processor time until then, and what was imported by then.

With `floor` the same of a window of PySide6 with one label.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def seen() -> None:
    """Print what stands now, and end without tidying up."""
    found = {"seen": [time.time()], "cpu": [time.process_time()], "modules": sorted(sys.modules)}
    print(json.dumps(found), flush=True)
    os._exit(0)


def floor() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel

    class Label(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, seen)

    app = QApplication([])
    label = Label("Stipple")
    label.resize(1280, 800)
    label.show()
    app.exec()


def window(folder: str) -> None:
    import main as program
    from console.app.ports import Store

    real = program._open_window

    def opened(folder: Path, example: Callable[[], Store], begin: Store | None) -> int:
        from console.ui.shell import refcount_workaround

        refcount_workaround.keep()
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QPaintEvent

        from console.ui.shell import shell
        from console.ui.shell.window import Window

        class Seen(Window):
            def paintEvent(self, event: QPaintEvent) -> None:
                super().paintEvent(event)
                QTimer.singleShot(0, seen)

        shell.Window = Seen  # type: ignore[attr-defined]
        return real(folder, example, begin)

    program._open_window = opened
    program.main(["--data", folder, "run"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="stipple-bench-") as made:
        os.environ["XDG_CONFIG_HOME"] = str(Path(made))
        if sys.argv[1] == "floor":
            floor()
        else:
            window(sys.argv[1])
