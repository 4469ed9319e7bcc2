"""What a file that leaves the program may stand in place of."""

import os
from pathlib import Path

import pytest

from console.app.out_file import WriteError, place_of, write_out


@pytest.mark.skipif(os.name == "nt", reason="pipes are another matter there")
def test_what_is_no_file_takes_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(WriteError, match="no-file"):
            write_out(path, b"x")
    assert place_of(tmp_path / "pipe") == "pipe"


def test_a_file_stays_whole_where_the_new_one_can_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "paper.pdf"
    write_out(file, b"old")
    monkeypatch.setattr("os.fsync", lambda _: _no_room())
    with pytest.raises(WriteError, match="disk-full"):
        write_out(file, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("paper.pdf", b"old")]


def test_who_stops_it_leaves_nothing_of_a_paper_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: _stopped())
    with pytest.raises(KeyboardInterrupt):
        write_out(tmp_path / "paper.pdf", b"new")
    assert [*tmp_path.iterdir()] == []


def _stopped() -> None:
    raise KeyboardInterrupt


def _no_room() -> None:
    raise OSError(28, "No space left on device")
