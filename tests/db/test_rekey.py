"""A new data key: who was removed is out, all others go on, every row still verifies; a kill leaves old or new."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from console.app.ports import Head, StoreError
from console.core.events import Noted, PersonAdded, PersonRemoved, RecoveryCodeChanged
from console.core.people import Operator
from db.backup.restore import restore
from db.connections import connect
from db.files import DATABASE, KEYS
from db.keys import key_slots, rekey
from db.keys.key_file import read_keys
from db.keys.key_slots import Place, open_slot
from db.keys.store_keys import LIGHT_COST, make_keys, unlock
from db.store import Store
from tests.support.store_help import PASSPHRASE, RESTORED, event, raw, refused, story

BOB, HIS = "b" * 32, "bob has words too"
CAT, HERS = "c" * 32, "cat likes old milk"


@pytest.fixture
def made(folder: Path) -> str:
    """A closed store with the story and three people; gives its recovery code."""
    store, code = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    with closing(store):
        for each in story():
            store.append(each)
        store.append(event(PersonAdded(Operator(store.person, "Ann", ("manage",)))))
        for person, secret in ((BOB, HIS), (CAT, HERS)):
            store.append(event(PersonAdded(Operator(person, person[0].upper(), ("treat",)))))
            store.set_passphrase(secret, person)
        store.anchor()
    return code


def shut_out(folder: Path, person: str = BOB) -> Head:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        return store.revoke(person, event(PersonRemoved(person)))


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} - {"stipple.lock"}


def test_who_was_removed_is_out_and_all_others_go_on(folder: Path, made: str) -> None:
    before = unlock(read_keys(folder / KEYS), HIS)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        public, old = store.public_key(store.person), [store.events(each) for each in ("", "s1")]
        head = store.revoke(BOB, event(PersonRemoved(BOB)))
        assert store.head() == head
        assert store.append(event(Noted("under the new key"), "s1", "c1")).seq == head.seq + 1
        store.anchor()
        assert (store.verify(), store.public_key(store.person)) == ([], public)
        assert [store.events("")[:-1], store.events("s1")[:-1]] == old
        assert [each.name for each in store.people()] == ["Ann", "C"]
        assert [each.name for each in store.people(gone=True)] == ["Ann", "B", "C"]
    with refused("wrong-secret"):
        Store.open(folder, HIS)
    with refused("disk-error"), closing(connect(folder / DATABASE, before)):
        pass
    after = unlock(read_keys(folder / KEYS), HERS)
    assert not {before.database, before.audit, before.wrapping} & {after.database, after.audit, after.wrapping}
    for secret in (PASSPHRASE, HERS, made):
        with closing(Store.open(folder, secret)) as store:
            assert (store.doubts, store.verify()) == ([], [])
            assert store.events("s1")[-1].body == Noted("under the new key")
    assert names(folder) == {KEYS, DATABASE}


def test_keys_follow_one_another(folder: Path, made: str) -> None:
    shut_out(folder, BOB)
    head = shut_out(folder, CAT)
    with closing(Store.open(folder, made)) as store:
        assert (store.verify(), store.head(), len(store.people())) == ([], head, 1)
        assert len(read_keys(folder / KEYS).epochs) == 2
        assert store.events("s1")[2].body == Noted("a small bruise")


@pytest.mark.parametrize("seq", [1, 3, 7, 8, 9])
def test_a_row_changed_before_or_after_is_still_found(folder: Path, made: str, seq: int) -> None:
    shut_out(folder)
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER log_never_changes")
        connection.execute("UPDATE log SET utc_ms = utc_ms + 1 WHERE seq = ?", (seq,))
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert [(each.code, each.seq) for each in store.verify() if each.seq] == [("row-changed", seq)]


def test_what_a_former_key_chained_is_not_continued_by_it(folder: Path, made: str) -> None:
    """Who knew the old key can't write a row after its end."""
    old = unlock(read_keys(folder / KEYS), HIS)
    shut_out(folder)
    new = unlock(read_keys(folder / KEYS), PASSPHRASE)
    assert [(up_to, key) for up_to, key in new.former] == [(8, old.audit)]
    assert new.audit != old.audit


def test_an_old_backup_opens_with_the_secrets_of_its_time(folder: Path, made: str, tmp_path: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        earlier = store.backup(event(Noted("")).at)
    shut_out(folder)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        later = store.backup(event(Noted("")).at, tmp_path / "later")
    restore(earlier.file, tmp_path / "earlier", HIS, RESTORED)
    with refused("wrong-secret"):
        restore(later.file, tmp_path / "no", HIS, RESTORED)
    restore(later.file, tmp_path / "yes", made, RESTORED)
    with closing(Store.open(tmp_path / "yes", HERS)) as store:
        assert store.verify() == []


def test_a_changed_key_file_gets_no_new_key(folder: Path, made: str) -> None:
    """Or whoever put a slot of their own there would be given it."""
    file = read_keys(folder / KEYS)
    theirs = make_keys("rehearsal", "somebody else's", LIGHT_COST)[0].file.slots[0]
    (folder / KEYS).write_bytes(msgspec.json.encode(replace(file, slots=(*file.slots, theirs))))
    with refused("keys-changed"):
        shut_out(folder)
    assert names(folder) == {KEYS, DATABASE}


def test_without_the_data_key_nobody_seals_for_a_slot(folder: Path, made: str) -> None:
    """The public half alone is not enough: another store's data key, sealed to it, opens nothing."""
    file = read_keys(folder / KEYS)
    slot = next(each for each in file.slots if each.person == BOB)
    place = Place(file.version, file.db_uuid, file.kind, slot.kind, slot.person)
    sealed = key_slots._encrypt_data_key(place, slot.uid, slot.box, bytes(32), bytes(32))
    planted = replace(slot, sealed=sealed)
    with refused("keys-damaged"):
        open_slot(place, planted, HIS)


class Power(Exception):
    """The program ends here."""


def steps(monkeypatch: pytest.MonkeyPatch, stop: int) -> list[str]:
    """Every call that changes a file is counted; the one numbered `stop` and all after it never happen."""
    done: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            done.append(name)
            if len(done) > stop:
                raise Power(name)
            return real(*arguments, **more)

        return call

    for name in ("replace", "fsync"):
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    monkeypatch.setattr(Path, "unlink", counted("unlink", Path.unlink))
    monkeypatch.setattr(Path, "chmod", counted("chmod", Path.chmod))
    for name in ("prepare", "commit", "_rekey", "_first", "examine"):
        monkeypatch.setattr(rekey, name, counted(name, getattr(rekey, name)))
    return done


def outcome(folder: Path, code: str) -> str:
    """Old or new, whole either way."""
    with closing(Store.open(folder, code)) as store:
        assert (store.doubts, store.verify()) == ([], [])
        removed = [each for each in store.events("") if isinstance(each.body, PersonRemoved)]
        assert len(store.people()) == 3 - len(removed)
    assert names(folder) == {KEYS, DATABASE}
    file = read_keys(folder / KEYS)
    try:
        unlock(file, HIS)
        opens = True
    except StoreError:
        opens = False
    assert opens != bool(removed)
    assert unlock(file, HERS).database == unlock(file, PASSPHRASE).database
    return "new" if removed else "old"


def test_a_kill_at_any_step_leaves_old_or_new(
    folder: Path, made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    for stop in range(200):
        copy = tmp_path / f"copy{stop}"
        shutil.copytree(folder, copy)
        store = Store.open(copy, PASSPHRASE)
        with monkeypatch.context() as patched:
            done = steps(patched, stop)
            with suppress(Power):
                store.revoke(BOB, event(PersonRemoved(BOB)))
        store.close()
        found.append(outcome(copy, made))
        shutil.rmtree(copy)
        if len(done) <= stop:
            break
    assert found == ["old"] * found.count("old") + ["new"] * found.count("new")
    assert found.count("old") > 10
    assert found.count("new") >= 3


def test_what_cannot_be_told_is_left_alone(folder: Path, made: str) -> None:
    (folder / rekey.NEXT).write_bytes((folder / KEYS).read_bytes().replace(b'"salt": "', b'"salt": "A', 1))
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == []
    assert not rekey.is_pending(folder)


def test_the_code_before_opens_nothing_of_today_with_a_key_file_of_then(folder: Path, made: str) -> None:
    then = (folder / KEYS).read_bytes()
    with closing(Store.open(folder, PASSPHRASE)) as store:
        code = store.new_code()
        head = store.renew_code(code, event(RecoveryCodeChanged()))
        assert (store.head(), store.verify(), store.person != "") == (head, [], True)
        with refused("wrong-secret"):
            store.renew_code("no code", event(RecoveryCodeChanged()))
        assert store.append(event(Noted("goes on"), "s1", "c1")).seq == head.seq + 1
    with refused("wrong-secret"):
        Store.open(folder, made)
    for secret in (code, PASSPHRASE, HIS):
        Store.open(folder, secret).close()
    (folder / KEYS).write_bytes(then)
    with refused("keys-foreign"):
        Store.open(folder, made)


def test_a_passphrase_of_before_opens_nothing_of_today_once_a_new_code_was_made(folder: Path, made: str) -> None:
    then, new = (folder / KEYS).read_bytes(), "bob has other words"
    with closing(Store.open(folder, HIS)) as store:
        store.set_passphrase(new, BOB)
    (folder / KEYS).write_bytes(then)
    Store.open(folder, HIS).close()
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.set_passphrase(new, BOB)
        store.renew_code(store.new_code(), event(RecoveryCodeChanged()))
    Store.open(folder, new).close()
    (folder / KEYS).write_bytes(then)
    with refused("keys-foreign"):
        Store.open(folder, HIS)


def test_a_backup_of_before_a_changed_passphrase_opens_with_either(folder: Path, made: str, tmp_path: Path) -> None:
    new = "bob has other words"
    with closing(Store.open(folder, HIS)) as store:
        earlier = store.backup(event(Noted("")).at)
        store.set_passphrase(new, BOB)
    today = unlock(read_keys(folder / KEYS), new)
    restore(earlier.file, tmp_path / "old", HIS, RESTORED)
    restore(earlier.file, tmp_path / "new", new, RESTORED, today)
    with refused("wrong-secret"):
        restore(earlier.file, tmp_path / "none", new, RESTORED)
