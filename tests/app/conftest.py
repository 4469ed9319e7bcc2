"""What the tests of the application share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.app.scripts.interpreter import play
from console.app.scripts.script_stage import Stage
from tests.support.stage import stage


@pytest.fixture
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """A clinic in which the module's SCRIPT was played."""
    made = stage(tmp_path / "store")
    with closing(made.store):
        play(made, request.module.SCRIPT, "script")
        yield made
