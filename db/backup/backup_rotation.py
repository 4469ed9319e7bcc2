"""Which backups are kept as time goes on: all of two days, then one a day, a week, a month."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from db.backup.backup_format import made_at

RECENT = timedelta(days=2)
Period = Callable[[datetime], tuple[int, ...]]
STAGES: tuple[tuple[int, Period], ...] = (
    (12, lambda at: (at.toordinal(),)),
    (10, lambda at: tuple(at.isocalendar()[:2])),
    (9, lambda at: (at.year, at.month)),
)
"""How many are kept, and of which stretch of time the newest of each."""


def surplus(names: Iterable[str], now_utc_ms: int, good: str = "") -> set[str]:
    """Return the backups that may go.

    Never the newest, nor `good`, nor one of the future, nor a name that is no backup's.
    """
    now = datetime.fromtimestamp(now_utc_ms / 1000, UTC)
    known = {name: at for name in names if (at := made_at(name)) is not None}
    newest_first = sorted(known, key=lambda name: known[name], reverse=True)
    left = [name for name in newest_first[1:] if now - known[name] >= RECENT]
    gone: set[str] = set()
    for most, period in STAGES:
        seen: set[tuple[int, ...]] = set()
        rest = []
        for name in left:
            of = period(known[name])
            if of in seen:
                gone.add(name)
            elif len(seen) < most:
                seen.add(of)
            else:
                rest.append(name)
        left = rest
    return (gone | set(left)) - {good}
