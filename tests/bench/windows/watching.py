"""A console that looks at the last thing that each of its first pages paints, and signs in."""

import time
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget

from console.app.ports import Store
from console.ui.shell import routes
from console.ui.shell.shell import Shell

READING_MS = 1_500
"""Less than anybody takes to type a passphrase."""


def watched(times: dict[str, list[float]], secret: str) -> type[Shell]:
    """`times` gets the moments, as the process's own clock tells them."""

    class Watched(Shell):
        name: QObject | None = None

        def begin(self, store: Store | None = None) -> None:
            super().begin(store)
            self.sign_in: Any = cast(Any, self.window.page)
            self.sign_in.foot.primary.installEventFilter(self)
            self.sign_in.secret.edit.installEventFilter(self)
            pages = self.window.centralWidget()
            assert isinstance(pages, QStackedWidget)
            pages.currentChanged.connect(self.turned)

        def eventFilter(self, to: QObject, event: QEvent) -> bool:
            now, paints = time.perf_counter(), event.type() == QEvent.Type.Paint
            if paints and to is self.sign_in.foot.primary:
                times.setdefault("paint", [now])
            if paints and to is self.name and self.name.property("text"):
                times.setdefault("home", [now])
                QTimer.singleShot(0, self.window.close)
            focused = self.sign_in.secret.edit.hasFocus() or event.type() == QEvent.Type.FocusIn
            if focused and "paint" in times and "usable" not in times:
                times["usable"] = [now]
                QTimer.singleShot(READING_MS, self.give)
            return False

        def give(self) -> None:
            from PySide6.QtTest import QTest

            edit = self.sign_in.secret.edit
            QTest.keyClicks(edit, secret)
            times["given"] = [time.perf_counter()]
            QTest.keyClick(edit, Qt.Key.Key_Return)

        def turned(self) -> None:
            page = self.window.page
            if page is not None and page is self.made(routes.HOME):
                name: QObject = cast(Any, page)._clinic
                name.installEventFilter(self)
                self.name = name

    return Watched
