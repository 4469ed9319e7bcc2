"""What every test with a window needs first, and the map of zones."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from console.ui.widgets.bodymap import BodyMap
from tests.ui.bodymaps import LIGHT, Make


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    maps: list[BodyMap] = []

    def build(name: str, size: tuple[int, int] = (640, 590), tokens: Mapping[str, str] = LIGHT) -> BodyMap:
        body = BodyMap()
        body.setLocale(QLocale(QLocale.Language.English))
        qtbot.addWidget(body)
        maps.append(body)
        body.set_reduced_motion(True)
        body.set_colours(tokens)
        body.show_map(name)
        body.resize(*size)
        body.show()
        body.activateWindow()
        qtbot.waitUntil(body.isActiveWindow)
        return body

    yield build
    for body in maps:
        body.hide()
