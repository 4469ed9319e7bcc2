"""A store where nothing can be written: opened to be looked at, and nothing is made beside it."""

import os
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine

from console.app.ports import StoreError
from db.connections import Mode
from db.files import DATABASE, KEYS, LOCK
from db.log.log import Log
from db.log.writer import Job, Result, Writer

WhyViewing = Literal["", "viewing", "viewing-full"]
"""The code of what is said: no rights, or a full disk."""


def view_only(folder: Path) -> bool:
    """Return whether something of the store can't be written to, by what the system says of medium and rights."""
    parts = (folder, *(folder / name for name in (DATABASE, KEYS, LOCK, f"{DATABASE}-wal")))
    return any(each.exists() and not os.access(each, os.W_OK) for each in parts)


def mode_for(folder: Path) -> Mode:
    """Return how to read it: with a -wal that holds commits as it lies there, else the file alone."""
    wal = folder / f"{DATABASE}-wal"
    return "view-wal" if wal.exists() and wal.stat().st_size else "view"


class ReadOnlyWriter(Writer):
    """In place of the writer: every job is refused with why the store is only shown."""

    def __init__(self, engine: Engine, log: Log, why: StoreError) -> None:
        super().__init__(engine, log)
        self._why = why

    def run(self, job: Job[Result]) -> Result:
        raise self._refusal()

    def checkpoint(self) -> bool:
        raise self._refusal()

    def _refusal(self) -> StoreError:
        return StoreError(self._why.code, **self._why.facts)
