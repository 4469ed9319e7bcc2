"""Whoever has the database and all its keys, but not the signer's, forges no signed session."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.late_signatures import sign_waiting
from console.core.events import UNKNOWN, DangerAction, DangerOpened, Sealed, SigningKeyTaken
from console.core.signatures import message_to_sign
from db.connections import Raw
from db.files import BACKUPS, DATABASE, KEYS, LOCK
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.forging import ATTACKS, EVE, all_removed, key_not_introduced, removed
from tests.support.signatories import SUNDAY, Office, closed_office, with_all_keys
from tests.support.store_help import PASSPHRASE, event, keys_of


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return closed_office(tmp_path_factory.mktemp("office") / "store")


@pytest.fixture
def folder(office: Path, tmp_path: Path) -> Path:
    shutil.copytree(office, tmp_path / "store")
    return tmp_path / "store"


def found(folder: Path, secret: str = PASSPHRASE) -> list[tuple[str, int | None]]:
    with closing(Store.open(folder, secret)) as store:
        view = Office(folder, store).sessions.kept.view
        return [(finding.code, finding.seq) for finding in store.verify(view=view)]


def test_nothing_is_wrong_with_what_was_signed(folder: Path) -> None:
    assert found(folder) == []


def test_a_danger_card_after_sign_off_waits_for_a_signature_and_has_it_late(folder: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        office = Office(folder, store)
        session = store.sessions(status="signed")[0].id
        for body in (DangerOpened(), DangerAction("called")):
            office.sessions.propose(session, body, actor=UNKNOWN)
    assert found(folder) == []
    with closing(Store.open(folder, PASSPHRASE)) as store:
        office = Office(folder, store, SUNDAY + 3_600_000)
        assert store.unsigned() == [session]
        sign_waiting(store, office.sessions, store.person)
        assert store.unsigned() == []
    assert found(folder) == []


def test_chained_anew_alone_it_is_the_same(folder: Path) -> None:
    """So that what the attacks below are found by is what they change."""
    with_all_keys(folder, lambda raw: None)
    assert found(folder) == []


@pytest.mark.parametrize(("code", "attack"), ATTACKS, ids=[attack.__name__ for _, attack in ATTACKS])
def test_attack_with_all_keys_but_the_signers(folder: Path, code: str, attack: Callable[[Raw], int]) -> None:
    place: list[int] = []
    with_all_keys(folder, lambda raw: place.append(attack(raw)))
    rows = dict(each for each in found(folder) if each[0].startswith("seal"))
    gone = attack in (removed, all_removed, key_not_introduced)
    assert rows.get(code) == (rows.get(code, 0) if gone else place[0])
    assert code in rows


def test_a_key_that_somebody_slipped_in(folder: Path) -> None:
    """Eve introduces her key as Ann's and signs with it; with Ann's next signature it comes to light."""
    with closing(Store.open(folder, PASSPHRASE)) as store:
        office = Office(folder, store)
        ann = store.person
        seq = store.append(event(SigningKeyTaken(ann, EVE.public))).seq
        assert Clinic(store, office.clock, office.random).take_key(ann)
    assert ("key-forged", seq) in found(folder)


def test_a_slipped_in_key_is_seen_while_its_owner_is_signed_in(folder: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        seq = store.append(event(SigningKeyTaken(store.person, EVE.public))).seq
        assert [(each.code, each.seq) for each in store.verify()] == [("key-forged", seq)]


def test_somebody_who_came_by_the_recovery_code_goes_on_with_a_new_key(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    first, code = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    ann = first.person
    with closing(first):
        office = Office(folder, first)
        Clinic(first, office.clock, office.random).take_key(ann)
    with closing(Store.open(folder, code)) as store:
        store.set_passphrase("a quite new one", ann, LIGHT_COST)
        assert store.verify() == []
        assert Clinic(store, office.clock, office.random).take_key(ann)
        assert store.verify() == []


def test_a_seal_from_another_session_or_store_is_none(folder: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        first, second = (view.id for view in store.sessions()[:2])
        seal = next(each.body for each in store.events(first) if isinstance(each.body, Sealed))
        assert message_to_sign(store.identity, first, seal) != message_to_sign(store.identity, second, seal)
        last = store.append(event(replace(seal, target="x"), second)).seq
    assert ("seal-of-nothing", last) in found(folder)


def test_an_old_whole_store_is_told_by_its_backups(folder: Path) -> None:
    """Database and key file together put back to an earlier day: the backups that were made since know better."""
    old = folder.with_name("old")
    shutil.copytree(folder, old)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        Office(folder, store).visit(store.people()[0], store.clients()[0].id)
        end = store.head().seq
    for name in (DATABASE, KEYS, LOCK):
        shutil.copy(old / name, folder / name)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == []
        (finding,) = store.verify()
        assert (finding.code, finding.seq) == ("tail-cut", store.head().seq + 1)
        assert finding.detail.endswith(f": {end - 1}")
        assert ".stipple-backup" in finding.detail


def test_another_log_is_told_by_a_paper(folder: Path) -> None:
    with closing(Store.open(folder, PASSPHRASE)) as store:
        head = store.head()
        other = replace(head, mac="0" * 64)
        assert store.verify(printed=[("visit.pdf", head)]) == []
        (finding,) = store.verify(printed=[("visit.pdf", other)])
        assert (finding.code, finding.seq, finding.detail) == ("anchor-differs", head.seq, "visit.pdf")


def test_a_backup_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / BACKUPS / "broken.stipple-backup").write_bytes(b"PK")
    assert found(folder) == [("backup-unreadable", None)]


def test_views_that_were_changed(folder: Path) -> None:
    def change(raw: Raw) -> None:
        raw.execute("UPDATE sessions SET operator = 'eve' WHERE id = (SELECT min(id) FROM sessions)")

    with_all_keys(folder, change)
    assert found(folder) == [("view-differs", None)]


def test_a_trigger_of_somebody_elses(folder: Path) -> None:
    def change(raw: Raw) -> None:
        raw.execute("CREATE TRIGGER own AFTER INSERT ON sessions BEGIN DELETE FROM heartbeats; END")

    with_all_keys(folder, change)
    assert found(folder) == [("trigger-foreign", None)]


def test_another_key_file(folder: Path, tmp_path: Path) -> None:
    """The keys of another store never open this one."""
    closed_office(tmp_path / "other")
    shutil.copy(tmp_path / "other" / KEYS, folder / KEYS)
    with pytest.raises(Exception, match="keys-foreign"):
        Store.open(folder, PASSPHRASE)


def test_keys_at_hand_are_those_of_who_signed_in(folder: Path) -> None:
    assert len(keys_of(folder).signers) == 1
