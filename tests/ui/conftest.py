"""What every test with a window needs first, and the map of zones."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.core.text.words import Words
from console.ui.session.map.body_map import BodyMap
from console.ui.shell.preferences import Settings
from tests.screens.walk import MAYA
from tests.support.body_maps import LIGHT, Make
from tests.support.light_keys import make_light
from tests.support.lock_rooms import Hands
from tests.support.texts import WORDS
from tests.support.window_practice import Practice
from tests.support.window_room import RunScreenRoom


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[RunScreenRoom]:
    """Somebody at the run screen, with a session begun."""
    made = RunScreenRoom(qtbot, qapp, tmp_path)
    made.begin()
    yield made
    made.close()


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    """Three people at a window that can be locked; nothing is open."""
    made = Hands(qapp, tmp_path, MAYA, Settings("light"))
    made.open()
    yield made
    made.close()


@pytest.fixture
def practice(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Practice]:
    """A clinic on the disk whose passphrases cost next to nothing: what they must cost is told in the tests of keys."""
    make_light(monkeypatch)
    made = Practice(qapp, qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    maps: list[BodyMap] = []

    def build(
        name: str, size: tuple[int, int] = (640, 590), tokens: Mapping[str, str] = LIGHT, words: Words = WORDS
    ) -> BodyMap:
        body = BodyMap(words)
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
