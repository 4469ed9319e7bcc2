"""What the tests of the command line share."""

from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "scripts" / "full-face.session"
SECRET = "correct horse battery staple"
Run = Callable[..., tuple[int, str, str]]
