"""The session that is measured is one in which a zone is worked on, whatever the script came to say before."""

from pathlib import Path

from tests.bench.__main__ import folding


def test_five_hundred_events_are_folded(tmp_path: Path) -> None:
    (line,) = folding(tmp_path, quick=True)
    assert line.startswith("fold of 500 events")
