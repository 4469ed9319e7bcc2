"""What every program can tell of a backup, a newer program's too."""

import zipfile
from pathlib import Path

import msgspec
import pytest

from console.app.ports import Head
from console.core.clock import Instant
from db.backup.backup_format import MANIFEST, POINT, Stamp, read_stamp
from db.backup.elements import series_name
from db.files import KEYS
from db.keys.key_file import read_keys
from db.store import Store
from tests.support.store_help import story

AT = Instant(1_800_000_000_000, 60_000, "boot-1")


def remade(file: Path, **changes: object) -> None:
    """The backup with other facts in its manifest."""
    with zipfile.ZipFile(file) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[MANIFEST] = msgspec.json.encode(msgspec.json.decode(members[MANIFEST]) | changes)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("changes", [{}, {"version": POINT + 1, "attachments": {"a": 1}, "kind": "ward"}])
def test_the_head_in_a_backup_of_any_version_holds_the_log(store: Store, changes: dict[str, object]) -> None:
    for each in story():
        store.append(each)
    made = store.backup(AT)
    remade(made.file, **changes)
    assert read_stamp(made.file) == Stamp(
        store.identity, store.head(), store.identity, series_name(read_keys(store.folder / KEYS))
    )
    assert store.verify() == []
    remade(made.file, head=msgspec.to_builtins(Head(store.head().seq + 1, "f" * 64)))
    assert [each.code for each in store.verify()] == ["tail-cut"]
