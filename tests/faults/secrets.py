"""Fault 18: the passphrase is wrong, the key file lost, damaged or another's. Never a new clinic; the code opens."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from console.app.ports import StoreError
from db.backup.restore import restore
from db.files import DATABASE, KEYS
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.faults.damage import HARM
from tests.faults.disk import held
from tests.faults.table import Losses, Outcome
from tests.support.store_help import PASSPHRASE, RESTORED, filled


def secrets(where: Path, long: bool) -> Outcome:
    losses, said = Losses(), Counter[str]()
    store, code = Store.create(where / "whole", "rehearsal", PASSPHRASE, LIGHT_COST)
    backup = None
    with closing(store):
        from console.core.clock import Instant

        backup = store.backup(Instant(0, 0, "boot")).file
    filled(where / "other")
    for name, change in _changes(where, long).items():
        with losses.attempt(name):
            folder = where / "store"
            shutil.copytree(where / "whole", folder)
            change(folder)
            before = held(folder)
            said[_refused(folder, PASSPHRASE if name != "wrong passphrase" else "seven loud herons")] += 1
            assert {**held(folder), "stipple.lock": b""} == {**before, "stipple.lock": b""}, "something was written"
            shutil.rmtree(folder)
    with losses.attempt("the recovery code"):
        Store.open(where / "whole", code.lower().replace("-", " ")).close()
    with losses.attempt("the backup has the key file"):
        restore(backup, where / "back", code, RESTORED)
        Store.open(where / "back", code).close()
    return losses.outcome("said " + ", ".join(f"{each} {count}×" for each, count in said.most_common()))


def _refused(folder: Path, secret: str) -> str:
    """The code that it is refused with, or the doubt that is told."""
    try:
        with closing(Store.open(folder, secret)) as store:
            assert store.doubts or store.verify(), "opened as if nothing were"
            return store.doubts[0].code
    except StoreError as error:
        return error.code


def _changes(where: Path, long: bool) -> dict[str, Callable[[Path], object]]:
    changes: dict[str, Callable[[Path], object]] = {
        "wrong passphrase": lambda folder: None,
        "lost": lambda folder: (folder / KEYS).unlink(),
        "empty": lambda folder: os.truncate(folder / KEYS, 0),
        "another store's": lambda folder: shutil.copy(where / "other" / KEYS, folder),
        "another store's database": lambda folder: shutil.copy(where / "other" / DATABASE, folder),
    }
    for seed in range(200 if long else 20):
        changes[f"damaged {seed}"] = _harm(seed)
    return changes


def _harm(seed: int) -> Callable[[Path], object]:
    def harm(folder: Path) -> None:
        data = bytearray((folder / KEYS).read_bytes())
        HARM[(0, 1, 4)[seed % 3]](data, Random(seed))
        (folder / KEYS).write_bytes(data)

    return harm
