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
    """The findings, worst first; of how many rows how many were read, behind row `after`, 0 where all were.

    sessions      how many are signed
    whole_utc_ms  when all were read last
    stopped       it was ended before it had read what it was to read
    """

    findings: tuple[Finding, ...]
    events: int
    sessions: int
    after: int
    read: int
    whole_utc_ms: int
    stopped: bool

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
    whole: bool = False,
) -> LogCheck:
    """Check what was written since the last check, or everything.

    In any thread: it reads by itself and shares nothing with a running session. StoreError.
    """
    own = Sessions(store, clock, Clinic(store, clock, system_random), system_random, zone)
    events, signed = store.head().seq, store.signed()
    found = store.check_on(clock.now().utc_ms, whole, own.kept.view, progress, printed)
    rows, read = max(events, found.rows), found.rows - found.after
    return LogCheck(found.findings, rows, signed, found.after, read, found.whole_utc_ms, found.stopped)
