"""What keeps a store whole: checking, rebuilding, erasing, room on the disk, closing."""

from collections.abc import Callable, Sequence
from typing import Protocol as Interface

from console.app.ports.faults import Finding, Head, Progress
from console.app.ports.store_identity import StoreIdentity
from console.app.projections.session_view import SessionView
from console.core.events import Event


class Maintenance(StoreIdentity, Interface):
    """Every method may raise StoreError but `close`."""

    @property
    def doubts(self) -> Sequence[Finding]:
        """Return what a glance found wrong on opening."""
        ...

    def verify(
        self,
        progress: Progress | None = None,
        view: Callable[[Sequence[Event]], SessionView] | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> list[Finding]:
        """Check cipher, chain, anchors, signatures, references; an empty list means that all is as it was written.

        With `view`, which gives a session's view, check the views too. `printed`: heads by the names of the papers
        that they stand on. Waits for no writer and lets none wait; any thread may call it.
        """
        ...

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        """Make all views from the log alone, `view` giving each session's. Return how many rows differed before."""
        ...

    def erase(self, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> bool:
        """Append the event, which is its client's, and destroy their key and their row, in one transaction.

        Then take everything out of the -wal; False where a reader kept it from that, and closing will do it.
        """
        ...

    def free_bytes(self) -> int:
        """Return how many bytes are free where the store lies."""
        ...

    def lay_reserve(self) -> bool:
        """Lay down, where there is plenty of room, a file that is given up when the disk is full. Whether it lies."""
        ...

    def close(self) -> None:
        """Close the store and drop its keys. Python can't wipe memory."""
        ...
