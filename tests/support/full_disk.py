"""A store in memory whose disk can be full."""

from console.app.ports import Head, SessionView, StoreError
from console.core.events import Event
from tests.support.memory_store import MemoryStore

ENOUGH = 1_000_000


class FullDisk(MemoryStore):
    """Takes `left` more events, and then none."""

    left = ENOUGH

    @property
    def full(self) -> bool:
        return self.left == 0

    @full.setter
    def full(self, full: bool) -> None:
        self.left = 0 if full else ENOUGH

    def append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        if self.full:
            raise StoreError("disk-full", detail="13")
        self.left -= 1
        return super().append(event, before, after)
