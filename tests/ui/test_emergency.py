"""While the disk fails, the run screen offers a sealed copy of the session on another one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app.ports import StoreError
from console.core.record import from_json
from console.ui.session.session_banners import SessionBanners
from tests.support.texts import WORDS
from tests.support.window_room import RunScreenRoom


def test_the_session_leaves_a_failing_disk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = RunScreenRoom(qtbot, qapp, tmp_path)
    state = desk.begin()
    offer = WORDS.say("backups", "emergency")
    monkeypatch.setattr(SessionBanners, "ask_folder", lambda _: str(tmp_path))
    desk.model.trouble.emit(StoreError("disk-error", file="stipple.db", detail="I/O error"))
    desk.click(offer)
    (file,) = tmp_path.glob("*.stipple-emergency")
    assert from_json(file.read_bytes()).events == state.history
    assert desk.window.isVisible()
    desk.close()
