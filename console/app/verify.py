"""Checking that nothing in the store was altered, with figures of what was looked at."""

from collections.abc import Sequence

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import Finding, Head, Progress, Store
from console.app.sessions import Sessions
from console.core.clock import Clock
from console.core.people import Operator
from console.core.refusal import Refusal


class LogCheck(Struct, frozen=True):
    """The findings, worst first, and how many rows and signed sessions were looked at."""

    findings: tuple[Finding, ...]
    events: int
    sessions: int

    @property
    def damaged(self) -> bool:
        """Return whether a backup may mend what was found: not where somebody only goes on in another copy."""
        return any(each.code != "other-copy" for each in self.findings)


def allow(by: Operator) -> None:
    """Refuse where the person may not see the log."""
    if "see-log" not in by.rights:
        raise Refusal("may-not-see-log", name=by.name)


def check(
    store: Store,
    clock: Clock,
    zone: str,
    progress: Progress | None = None,
    printed: Sequence[tuple[str, Head]] = (),
) -> LogCheck:
    """Check the store, in any thread: it reads by itself and shares nothing with a running session. StoreError."""
    own = Sessions(store, clock, Clinic(store, clock, system_random), system_random, zone)
    events, signed = store.head().seq, store.signed()
    return LogCheck(tuple(store.verify(progress, own.kept.view, printed)), events, signed)
