"""Backups as a clinic lives with them: daily, at each sign-off, twice, thinned, and put back with nothing lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app import sessions as app_sessions
from console.app.backups import Backups, TakenIn, best, candidates, emergency_copy, put_back, take_in
from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import Backup, Store, StoreError
from console.app.sessions import Sessions
from console.core.clock import Instant, ScriptClock
from console.core.errors import Refusal
from console.core.events import BackupMade, Noted, Paused
from console.core.people import RIGHTS, Operator, Profile
from console.core.record import from_json, to_json
from db import ballast, emergency
from db.files import BACKUPS, DATABASE
from db.keys import LIGHT_COST, make_keys
from db.store import Store as Encrypted
from db.vault import Vault
from tests.app.room import MONDAY
from tests.bench.stage import protocol
from tests.db.help import PASSPHRASE, new_store

DAY_MS = 86_400_000


class Practice:
    """A clinic on a disk, with its backups, a session open, and a stick in the computer."""

    def __init__(self, tmp: Path) -> None:
        self.folder, self.stick = tmp / "clinic", tmp / "stick"
        self.stick.mkdir()
        self.clock, self.vault = ScriptClock(MONDAY), Vault()
        self.use(new_store(self.folder))
        self.clinic.open("Hautraum")
        self.osei = self.clinic.add_person(Operator("", "A. Osei", RIGHTS))
        self.clinic.adopt(protocol(), "A. Osei")
        self.maya = self.clinic.add_client(Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin"))
        self.session = self.sessions.begin(self.maya, self.osei).id

    def use(self, store: Store) -> None:
        self.store = store
        self.clinic, self.sessions = led(store, self.clock)
        self.backups = Backups(store, self.clinic, self.clock, self.vault, self.folder)

    def note(self, text: str) -> None:
        self.sessions.propose(self.session, Noted(text))

    def back_up(self) -> Backup:
        made = self.backups.make()
        assert made is not None, self.backups.problem
        self.backups.note(made)
        return made

    def reopened(self, folder: Path) -> tuple[Store, Sessions]:
        store = Encrypted.open(folder, PASSPHRASE)
        return store, led(store, self.clock)[1]


def led(store: Store, clock: ScriptClock) -> tuple[Clinic, Sessions]:
    clinic = Clinic(store, clock, system_random)
    return clinic, Sessions(store, clock, clinic, system_random, "Europe/Berlin")


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
            (practice.folder / BACKUPS / "mine.txt").write_text("mine")
        practice.clock.advance(DAY_MS)
        assert practice.backups.due(day)
    names = {file.name for file in (practice.folder / BACKUPS).iterdir()}
    assert "mine.txt" in names
    assert 14 <= len(names) - 1 <= 20
    made = [each.body for each in practice.store.events("") if isinstance(each.body, BackupMade)]
    assert (len(made), made[-1].file in names) == (40, True)


def test_a_second_copy_each_time_and_a_word_after_a_week(practice: Practice) -> None:
    with pytest.raises(Refusal, match="may-not-choose-medium"):
        practice.backups.choose(practice.stick, replace(practice.osei, rights=("treat",)))
    practice.back_up()
    assert practice.backups.standing().late_days == 0
    practice.clock.advance(8 * DAY_MS)
    assert practice.backups.standing().late_days == 8
    practice.backups.choose(practice.stick, practice.osei)
    made = practice.back_up()
    standing = practice.backups.standing()
    assert standing.second is not None
    assert (standing.late_days, standing.problem, standing.second.copied_utc_ms) == (
        0,
        None,
        practice.clock.now().utc_ms,
    )
    copies = sorted(standing.second.folder.iterdir())
    assert len(copies) == 2
    assert copies[-1].read_bytes() == made.file.read_bytes()
    assert "Hautraum" not in str(copies)
    assert [each.second for each in standing.kept] == [False, True, False, True]


def test_a_stick_that_is_away_blocks_nothing(practice: Practice) -> None:
    practice.backups.choose(practice.stick, practice.osei)
    practice.back_up()
    shutil.move(practice.stick, practice.stick.with_name("away"))
    practice.stick.mkdir()
    practice.clock.advance(9 * DAY_MS)
    assert practice.back_up().file.exists()
    standing = practice.backups.standing()
    assert standing.problem is not None
    assert (standing.problem.code, standing.late_days) == ("second-missing", 9)
    assert list(practice.stick.iterdir()) == []
    shutil.rmtree(practice.stick)
    shutil.move(practice.stick.with_name("away"), practice.stick)
    practice.back_up()
    assert (practice.backups.standing().problem, practice.backups.standing().late_days) == (None, 0)


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
    assert ballast.lay(tmp_path)
    assert (tmp_path / ballast.NAME).stat().st_size == 32 << 20
    assert ballast.release(tmp_path)
    assert not ballast.release(tmp_path)
    monkeypatch.setattr(ballast, "PLENTY", 1 << 60)
    assert not ballast.lay(tmp_path)
    assert not ballast.lay(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_after_damage_the_views_are_made_anew(practice: Practice) -> None:
    practice.back_up()
    practice.note("after the backup")
    second = practice.clinic.add_client(Profile("Ada Byron"))
    practice.store.anchor()
    views, clients, head = practice.store.sessions(), practice.store.clients(), practice.store.head()
    practice.store.close()
    os.remove(practice.folder / "keys.json")
    found = candidates(practice.vault, practice.folder, PASSPHRASE)
    kept = best(found)
    at = practice.clock.now().utc_ms
    done = put_back(practice.vault, practice.folder, kept.kept.file, PASSPHRASE, at, practice.reopened)
    assert (done.last, done.known) == (head.seq, head.seq)
    practice.use(Encrypted.open(practice.folder, PASSPHRASE))
    assert (practice.store.sessions(), practice.store.clients()) == (views, clients)
    assert practice.store.client(second)
    assert practice.store.verify() == []


def test_the_best_backup_is_whole_and_newest(practice: Practice) -> None:
    first = practice.back_up()
    practice.clock.advance(1000)
    newest = practice.back_up()
    assert best(candidates(practice.vault, practice.folder, PASSPHRASE)).kept.file == newest.file
    data = bytearray(newest.file.read_bytes())
    data[5000] ^= 1
    newest.file.write_bytes(data)
    assert best(candidates(practice.vault, practice.folder, PASSPHRASE)).kept.file == first.file
    with pytest.raises(StoreError, match="wrong-secret"):
        candidates(practice.vault, practice.folder, "guess")
    shutil.rmtree(practice.folder / BACKUPS)
    with pytest.raises(StoreError, match="no-backup"):
        candidates(practice.vault, practice.folder, PASSPHRASE)


def test_an_emergency_copy_needs_no_database_and_is_read_in_again(practice: Practice) -> None:
    practice.back_up()
    practice.note("a small bruise")
    practice.sessions.propose(practice.session, Paused())
    was = practice.sessions.state(practice.session).history
    (practice.folder / DATABASE).unlink()
    file = emergency_copy(
        practice.store, practice.sessions, practice.clinic, practice.session, practice.stick, practice.clock
    )
    assert b"Maya" not in file.read_bytes()
    assert b"bruise" not in file.read_bytes()
    practice.store.close()
    kept = practice.vault.kept(practice.folder)[0]
    at = practice.clock.now().utc_ms
    put_back(practice.vault, practice.folder, kept.file, PASSPHRASE, at, practice.reopened)
    practice.use(Encrypted.open(practice.folder, PASSPHRASE))
    data = practice.vault.emergency(file, PASSPHRASE)
    assert len(practice.store.events(practice.session)) == 1
    assert take_in(practice.store, practice.sessions, practice.clinic, data) == TakenIn(2, 1)
    assert take_in(practice.store, practice.sessions, practice.clinic, data) == TakenIn(0, 3)
    assert practice.sessions.state(practice.session).history == was
    assert practice.store.verify() == []
    assert practice.store.rebuild(practice.sessions.view) == 0
    assert practice.store.read_away(file) == data
    with pytest.raises(StoreError, match="wrong-secret"):
        practice.vault.emergency(file, "guess")


def test_an_emergency_copy_that_goes_on_from_another_past_is_not_mixed_in(practice: Practice) -> None:
    practice.note("one")
    file = emergency_copy(
        practice.store, practice.sessions, practice.clinic, practice.session, practice.stick, practice.clock
    )
    data = practice.vault.emergency(file, PASSPHRASE)
    practice.note("two")
    head = practice.store.head()
    assert take_in(practice.store, practice.sessions, practice.clinic, data) == TakenIn(0, 2)
    record = from_json(data)
    events = *record.events[:-1], replace(record.events[-1], id="f" * 32)
    data = to_json(replace(record, events=events))
    with pytest.raises(Refusal, match="emergency-differs"):
        take_in(practice.store, practice.sessions, practice.clinic, data)
    assert practice.store.head() == head


@pytest.mark.parametrize("at", [0, 100, 3000, -5000])
def test_a_damaged_emergency_copy_is_said(practice: Practice, at: int) -> None:
    file = practice.store.put_away(os.urandom(20_000), practice.stick, Instant(0, 0, "boot"))
    data = bytearray(file.read_bytes())
    data[at] ^= 0xFF
    file.write_bytes(data)
    codes = r"backup-damaged|keys-damaged|wrong-secret|backup-unsafe"
    with pytest.raises(StoreError, match=codes):
        practice.vault.emergency(file, PASSPHRASE)


def test_an_emergency_copy_from_before_a_removal_needs_a_secret(tmp_path: Path) -> None:
    keys, _ = make_keys("rehearsal", PASSPHRASE, LIGHT_COST)
    file = emergency.put_away(keys, b"data", tmp_path, "one")
    with pytest.raises(StoreError, match="emergency-older"):
        emergency.read_own(file, keys.renewed(lambda _: True, 3))
    assert emergency.read_own(file, keys) == emergency.read(file, PASSPHRASE) == b"data"


EMPTY_MACHINE = """
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
import main
file, folder, secret, out = map(Path, sys.argv[1:])
assert main.main(["--data", str(folder), "--passphrase-file", str(secret), "restore", str(file)]) == 0
assert main.main(["--data", str(folder), "--passphrase-file", str(secret), "verify"]) == 0
assert main.main(["--data", str(folder), "--passphrase-file", str(secret), "summary", "latest", "--out", str(out)]) == 0
"""


def test_on_an_empty_machine_with_the_recovery_code(tmp_path: Path) -> None:
    """Another home, another folder, nothing but the stick and the paper: the sessions, and the same bytes on paper."""
    from db.keys import LIGHT_COST

    (tmp_path / "here").mkdir()
    practice = Practice(tmp_path / "here")
    practice.store.close()
    shutil.rmtree(practice.folder)
    store, code = Encrypted.create(practice.folder, "example", PASSPHRASE, LIGHT_COST)
    practice.use(store)
    practice.clinic.open("Hautraum")
    practice.osei = practice.clinic.add_person(Operator("", "A. Osei", RIGHTS))
    practice.clinic.adopt(protocol(), "A. Osei")
    practice.maya = practice.clinic.add_client(Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin"))
    practice.session = practice.sessions.begin(practice.maya, practice.osei).id
    practice.note("a small bruise")
    practice.backups.choose(practice.stick, practice.osei)
    practice.back_up()
    secret = tmp_path / "paper"
    secret.write_text(code.lower(), encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "TZ": "Europe/Berlin"}
    ours, theirs = tmp_path / "ours.pdf", tmp_path / "theirs.pdf"
    root = Path(__file__).parents[2]
    practice.store.close()
    arguments = ["--data", practice.folder, "--passphrase-file", secret, "summary", "latest", "--out", ours]
    subprocess.run([sys.executable, "-m", "main", *map(str, arguments)], cwd=root, env=environment, check=True)
    second = practice.vault.second(practice.folder)
    assert second is not None
    (copy,) = second.folder.iterdir()
    call = [sys.executable, "-c", EMPTY_MACHINE, copy, home / "data" / "clinic", secret, theirs]
    subprocess.run([str(each) for each in call], cwd=root, env=environment, check=True)
    assert theirs.read_bytes() == ours.read_bytes()
    with closing(Encrypted.open(home / "data" / "clinic", code)) as back:
        assert back.client(practice.maya) is not None
        assert [each.body for each in back.events(practice.session)][1] == Noted("a small bruise")
