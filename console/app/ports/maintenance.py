"""What keeps a store whole: checking, rebuilding, erasing, room on the disk, closing."""

from collections.abc import Callable, Sequence
from typing import Protocol as Interface

from console.app.ports.faults import Checked, Finding, Head, Progress
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

    def check_on(
        self,
        utc_ms: int,
        whole: bool,
        view: Callable[[Sequence[Event]], SessionView],
        progress: Progress | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> Checked:
        """Check as `verify` does, but go on from what was checked before, by a mark that nobody makes without the keys.

        Everything is checked where `whole` says so, where the mark is missing or not of this log, and where everything
        was last checked a week ago. A `progress` that raises CheckStopped ends it where it is. Any thread may call it.
        """
        ...

    def whole_check_is_due(self, utc_ms: int) -> bool:
        """Return whether the next check would be of everything."""
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
