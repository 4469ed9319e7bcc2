"""What lies on a stick goes on elsewhere: emergency copies, and a backup on an empty machine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app.emergency_copy import ImportResult, import_emergency_copy, save_emergency_copy
from console.app.ports import StoreError
from console.app.rescue import put_back
from console.core.clock import Instant
from console.core.events import Noted, Paused
from console.core.people import RIGHTS, Operator, Profile
from console.core.record import from_json, to_json
from console.core.refusal import Refusal
from db.backup.emergency_copy import read, read_own, write
from db.files import DATABASE
from db.keys.store_keys import LIGHT_COST, make_keys
from db.store import Store as Encrypted
from tests.support.stage import protocol
from tests.support.store_help import PASSPHRASE
from tests.support.store_practice import Practice


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path)
    yield made
    made.store.close()


def test_an_emergency_copy_needs_no_database_and_is_read_in_again(practice: Practice) -> None:
    practice.back_up()
    practice.note("a small bruise")
    practice.sessions.propose(practice.session, Paused())
    was = practice.sessions.state(practice.session).history
    (practice.folder / DATABASE).unlink()
    file = save_emergency_copy(
        practice.store, practice.sessions, practice.clinic, practice.session, practice.stick, practice.clock
    )
    assert b"Maya Lindqvist" not in file.read_bytes()
    assert b"a small bruise" not in file.read_bytes()
    practice.store.close()
    kept = practice.backup_store.backup_files(practice.folder)[0]
    at = practice.clock.now()
    put_back(practice.backup_store, practice.folder, kept.file, PASSPHRASE, at, practice.reopened)
    practice.use(Encrypted.open(practice.folder, PASSPHRASE))
    data = practice.backup_store.emergency(file, PASSPHRASE)
    assert len(practice.store.events(practice.session)) == 1
    assert import_emergency_copy(practice.store, practice.sessions, practice.clinic, data) == ImportResult(2, 1)
    assert import_emergency_copy(practice.store, practice.sessions, practice.clinic, data) == ImportResult(0, 3)
    assert practice.sessions.state(practice.session).history == was
    assert practice.store.verify() == []
    assert practice.store.rebuild(practice.sessions.kept.view) == 0
    assert practice.store.read_emergency_copy(file) == data
    with pytest.raises(StoreError, match="wrong-secret"):
        practice.backup_store.emergency(file, "guess")


def test_an_emergency_copy_that_goes_on_from_another_past_is_not_mixed_in(practice: Practice) -> None:
    practice.note("one")
    file = save_emergency_copy(
        practice.store, practice.sessions, practice.clinic, practice.session, practice.stick, practice.clock
    )
    data = practice.backup_store.emergency(file, PASSPHRASE)
    practice.note("two")
    head = practice.store.head()
    assert import_emergency_copy(practice.store, practice.sessions, practice.clinic, data) == ImportResult(0, 2)
    record = from_json(data)
    events = *record.events[:-1], replace(record.events[-1], id="f" * 32)
    data = to_json(replace(record, events=events))
    with pytest.raises(Refusal, match="emergency-differs"):
        import_emergency_copy(practice.store, practice.sessions, practice.clinic, data)
    assert practice.store.head() == head


@pytest.mark.parametrize("at", [0, 100, 3000, -5000])
def test_a_damaged_emergency_copy_is_said(practice: Practice, at: int) -> None:
    file = practice.store.write_emergency_copy(os.urandom(20_000), practice.stick, Instant(0, 0, "boot"))
    data = bytearray(file.read_bytes())
    data[at] ^= 0xFF
    file.write_bytes(data)
    codes = r"backup-damaged|keys-damaged|wrong-secret|backup-unsafe"
    with pytest.raises(StoreError, match=codes):
        practice.backup_store.emergency(file, PASSPHRASE)


def test_an_emergency_copy_from_before_a_removal_needs_a_secret(tmp_path: Path) -> None:
    keys, _ = make_keys("rehearsal", PASSPHRASE, LIGHT_COST)
    file = write(keys, b"data", tmp_path, "one")
    with pytest.raises(StoreError, match="emergency-older"):
        read_own(file, keys.renew(lambda _: True, 3))
    assert read_own(file, keys) == read(file, PASSPHRASE) == b"data"


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
    from db.keys.store_keys import LIGHT_COST

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
    second = practice.backup_store.second(practice.folder)
    assert second is not None
    (copy,) = second.folder.glob("*.stipple-backup")
    call = [sys.executable, "-c", EMPTY_MACHINE, copy, home / "data" / "clinic", secret, theirs]
    subprocess.run([str(each) for each in call], cwd=root, env=environment, check=True)
    assert theirs.read_bytes() == ours.read_bytes()
    with closing(Encrypted.open(home / "data" / "clinic", code)) as back:
        assert back.client(practice.maya) is not None
        assert [each.body for each in back.events(practice.session)][1] == Noted("a small bruise")
