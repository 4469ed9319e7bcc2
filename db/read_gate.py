"""Who may read what is about to be exchanged: many at once, or nobody while one exchanges it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class ReadGate:
    """Lets any number of threads read together; `alone` waits for them and holds new ones back."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._reads = 0
        self._shut = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the gate open for one read."""
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._reads += 1
        try:
            yield
        finally:
            with self._changed:
                self._reads -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every read out. Whoever is inside must not read by the same gate."""
        with self._changed:
            self._changed.wait_for(lambda: not self._reads and not self._shut)
            self._shut = True
        try:
            yield
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()
