"""The one connection that writes, lent to one caller at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Literal, TypeVar

from sqlalchemy import Engine, PoolProxiedConnection

from console.app.ports import Head, StoreError
from db.connections import Raw
from db.errors import sqlite_errors
from db.log.log import Log

Result = TypeVar("Result")
Job = Callable[[Raw, Head], Result]
LOST = frozenset({"disk-error", "database-damaged"})
"""After these the connection is not trusted any more."""


class Writer:
    """Runs jobs one after the other, each in a transaction of its own: one user action, one commit.

    The thread that calls is the thread that writes; another one waits its turn. After an error the log must end where
    the last commit left it, or every job is refused with "head-moved" until the store is opened again; after those of
    LOST it is asked over a new connection, and not before every page of the file is found whole.
    """

    def __init__(self, engine: Engine, log: Log, check: Callable[[Raw], None] = lambda _: None) -> None:
        """Write through this engine. `check` raises where the file, after an error of LOST, is not whole."""
        self._engine = engine
        self._log = log
        self._errors = sqlite_errors(engine.url.database)
        self._file = engine.url.database or ""
        self._identity = _identity(self._file)
        self._turn = RLock()
        self._open = True
        self._held: PoolProxiedConnection | None = None
        self._head: Head | None = None
        self._sure = False
        self._check = check
        self._doubted = False

    def run(self, job: Job[Result]) -> Result:
        """Run the job in a transaction, durable on return. StoreError.

        The job is given the log's head; one that moves it returns the new one.
        """
        with self._turn:
            if not self._open:
                raise StoreError("closed")
            if _identity(self._file) != self._identity:
                raise StoreError("database-gone", file=self._file)
            try:
                with self._errors:
                    raw, head = self._ready()
                    self._sure = False
                    result = _transact(raw, job, head)
            except BaseException as error:
                self._log.forget()
                if isinstance(error, StoreError) and error.code in LOST:
                    self._drop()
                    self._doubted = True
                raise
            self._head, self._sure = result if isinstance(result, Head) else head, True
            return result

    def checkpoint(self) -> bool:
        """Move everything committed from the -wal to the database file. StoreError.

        Return False where a reader was in the way for 5 s.
        """
        with self._turn, self._errors:
            busy = self._ready()[0].execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return not busy

    @contextmanager
    def bulk_load(self) -> Iterator[None]:
        """Make commits within durable only at the end: each is whole, but a loss of power takes the last ones away."""
        self._sync("NORMAL")
        try:
            yield
        finally:
            self._sync("FULL")
            self.checkpoint()

    def _sync(self, mode: Literal["NORMAL", "FULL"]) -> None:
        with self._turn, self._errors:
            self._ready()[0].execute(f"PRAGMA synchronous = {mode}").fetchall()

    def close(self) -> None:
        with self._turn:
            self._open = False
            self._drop()

    def _ready(self) -> tuple[Raw, Head]:
        """Return the connection, and the head as the last commit left it: asked for only where that is not sure."""
        self._held = self._held or self._engine.raw_connection()
        raw: Raw = self._held.driver_connection  # type: ignore[assignment]
        if self._doubted:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._check(raw)
            self._doubted = False
        if self._head is None or not self._sure:
            found = self._log.head(raw)
            if self._head is not None and found != self._head:
                raise StoreError("head-moved", expected=self._head.seq, found=found.seq)
            self._head = found
        return raw, self._head

    def _drop(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            held.invalidate()
        self._sure = False


def _identity(file: str) -> tuple[int, int] | None:
    """Return which file stands there; None where there is none. What is written to one that was taken away is lost."""
    try:
        stands = os.stat(file)
    except OSError:
        return None
    return stands.st_dev, stands.st_ino


def _transact(raw: Raw, job: Job[Result], head: Head) -> Result:
    raw.execute("BEGIN IMMEDIATE")
    try:
        result = job(raw, head)
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.rollback()
    return result
