"""Backups as a clinic lives with them: daily, at each sign-off, twice, thinned, and put back with nothing lost."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app import sessions as app_sessions
from console.app.ports import Finding, StoreError
from console.app.rescue import best, candidates, put_back
from console.core.events import BackupMade
from console.core.people import Profile
from console.core.refusal import Refusal
from db import disk_reserve
from db.files import BACKUPS
from db.store import Store as Encrypted
from tests.support.store_help import PASSPHRASE
from tests.support.store_practice import Practice

DAY_MS = 86_400_000


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path)
    yield made
    made.store.close()


def day(utc_ms: int) -> int:
    return utc_ms // DAY_MS


def test_one_a_day_and_old_ones_go(practice: Practice) -> None:
    assert practice.backups.due(day)
    for number in range(40):
        practice.back_up()
        assert not practice.backups.due(day)
        if number == 20:
            mine = practice.folder / BACKUPS / "mine.txt"
            mine.write_text("mine")
        practice.clock.advance(DAY_MS)
        assert practice.backups.due(day)
    names = {file.name for file in (practice.folder / BACKUPS).glob("*.stipple-backup")}
    assert mine.read_text() == "mine"
    assert 14 <= len(names) <= 19
    made = [each.body for each in practice.store.events("") if isinstance(each.body, BackupMade)]
    assert (len(made), made[-1].file in names) == (40, True)


def test_another_doubt_hides_no_second_head(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    told, heads = Finding("event-unreadable", 3, "noted"), Finding("other-copy", 5, "a backup")
    monkeypatch.setattr(practice.store, "_doubts", [told, heads])
    assert practice.backups.status().doubts == (told, heads)
    monkeypatch.setattr(practice.store, "contradictions", lambda kept: [heads])
    assert practice.backups.status().doubts == (heads, told)


def test_a_second_copy_each_time_and_a_word_after_a_week(practice: Practice) -> None:
    with pytest.raises(Refusal, match="may-not-choose-medium"):
        practice.backups.choose(practice.stick, replace(practice.osei, rights=("treat",)))
    practice.back_up()
    assert practice.backups.status().late_days == 0
    practice.clock.advance(8 * DAY_MS)
    assert practice.backups.status().late_days == 8
    practice.backups.choose(practice.stick, practice.osei)
    made = practice.back_up()
    standing = practice.backups.status()
    assert standing.second is not None
    assert (standing.late_days, standing.problem, standing.second.copied_utc_ms) == (
        0,
        None,
        practice.clock.now().utc_ms,
    )
    copies = sorted(standing.second.folder.glob("*.stipple-backup"))
    assert len(copies) == 2
    assert copies[-1].read_bytes() == made.file.read_bytes()
    assert "Hautraum" not in str(copies)
    assert [each.second for each in standing.backups] == [False, True, False, True]


def test_a_stick_that_is_away_blocks_nothing(practice: Practice) -> None:
    practice.backups.choose(practice.stick, practice.osei)
    practice.back_up()
    shutil.move(practice.stick, practice.stick.with_name("away"))
    practice.stick.mkdir()
    practice.clock.advance(9 * DAY_MS)
    assert practice.back_up().file.exists()
    standing = practice.backups.status()
    assert standing.problem is not None
    assert (standing.problem.code, standing.late_days) == ("second-missing", 9)
    assert list(practice.stick.iterdir()) == []
    shutil.rmtree(practice.stick)
    shutil.move(practice.stick.with_name("away"), practice.stick)
    practice.back_up()
    assert (practice.backups.status().problem, practice.backups.status().late_days) == (None, 0)


def test_a_second_copy_does_not_lie_with_the_first(practice: Practice) -> None:
    for place in (practice.folder, practice.folder / BACKUPS):
        with pytest.raises(StoreError, match="second-inside"):
            practice.backups.choose(place, practice.osei)
    with pytest.raises(StoreError, match="folder-missing"):
        practice.backups.choose(practice.stick / "none", practice.osei)


def test_too_little_room_begins_no_session_and_stops_none(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_sessions, "LEAST_ROOM", 1 << 60)
    other = practice.clinic.add_client(Profile("Ada Byron"))
    head = practice.store.head()
    with pytest.raises(Refusal, match="disk-nearly-full"):
        practice.sessions.begin(other, practice.osei)
    assert practice.store.head() == head
    practice.note("goes on")
    assert practice.store.head().seq == head.seq + 1


def test_ballast_is_laid_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_reserve.lay(tmp_path)
    assert (tmp_path / disk_reserve.NAME).stat().st_size == 32 << 20
    assert disk_reserve.release(tmp_path)
    assert not disk_reserve.release(tmp_path)
    monkeypatch.setattr(disk_reserve, "PLENTY", 1 << 60)
    assert not disk_reserve.lay(tmp_path)
    assert not disk_reserve.lay(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_after_damage_the_views_are_made_anew(practice: Practice) -> None:
    practice.back_up()
    practice.note("after the backup")
    second = practice.clinic.add_client(Profile("Ada Byron"))
    practice.store.anchor()
    views, clients, head = practice.store.sessions(), practice.store.clients(), practice.store.head()
    practice.store.close()
    os.remove(practice.folder / "keys.json")
    found = candidates(practice.backup_store, practice.folder, PASSPHRASE)
    kept = best(found)
    at = practice.clock.now()
    done = put_back(practice.backup_store, practice.folder, kept.backup.file, PASSPHRASE, at, practice.reopened)
    assert (done.last, done.known) == (head.seq, head.seq)
    practice.use(Encrypted.open(practice.folder, PASSPHRASE))
    assert (practice.store.sessions(), practice.store.clients()) == (views, clients)
    assert practice.store.client(second)
    assert practice.store.verify() == []


def test_the_best_backup_is_whole_and_newest(practice: Practice) -> None:
    first = practice.back_up()
    practice.clock.advance(1000)
    newest = practice.back_up()
    assert best(candidates(practice.backup_store, practice.folder, PASSPHRASE)).backup.file == newest.file
    data = bytearray(newest.file.read_bytes())
    data[len(data) // 2] ^= 1
    newest.file.write_bytes(data)
    assert best(candidates(practice.backup_store, practice.folder, PASSPHRASE)).backup.file == first.file
    with pytest.raises(StoreError, match="wrong-secret"):
        candidates(practice.backup_store, practice.folder, "guess")
    shutil.rmtree(practice.folder / BACKUPS)
    with pytest.raises(StoreError, match="no-backup"):
        candidates(practice.backup_store, practice.folder, PASSPHRASE)
