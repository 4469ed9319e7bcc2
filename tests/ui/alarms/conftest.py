"""A run screen whose alarms can be heard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.alarms.sound import Sound
from tests.support.loudspeaker import Output
from tests.support.window_room import RunScreenRoom


@pytest.fixture
def output() -> Output:
    return Output()


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, tmp_path: Path, output: Output) -> Iterator[RunScreenRoom]:
    """A session is begun; the window's own tick rests, so that time passes only here."""
    made = RunScreenRoom(qtbot, qapp, tmp_path)
    made.window._tick.stop()
    made.window.bell.sound = Sound(output.make, made.window.bell)
    made.begin()
    yield made
    made.close()
