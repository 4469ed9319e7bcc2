"""This process, and new ones. Imports no Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
Figures = dict[str, list[float]]


def run(name: str, *arguments: object) -> Figures:
    """What a module of this folder prints, run in a new process on a screen that is there, or on none."""
    environ = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0", **os.environ, "QT_LOGGING_RULES": "qt.qpa.*=false"}
    command = [sys.executable, "-m", f"tests.bench.windows.{name}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environ, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def rss_kib() -> float:
    """The memory that is this process's now; only Linux tells."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))
