"""The one thread in which the engine decides and the store writes."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")
Failed = Callable[[BaseException], None]


class Task:
    """A job, who gets what comes of it, and then what came of it."""

    def __init__(self, job: Callable[[], Any], then: Callable[[Any], object], failed: Failed) -> None:
        self._job, self._then, self._failed = job, then, failed
        self._result: Any = None
        self._error: BaseException | None = None

    def work(self) -> None:
        """In the other thread."""
        try:
            self._result = self._job()
        except BaseException as error:  # noqa: BLE001 - handed over, raised again where it was asked for
            self._error = error

    def deliver(self) -> None:
        """Leave the task empty: its last reference may go in the other thread, and a widget must not go with it."""
        then, failed, result, error = self._then, self._failed, self._result, self._error
        self.__dict__.clear()
        if error is None:
            then(result)
        else:
            failed(error)


class Runner(QObject):
    """Runs jobs one after the other off the window's thread; what comes of each is delivered in the window's.

    Jobs, results and callbacks are released in the window's thread too: PySide destroys a widget of a Python class in
    the thread that drops its last reference.
    """

    _done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "engine")
        self._waiting = 0
        self._finished: deque[Task] = deque()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something was asked for and has not been delivered."""
        return self._waiting > 0

    def run(self, job: Callable[[], Result], then: Callable[[Result], object], failed: Failed) -> None:
        """`then` gets the result, or `failed` the exception, in the order in which things were asked for."""
        self._waiting += 1
        self._pool.submit(self._work, Task(job, then, failed))

    def _work(self, task: Task) -> None:
        task.work()
        self._finished.append(task)
        self._done.emit()

    def _deliver(self) -> None:
        if self._finished:  # else it was closed since
            self._waiting -= 1
            self._finished.popleft().deliver()

    def close(self) -> None:
        """Wait for what was asked for; nobody gets what came of it any more."""
        self._pool.shutdown(wait=True)
        self._finished.clear()
        self._waiting = 0
