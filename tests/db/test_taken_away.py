"""A database that is taken away or replaced while it is open takes no more events."""

import shutil
from pathlib import Path

import pytest

from console.app.ports import StoreError
from console.core.events import ClinicOpened
from db.files import DATABASE
from db.store import Store
from tests.support.store_help import event


@pytest.mark.parametrize("how", ["gone", "replaced", "folder"])
def test_nothing_is_written_where_nobody_finds_it(store: Store, folder: Path, how: str) -> None:
    file = folder / DATABASE
    store.append(event(ClinicOpened("Hautraum", "rehearsal"), "", ""))
    if how == "folder":
        folder.rename(folder.with_name("elsewhere"))
    else:
        file.rename(folder / "elsewhere")
    if how == "replaced":
        shutil.copy(folder / "elsewhere", file)
    with pytest.raises(StoreError) as caught:
        store.append(event(ClinicOpened("Hautraum", "rehearsal"), "", ""))
    assert caught.value.code == "database-gone"
