"""A year of sign-offs, each backed up, thinned and copied to a second medium: whatever is kept gives back its day."""

import shutil
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from db.backup import elements
from db.backup.backup_store import BackupStore
from db.files import BACKUPS
from db.store import Store
from tests.support.points import START, held, restored, visit
from tests.support.store_help import new_store

DAY_MS = 86_400_000
MOST_FILES = 1_000


def lived(folder: Path, stick: Path, sign_offs: int, days: int, looks: int, rows: int) -> tuple[int, int]:
    """Return how many points were put back on the way, and at the end; each is equal by digest."""
    random, backups, digests, looked = Random(25), BackupStore(), dict[str, tuple[int, str]](), 0
    stick.mkdir()
    at_random = set(random.sample(range(sign_offs), looks))
    with closing(new_store(folder)) as store:
        backups.choose_second(folder, stick)
        second = next(stick.iterdir())
        for number in range(sign_offs):
            visit(store, number, rows)
            at = replace(START, utc_ms=START.utc_ms + number * days * DAY_MS // sign_offs)
            point = store.backup(at)
            digests[point.file.name] = (point.seq, held(store, point.seq) if number in at_random else "")
            if number % 7 != 3:  # else the stick is at home
                backups.copy(folder, point.file, at.utc_ms, store.clash)
            backups.thin(folder, at.utc_ms, point.file.name)
            store.tidy_backups()
            for place in (folder / BACKUPS, second):
                assert max(len(list(each.iterdir())) for each in (place, *place.glob("rows-*"))) <= MOST_FILES
            if number in at_random:
                place = random.choice((folder / BACKUPS, second))
                _gives_back(store, random.choice(sorted(place.glob("*.stipple-backup"))), digests, folder)
                looked += 1
        left = [file for place in (folder / BACKUPS, second) for file in sorted(place.glob("*.stipple-backup"))]
        for file in left:
            _gives_back(store, file, digests, folder)
    return looked, len(left)


def _gives_back(store: Store, file: Path, digests: dict[str, tuple[int, str]], folder: Path) -> None:
    seq, digest = digests[file.name]
    back = folder.with_name("back")
    assert restored(file, back, seq) == held(store, seq), file.name
    assert digest in ("", held(store, seq))
    shutil.rmtree(back)


def test_some_weeks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "SMALL_KEPT", 6)
    looked, left = lived(tmp_path / "store", tmp_path / "stick", 16, 40, 1, 3)
    assert looked == 1
    assert left > 10


@pytest.mark.soak
def test_a_year(tmp_path: Path) -> None:
    looked, left = lived(tmp_path / "store", tmp_path / "stick", 6_000, 365, 200, 12)
    assert looked == 200
    assert left > 120
