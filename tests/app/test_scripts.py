"""Every session script on a real, encrypted store: played, then held against its own log."""

from pathlib import Path

import pytest

from console.app.scripts.runner import play
from console.core.record import from_json, to_json
from console.core.session import fold
from tests.bench.stage import stage

SCRIPTS = sorted((Path(__file__).parents[1] / "scripts").glob("*.session"))
FEWEST_SCRIPTS = 15


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= FEWEST_SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_plays_and_its_store_is_whole(script: Path, tmp_path: Path) -> None:
    made = stage(tmp_path / "store")
    try:
        play(made, script.read_text(encoding="utf-8"), script.name)
        for session in made.named.values():
            state = made.sessions.state(session)
            assert fold(state.protocol, state.history) == state
            record = made.sessions.record(session)
            again = from_json(to_json(record))
            assert again == record
            assert again.digest == record.digest
        assert made.store.verify() == []
        assert made.store.rebuild(made.sessions.view) == 0
    finally:
        made.store.close()
