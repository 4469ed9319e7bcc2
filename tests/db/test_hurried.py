"""Commits that wait for no disk, and only while they are asked to."""

from db.store import Store


def synced(store: Store) -> int:
    level: int = store._writer.run(lambda raw, _: raw.execute("PRAGMA synchronous").fetchone()[0])
    return level


def test_what_was_hurried_is_synced_in_the_end(store: Store) -> None:
    with store.hurried():
        assert synced(store) == 0
    assert synced(store) == 2
