"""What tests of the pages around a session share: real parts at a light cost, keys and clicks, a page on show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.app.ports import Report, Store, StoreKind
from console.core.clock import Clock, SystemClock
from console.core.people import RIGHTS, Operator
from console.ui.shell.window_dependencies import WindowDependencies
from console.ui.start.first_start import FirstStart
from db.backup.backup_store import BackupStore
from db.keys.store_keys import LIGHT_COST
from db.store import Store as Encrypted
from tests.support.fake_dependencies import dependencies
from tests.support.texts import WORDS

SECRET = "four plain words"
Show = Callable[[QWidget], QWidget]


def open_any(where: Path, secret: str, report: Report = lambda *_: None) -> Store:
    return Encrypted.open(where, secret, report=report)


PEOPLE = [
    Operator("a", "Dr A. Osei", RIGHTS),
    Operator("m", "M. Manager", ("print",)),
    Operator("b", "B. Öberg", RIGHTS),
]


def parts(folder: Path, clock: Clock | None = None, **given: object) -> WindowDependencies:
    def create(where: Path, kind: StoreKind, passphrase: str) -> tuple[Store, str]:
        assert kind == "clinic"
        return Encrypted.create(where, "rehearsal", passphrase, LIGHT_COST)

    real = {
        "open_store": open_any, "create_store": create, "backup_store": BackupStore,
        "is_store": lambda where: (where / "keys.json").exists(),
    }  # fmt: skip
    return dependencies(folder, clock or SystemClock(), **real | given)


def say(code: str, **facts: object) -> str:
    return WORDS.say("start", code, **facts)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def brought(signal: Any) -> Any:
    """The one thing that the signal carried."""
    return signal.args[0]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def write(text: str) -> None:
    field = focused()
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, text)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def at_code(qtbot: QtBot, first: FirstStart) -> None:
    """Up to the recovery code, by keys."""
    press(Qt.Key.Key_1)
    write("Skin & Co")
    press(Qt.Key.Key_Tab)
    write("Dr A. Osei")
    press(Qt.Key.Key_Return)
    write(SECRET)
    press(Qt.Key.Key_Tab)
    write(SECRET)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)


def at_adoption(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    press(Qt.Key.Key_Return)
    write(first.setup.code.replace("-", " ").lower())
    press(Qt.Key.Key_Return)
    write("144")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.waitUntil(first.adoption.isVisible)
