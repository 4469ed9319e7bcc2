"""The one thread in which the engine decides and the store writes."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")
Failed = Callable[[BaseException], None]


class Runner(QObject):
    """Runs jobs one after the other off the window's thread; what comes of each is delivered in the window's."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "engine")
        self._waiting = 0
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something was asked for and has not been delivered."""
        return self._waiting > 0

    def run(self, job: Callable[[], Result], then: Callable[[Result], object], failed: Failed) -> None:
        """`then` gets the result, or `failed` the exception, in the order in which things were asked for."""
        self._waiting += 1
        self._pool.submit(job).add_done_callback(lambda future: self._done.emit((future, then, failed)))

    def _deliver(self, delivery: "tuple[Future[Any], Callable[[Any], object], Failed]") -> None:
        self._waiting -= 1
        future, then, failed = delivery
        error = future.exception()
        if error is None:
            then(future.result())
        else:
            failed(error)

    def close(self) -> None:
        """Waits for what was asked for."""
        self._pool.shutdown(wait=True)
