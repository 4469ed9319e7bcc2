"""kill -9 at random moments of a store's work: what was acknowledged is there, and it opens at once."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from console.core.events import Noted, PersonAdded
from console.core.people import Operator
from db.backup.restore import restore
from db.files import DATABASE, KEYS
from db.keys.key_file import read_keys
from db.store import Store
from tests.faults.forked import told_until_killed
from tests.faults.work import create, shut_out, work
from tests.support.store_help import PASSPHRASE, RESTORED, event, new_store, raw, refused, story


def works_on(folder: Path, random: Random) -> None:
    new_store(folder).close()
    told = told_until_killed(work, folder, random, 60)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.doubts == []
        assert store.verify() == []
        with raw(folder) as connection:
            macs = [mac.hex() for (mac,) in connection.execute("SELECT mac FROM log ORDER BY seq")]
        acknowledged = [what for kind, what in told if kind == "event"]
        assert macs[: len(acknowledged)] == acknowledged
        assert len(macs) - len(acknowledged) <= 1
        zones = store.sessions()[0].zones if store.events("s1") else ()
        assert {zone.passes for zone in zones} <= {len(store.clients()), len(store.clients()) - 1}
        assert store.append(replace(event(Noted("goes on"), "s1", "c1"), id="f" * 32)).seq == len(macs) + 1
    seqs = [anchor.seq for anchor in read_keys(folder / KEYS).anchors]
    assert {int(what) for kind, what in told if kind == "anchor"} <= set(seqs)
    for number, file in enumerate(what for kind, what in told if kind == "backup"):
        restore(Path(file), folder.with_name(f"back{number}"), PASSPHRASE, RESTORED)


def creates(folder: Path, random: Random) -> None:
    told = told_until_killed(create, folder, random, 4)
    assert told
    made = {path for path in folder.iterdir() if path.name[0] != "."}
    assert {Path(what) for _, what in told} <= made
    for path in made:
        assert {KEYS, DATABASE} <= {file.name for file in path.iterdir()}
        with closing(Store.open(path, PASSPHRASE)) as store:
            assert store.verify() == []


def removes(folder: Path, random: Random) -> None:
    """Each person is there with their passphrase, or gone with it; no row is lost."""
    ids = [f"{number:032x}" for number in range(12)]
    with closing(new_store(folder)) as store:
        for each in (*story(), *(event(PersonAdded(Operator(id_, id_, ("treat",)))) for id_ in ids)):
            store.append(each)
        for id_ in ids:
            store.set_passphrase(f"secret of {id_}", id_)
    told = told_until_killed(shut_out, folder, random, 23)
    gone = {what for kind, what in told if kind == "removed"}
    begun = {what for kind, what in told if kind == "begun"}
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert (store.doubts, store.verify(), len(store.events("s1"))) == ([], [], 4)
        left = {each.id for each in store.people()}
        assert gone <= set(ids) - left <= begun
        for id_ in ids:
            if id_ in left:
                assert store.owner_of(f"secret of {id_}") == id_
            else:
                with refused("wrong-secret"):
                    store.owner_of(f"secret of {id_}")


@pytest.mark.parametrize("seed", range(6))
def test_removal(seed: int, tmp_path: Path) -> None:
    removes(tmp_path / "store", Random(seed))


@pytest.mark.parametrize("seed", range(5))
def test_work(seed: int, tmp_path: Path) -> None:
    works_on(tmp_path / "store", Random(seed))


@pytest.mark.parametrize("seed", range(3))
def test_creation(seed: int, tmp_path: Path) -> None:
    creates(tmp_path, Random(seed))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 1_200))
def test_two_hundred_kills(seed: int, tmp_path: Path) -> None:
    if seed % 4:
        works_on(tmp_path / "store", Random(seed))
    else:
        creates(tmp_path, Random(seed))
