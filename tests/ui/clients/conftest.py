"""The room, and pages shown in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.clients_room import ClientsRoom, Shown


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[ClientsRoom]:
    made = ClientsRoom(qapp, tmp_path)
    yield made
    made.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    pages: list[QWidget] = []

    def show(page: QWidget) -> None:
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1280, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

    yield show
    for page in pages:
        page.hide()
