"""What an intent costs the store, counted: statements, writes past the database. How long it takes is the bench's."""

import os
from pathlib import Path

import pytest

from console.core.events import Noted
from db.store import Store
from tests.support import stage


def test_an_intent_is_one_insert_and_one_commit_and_one_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = stage.played(tmp_path / "room", until="expect next sign-off")
    assert isinstance(room.store, Store)
    room.sessions.propose(room.latest, Noted("the first of its kind"))
    raw, head = room.store._writer._ready()
    said, marks, write = list[str](), list[int](), os.write

    def noted(at: int, data: bytes) -> int:
        marks.append(at)
        return write(at, data)

    raw.set_trace_callback(said.append)  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "write", noted)
    room.sessions.propose(room.latest, Noted("Client comfortable"))
    monkeypatch.undo()
    raw.set_trace_callback(None)  # type: ignore[attr-defined]
    assert list(dict.fromkeys(each.split()[0] for each in said)) == ["BEGIN", "INSERT", "COMMIT"]
    assert {each.split()[2] for each in said if each.startswith("INSERT")} == {"log"}
    assert len(marks) == 1
    assert room.store.head().seq == head.seq + 1
    room.store.close()
