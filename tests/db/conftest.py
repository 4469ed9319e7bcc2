"""A store for a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from tests.support.store_help import new_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = new_store(folder)
    yield store
    store.close()
