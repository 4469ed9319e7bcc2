"""Papers are drawn as the program says, whatever lies in the user's home."""

import os
import subprocess
import sys
from pathlib import Path

from tests.faults.table import ROOT


def test_no_file_of_the_home_is_run(tmp_path: Path) -> None:
    (tmp_path / ".reportlab_settings").write_text("print('was run')\npageCompression = 0\n")
    environment = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", "import console.documents.summary, reportlab.rl_config as it; print(it.shapeChecking)"]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, timeout=50, check=True)
    assert done.stdout.split() == [b"1"]
