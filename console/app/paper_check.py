"""A printed summary held against the record: is the one still the other?"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from console.app.ports import EventLog, Head
from console.app.sessions import Sessions
from console.core.events import Sealed, SignedOff
from console.core.paper_keywords import PaperKeywords, read_keywords
from console.core.record import Record

Render = Callable[[Record, Literal["a4", "letter"]], bytes]


class PaperCheck(Struct, frozen=True):
    """`code` says what was found, `good` whether that is well; `since`: entries that came after the paper."""

    code: str
    good: bool = False
    since: int = 0


def check_paper(log: EventLog, sessions: Sessions, pdf: bytes, render: Render) -> PaperCheck:
    """Make the paper from the record as it then stood, and compare every byte. StoreError."""
    facts = read_keywords(pdf)
    if facts is None:
        return PaperCheck("foreign")
    events = log.events(facts.session)
    if not events:
        return PaperCheck("unknown")
    if len(events) < facts.events:
        return PaperCheck("shorter")
    then = sessions.record(facts.session, facts.events)
    if then.erased_utc_ms is not None:
        return _check_erased(then, facts)
    if then.digest != facts.digest or (facts.head_seq, facts.head) != then.head:
        return PaperCheck("differs")
    if render(then, "letter" if facts.paper == "letter" else "a4") != pdf:
        return PaperCheck("altered")
    since = sum(not isinstance(event.body, Sealed) for event in events[facts.events :])
    return PaperCheck("true-since" if since else "true", True, since)


def _check_erased(then: Record, facts: PaperKeywords) -> PaperCheck:
    digests = [event.body.digest for event in then.events if isinstance(event.body, Sealed)]
    if digests[-1:] == [facts.digest]:
        return PaperCheck("erased", True)
    if digests and any(isinstance(event.body, SignedOff) for event in then.events):
        return PaperCheck("differs")
    return PaperCheck("erased-unsigned", True)


def head_of(pdf: bytes) -> Head | None:
    """Return the log's head that is printed on a signed paper; None on any other."""
    facts = read_keywords(pdf)
    return Head(facts.head_seq, facts.head) if facts and facts.head else None
