"""`stipple run` on a clinic: until it paints, until the secret can be typed, and from the secret to home."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

READING_MS = 1_500
"""How long somebody takes to type a passphrase, and more."""


def main(folder: str, secret: str) -> None:
    begun = time.perf_counter()
    import main as program
    from console.ui import immortal

    immortal.keep()
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLabel, QStackedWidget

    from console.app.ports import Store
    from console.ui import start
    from console.ui.pages.home import Home
    from console.ui.pages.signin import SignIn

    times: dict[str, list[float]] = {}

    class Watched(start.Console):
        """Looks at the last thing that each page paints."""

        def begin(self, store: Store | None = None) -> None:
            super().begin(store)
            page = self.window.page
            assert isinstance(page, SignIn)
            self.sign_in, self.name = page, QLabel()
            page.foot.primary.installEventFilter(self)
            page.secret.edit.installEventFilter(self)
            pages = self.window.centralWidget()
            assert isinstance(pages, QStackedWidget)
            pages.currentChanged.connect(self.turned)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            page, now = self.sign_in, (time.perf_counter() - begun) * 1000
            if event.type() == QEvent.Type.Paint:
                if watched is page.foot.primary:
                    times.setdefault("paint", [now])
                elif watched is self.name and self.name.text():
                    times.setdefault("home", [now - self.given])
                    QTimer.singleShot(0, self.window.close)
            focused = page.secret.edit.hasFocus() or event.type() == QEvent.Type.FocusIn
            if focused and "paint" in times and "usable" not in times:
                times["usable"] = [now]
                QTimer.singleShot(READING_MS, self.type)
            return False

        def type(self) -> None:
            edit = self.sign_in.secret.edit
            QTest.keyClicks(edit, secret)
            self.given = (time.perf_counter() - begun) * 1000
            QTest.keyClick(edit, Qt.Key.Key_Return)

        def turned(self) -> None:
            if isinstance(self.window.page, Home):
                self.name = self.window.page._clinic
                self.name.installEventFilter(self)

    start.Console = Watched  # type: ignore[misc]
    program.main(["--data", folder, "run"])
    print(json.dumps(times), flush=True)
    os._exit(0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="stipple-bench-") as made:
        os.environ["XDG_CONFIG_HOME"] = str(Path(made))
        main(*sys.argv[1:])
