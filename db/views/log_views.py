"""Session views as the log alone gives them: each session folded under the protocol that it began with."""

from collections.abc import Callable, Sequence
from typing import Any

from console.app.ports import Report, SessionStatus, SessionView, StoreError
from console.app.projections.session_view import session_view
from console.core.events import Event, OpenedByMistake, ProtocolAdopted, SessionBegun, SignedOff
from console.core.protocol import Protocol
from console.core.protocol_file import BadFile, from_json
from console.core.refusal import Refusal
from console.core.session import fold
from db.connections import Raw
from db.log.log import READ_KIND, Log

UNFOLDABLE = (Refusal, BadFile, LookupError, AssertionError, TypeError, ValueError, AttributeError)
"""What folding raises where somebody else wrote the events."""
ADOPTED = str(ProtocolAdopted.__struct_config__.tag)
SESSIONS = "SELECT count(DISTINCT session) FROM log WHERE session <> ''"


class LogViews:
    """Gives the view of any session of a log, and reports how many it has given.

    unfolded  by session: what kept it from being folded
    """

    def __init__(self, raw: Raw, log: Log, report: Report = lambda done, total: None) -> None:
        adopted = filter(None, (if_readable(log.event, row) for row in raw.execute(READ_KIND, (ADOPTED,))))
        bodies = (event.body for event in adopted)
        self._contents = {body.digest: body.content for body in bodies if isinstance(body, ProtocolAdopted)}
        self.unfolded: dict[str, str] = {}
        self._protocols: dict[str, Protocol] = {}
        self._done, self._total, self._report = 0, raw.execute(SESSIONS).fetchone()[0], report

    def __call__(self, events: Sequence[Event]) -> SessionView:
        """Return the session's view; of one that can't be folded what its first and last entries say."""
        self._done += 1
        self._report(self._done, self._total)
        try:
            return session_view(fold(self._protocol(events[0].body), events))
        except UNFOLDABLE as error:
            self.unfolded[events[0].session] = type(error).__name__
            return _unfolded_view(events)

    def _protocol(self, begun: object) -> Protocol:
        if not isinstance(begun, SessionBegun):
            raise Refusal("unknown-session")
        if begun.protocol not in self._protocols:
            self._protocols[begun.protocol] = from_json(self._contents[begun.protocol])
        return self._protocols[begun.protocol]


def if_readable(read: Callable[[Any], Event], row: Any) -> Event | None:
    """Return the event that this makes of a row; None where nobody can read it."""
    try:
        return read(row)
    except StoreError as error:
        if error.code != "event-unreadable":
            raise
        return None


def _unfolded_view(events: Sequence[Event]) -> SessionView:
    first, begun = events[0], events[0].body
    operator = begun.operator.id if isinstance(begun, SessionBegun) else first.actor
    ended = next((each.at.utc_ms for each in events if isinstance(each.body, SignedOff)), None)
    status: SessionStatus = "open" if ended is None else "signed"
    step = "prepare" if ended is None else "sign-off"
    closed = next((each.at.utc_ms for each in events if isinstance(each.body, OpenedByMistake)), None)
    if closed is not None:
        status, ended = "mistaken", closed
    return SessionView(first.session, first.client, operator, first.at.utc_ms, step, status, ended)
