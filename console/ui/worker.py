"""The one thread in which the engine decides and the store writes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")
Failed = Callable[[Exception], None]


class Worker(QObject):
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

    def ask(self, job: Callable[[], Result], then: Callable[[Result], Any], failed: Failed) -> None:
        """`then` gets the result, or `failed` the exception, in the order in which things were asked for."""
        self._waiting += 1
        self._pool.submit(self._run, job, then, failed)

    def _run(self, job: Callable[[], Result], then: Callable[[Result], Any], failed: Failed) -> None:
        try:
            result = job()
        except Exception as error:  # noqa: BLE001  whoever asked gets it, in the window's thread
            self._done.emit((failed, error))
        else:
            self._done.emit((then, result))

    def _deliver(self, delivery: "tuple[Callable[[Any], Any], Any]") -> None:
        self._waiting -= 1
        to, what = delivery
        to(what)

    def close(self) -> None:
        """Waits for what was asked for."""
        self._pool.shutdown(wait=True)
