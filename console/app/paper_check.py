"""A printed summary held against the record: is the one still the other?"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from console.app.copies import sha256
from console.app.ports import EventLog, Head
from console.app.sessions import Sessions
from console.core.events import Event, RecordCopied, Sealed, SignedOff
from console.core.paper_keywords import FORM, PaperKeywords, read_keywords
from console.core.record import Record

Render = Callable[[Record, PaperKeywords], bytes | None]
"""Makes the paper of the form, language and size that the keywords say; None where this program can't."""


COPIED = str(RecordCopied.__struct_config__.tag)


class PaperCheck(Struct, frozen=True):
    """`code` says what was found, `good` whether that is well; `since`: entries that came after the paper."""

    code: str
    good: bool = False
    since: int = 0


def copies_that_left(log: EventLog) -> frozenset[str]:
    """Return the SHA-256 of every copy of a record of which the log says that it left the program."""
    bodies = (event.body for event in log.of_kind(COPIED))
    return frozenset(body.sha256 for body in bodies if isinstance(body, RecordCopied) and body.sha256)


def check_paper(log: EventLog, sessions: Sessions, pdf: bytes, render: Render, left: frozenset[str]) -> PaperCheck:
    """Say whether the paper is true: its bytes are among those that `left`, or are made again. StoreError.

    Of a paper in an earlier form, or another language, that is neither, only the record is compared.
    """
    known = sha256(pdf) in left
    facts = read_keywords(pdf)
    if facts is None:
        return PaperCheck("true", True) if known else PaperCheck("foreign")
    events = log.events(facts.session)
    if not events:
        return PaperCheck("unknown")
    if len(events) < facts.events:
        return PaperCheck("shorter")
    then = sessions.record(facts.session, facts.events)
    if then.erased_utc_ms is not None:
        return PaperCheck("true-erased", True) if known else _check_erased(then, facts)
    if known:
        return _true(events, facts)
    if then.digest != facts.digest or (facts.head_seq, facts.head) != then.head:
        return PaperCheck("differs")
    made = render(then, facts)
    if made == pdf:
        return _true(events, facts)
    return PaperCheck("altered" if made is not None and facts.form == FORM else "not-compared")


def _true(events: Sequence[Event], facts: PaperKeywords) -> PaperCheck:
    since = sum(not isinstance(event.body, Sealed) for event in events[facts.events :])
    return PaperCheck("true-since" if since else "true", True, since)


def _check_erased(then: Record, facts: PaperKeywords) -> PaperCheck:
    """Hold against what is left of the record what the paper says; a head made up would accuse the log.

    The page itself can't be made again: that digest and head are the signed ones is all that is found.
    """
    if (facts.head_seq, facts.head) != then.head:
        return PaperCheck("differs")
    digests = [event.body.digest for event in then.events if isinstance(event.body, Sealed)]
    if digests[-1:] == [facts.digest]:
        return PaperCheck("erased-not-compared")
    if digests and any(isinstance(event.body, SignedOff) for event in then.events):
        return PaperCheck("differs")
    return PaperCheck("erased-unsigned")


def head_of(pdf: bytes) -> Head | None:
    """Return the log's head that is printed on a signed paper; None on any other."""
    facts = read_keywords(pdf)
    return Head(facts.head_seq, facts.head) if facts and facts.head else None
