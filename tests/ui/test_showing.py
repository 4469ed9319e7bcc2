"""Scripts that play themselves in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app.scripts.language import ScriptError
from console.app.scripts.script_stage import Stage
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.shell.script_player import ScriptPlayer
from console.ui.shell.window import Window
from tests.support.app_room import Room
from tests.support.fake_dependencies import dependencies
from tests.support.left_open import discard
from tests.support.memory_store import MemoryStore
from tests.support.stage import SCRIPT, protocol

FAST = 1_000_000.0


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme = Theme(qapp, "light")
    theme.load_scripts()
    model = Model(dependencies(tmp_path, Room().clock))
    made = Window(model, theme)
    made.show()
    yield made
    made.close()
    discard(made, model, theme)


def played(window: Window, qtbot: QtBot, text: str) -> ScriptPlayer:
    stage = Stage(lambda: MemoryStore("rehearsal"), protocol())
    showing = ScriptPlayer(stage, text, "a.session", window.model, FAST)
    with qtbot.waitSignal(showing.ended, timeout=20_000):
        showing.start()
    return showing


def test_a_script_is_shown_to_its_end(window: Window, qtbot: QtBot) -> None:
    assert played(window, qtbot, SCRIPT.read_text(encoding="utf-8")).error is None
    qtbot.waitUntil(lambda: window.model.session is not None and window.model.session.signed is not None)
    assert window.page is window.session_page


def test_a_script_that_fails_says_where(window: Window, qtbot: QtBot) -> None:
    error = played(window, qtbot, "0:00 client maya Maya\n0:00 begin maya\n0:05 expect step numbing\n").error
    assert isinstance(error, ScriptError)
    assert "3" in str(error)
