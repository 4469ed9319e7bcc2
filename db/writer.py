"""The one thread that writes, and the one connection it writes through."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine, PoolProxiedConnection

from console.app.ports import Head, StoreError
from db.engine import Raw
from db.errors import sqlite_errors
from db.log import Log

Result = TypeVar("Result")


class Writer:
    """Runs jobs one after the other, each in a transaction of its own: one user action, one commit.

    After "disk-error" the connection is dropped; the next job opens a new one, and goes on only if the log ends where
    the last commit left it ("head-moved" otherwise, until the store is opened anew).
    """

    def __init__(self, engine: Engine, log: Log) -> None:
        self._engine = engine
        self._log = log
        self._held: PoolProxiedConnection | None = None
        self._head: Head | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    def submit(self, job: Callable[[Raw], Result]) -> Future[Result]:
        """Durable when the future is done. A job that moves the head returns it. StoreError "closed"."""
        try:
            return self._thread.submit(self._run, job)
        except RuntimeError as error:
            raise StoreError("closed") from error

    def close(self) -> None:
        """Finishes what is queued."""
        self._thread.shutdown(wait=True)
        self._drop()

    def _run(self, job: Callable[[Raw], Result]) -> Result:
        try:
            with sqlite_errors():
                raw = self._connection()
                result = _transact(raw, job)
        except StoreError as error:
            if error.code == "disk-error":
                self._drop()
            raise
        if isinstance(result, Head):
            self._head = result
        return result

    def _connection(self) -> Raw:
        if self._held is None:
            held = self._engine.raw_connection()
            raw: Raw = held.driver_connection  # type: ignore[assignment]
            try:
                self._check_head(raw)
            except BaseException:
                held.invalidate()
                raise
            self._held = held
            return raw
        return self._held.driver_connection  # type: ignore[return-value]

    def _check_head(self, raw: Raw) -> None:
        seq, mac = self._log.head(raw)
        if self._head is not None and (seq, mac.hex()) != (self._head.seq, self._head.mac):
            raise StoreError("head-moved", expected=self._head.seq, found=seq)

    def _drop(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            held.invalidate()


def _transact(raw: Raw, job: Callable[[Raw], Result]) -> Result:
    raw.execute("BEGIN IMMEDIATE")
    try:
        result = job(raw)
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.rollback()
    return result
