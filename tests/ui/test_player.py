"""The sound library: imported when it is first needed, silent about what it lacks, and never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAYS = """
import sys
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
try:
    from console.ui.alarms.audio_player import QtPlayer
except ImportError:
    print("no library")
else:
    from console.ui.alarms.tones import wav
    player = QtPlayer(lambda: None)
    player.play(wav("low"), 0.0)
    player.stop()
    print(player.able)
"""
WINDOW = """
import sys
from pathlib import Path
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
import main
from console.core.clock import SystemClock
from console.ui.shell.shell import Shell
app = QApplication([])
folder = Path(sys.argv[1])
dependencies = main._window_dependencies(folder / "clinic", SystemClock(), lambda: None, main._player)
shell = Shell(app, replace(dependencies, settings=folder / "settings.json"))
shell.begin()
shell.window.show()
app.processEvents()
shell.get_ready()
shell.model.runner.close()
print("PySide6.QtMultimedia" in sys.modules, shell.sound.able)
shell.window.bell.test()
print(shell.sound.able in (True, False))
shell.window.close()
"""


def run(code: str, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """In a process of its own, where no sound server can be reached."""
    outside = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PULSE_SERVER": "unix:/nowhere", "XDG_RUNTIME_DIR": ""}
    return subprocess.run(
        [sys.executable, "-c", before + code, *arguments], cwd=ROOT, env=outside, capture_output=True, text=True,
        timeout=50, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("before", ["", "import sys; sys.modules['PySide6.QtMultimedia'] = None\n"])
def test_without_an_output_or_a_library_nothing_is_said_on_stderr(before: str) -> None:
    done = run(PLAYS, before=before)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() in (("no library",) if before else ("False", "no library"))


def test_the_library_is_not_imported_before_it_is_needed(tmp_path: Path) -> None:
    done = run(WINDOW, str(tmp_path))
    assert done.stdout.split() == ["False", "None", "True"], done.stderr
    assert done.stderr == ""
