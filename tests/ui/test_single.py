"""Started twice on one folder: the first window comes to the front, the second start ends well and writes nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.shell.single_instance import SingleInstance, name_of
from tests.faults.disk import held
from tests.faults.rooms import copied
from tests.faults.table import ROOT

START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from console.ui.shell import refcount_workaround
refcount_workaround.keep()
from console.ui.shell.single_instance import SingleInstance
app = QApplication([])
single = SingleInstance(Path(sys.argv[1]))
print("first" if single.first else "second", flush=True)
if single.first:
    app.exec()
"""
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


def bare(folder: Path) -> "subprocess.Popen[str]":
    """A program that is nothing but a start; the first stays until it is killed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = [sys.executable, "-c", START, str(folder)]
    return subprocess.Popen(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def start(folder: Path, home: Path) -> "subprocess.Popen[str]":
    """Stipple itself, on the folder, without a screen."""
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "WAYLAND_DISPLAY": "offscreen", "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
    }  # fmt: skip
    run = [sys.executable, "main.py", "--data", str(folder), "run"]
    return subprocess.Popen(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def standing(folder: Path) -> Iterator[QWidget]:
    window, single = QWidget(), SingleInstance(folder)
    assert single.first
    single.shows(window)
    yield window
    window.close()
    single.deleteLater()


def test_the_first_window_comes_and_the_second_start_ends(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    folder = copied("cleanse", tmp_path / "store")
    home = tmp_path / "home"
    home.mkdir()
    with standing(folder) as window:
        window.showMinimized()
        before = held(folder)
        second = start(folder, home)
        qtbot.waitUntil(lambda: not window.windowState() & Qt.WindowState.WindowMinimized, timeout=20_000)
        assert second.wait(20) == 0
        assert second.communicate() == ("", "")
        assert held(folder) == before
        assert list(home.rglob("*.json")) == []


def test_another_folder_has_a_window_of_its_own(qapp: QApplication, tmp_path: Path) -> None:
    with standing(tmp_path / "one"), standing(tmp_path / "two"):
        assert name_of(tmp_path / "one") != name_of(tmp_path / "two")


def test_a_folder_is_the_same_by_any_way_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert name_of(tmp_path / "link" / "store") == name_of(tmp_path / "store")


@pytest.mark.skipif(sys.platform == "win32", reason="a killed program's pipe is gone by itself")
def test_one_that_was_killed_is_in_nobodys_way(qapp: QApplication, tmp_path: Path) -> None:
    with bare(tmp_path) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == "first\n"
        killed.kill()
    with standing(tmp_path):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name is the kernel's")
def test_of_many_at_once_one_is_first(tmp_path: Path) -> None:
    """The others are answered by it and end."""
    crowd = [bare(tmp_path) for _ in range(6)]
    came = [each.stdout.readline().strip() for each in crowd if each.stdout]
    assert sorted(came) == ["first", *["second"] * 5]
    for each, what in zip(crowd, came, strict=True):
        if what == "first":
            each.kill()
        assert (each.wait(10) == 0) is (what == "second")
        each.communicate()
