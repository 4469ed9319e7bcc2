"""One reading of the log: each row's code and what is sealed in it, and each session once its last row was met."""

import hmac
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag

from console.app.ports import Finding, Head, Report, StoreError
from console.core.events import Event
from db.connections import Raw
from db.errors import finding_of
from db.log.anchors import Anchor
from db.log.glance import cut
from db.log.log import READ_AFTER, READ_SESSION, Log
from db.log.signatures import Seals
from db.log.view_check import ViewCheck

EVERY = 1000
SPAN = 20_000
"""Rows. A session that is spread over more is read again at its last row, rather than kept until then."""
ENDS = "SELECT session, min(seq), max(seq) FROM log WHERE session <> '' GROUP BY session"
NEW_ENDS = "SELECT session, 0, max(seq) FROM log NOT INDEXED WHERE session <> '' AND seq > ? GROUP BY session"
"""By the rows since alone: an index of sessions is of all of them."""
NONE = (0, 0)
Known = list[tuple[Any, Event | None]]
"""Rows of READ with what they say, None where nobody can read that."""


class RowCheck:
    """Reads on after a head, and keeps what it finds.

    head        how far it came
    found       of the chain only the first bad row, of sealed text the first that does not open
    unreadable  the first row that nobody can read, if there is one
    """

    def __init__(self, raw: Raw, log: Log, after: Head, seals: Seals, views: ViewCheck | None) -> None:
        self._raw, self._log, self._seals, self._views = raw, log, seals, views
        self.after = self.head = after
        self.found: list[Finding] = []
        self.unreadable: list[Finding] = []
        self._chained = self._sealed = True
        ends = raw.execute(NEW_ENDS, (after.seq,)) if after.seq else raw.execute(ENDS)
        self._ends = {session: (first, last) for session, first, last in ends.fetchall()}
        self._waiting: dict[str, Known] = {}

    def read(self, expected: dict[int, list[Anchor]], report: Report) -> Iterator[Finding]:
        """Read to the end. Yield what its length and the anchors, by their rows, say."""
        total = self._raw.execute("SELECT max(seq) FROM log").fetchone()[0] or 0
        number, before, mac = self.after.seq, bytes.fromhex(self.after.mac), self._log.mac
        rows = enumerate(self._raw.execute(READ_AFTER, (number,)), number + 1)
        for number, row in rows:
            code = row[13] or b""
            if self._chained and (row[0] != number or not hmac.compare_digest(mac(before, row[:13]), code)):
                self._chained = False
                at = row[0]
                self.found.append(Finding("row-changed", at) if at == number else Finding("row-missing", number))
            self._take(row)
            before = code
            if row[0] in expected:
                for anchor in expected.pop(row[0]):
                    if bytes.fromhex(anchor.head.mac) != code:
                        yield Finding("anchor-differs", row[0], anchor.where)
            if number % EVERY == 0 or number == total:
                self.head = Head(row[0], code.hex())
                report(number, total)
        if expected:
            yield cut(number + 1, expected[max(expected)][0])

    def _take(self, row: Any) -> None:
        event = self._event(row)
        session = row[2]
        if not session:
            if self._views is not None:
                self._views.clinic_row(row, event)
            return
        first, last = self._ends.get(session, NONE)
        if first > self.after.seq and last - first <= SPAN:
            self._waiting.setdefault(session, []).append((row, event))
            if row[0] == last:
                self._end(self._waiting.pop(session))
        elif row[0] == last:
            self._end(self._whole(session))

    def _whole(self, session: str) -> Known:
        rows = self._raw.execute(READ_SESSION, (session,)).fetchall()
        return [(row, self._event(row)) for row in rows]

    def _end(self, known: Known) -> None:
        events = [(row[0], event) for row, event in known if event is not None]
        if len(events) == len(known):
            self._seals.session(events)
        if self._views is not None:
            self._views.session(known)

    def _event(self, row: Any) -> Event | None:
        try:
            return self._log.event(row)
        except StoreError as error:
            if error.code != "event-unreadable":
                raise
            if isinstance(error.__cause__, InvalidTag) and self._sealed:
                self._sealed = False
                self.found.append(Finding("unsealable", row[0]))
            self.unreadable = self.unreadable or [finding_of(error)]
            return None
