"""Who signed what: every seal against the keys in the log, the record that it is about, and the log before it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Raw as Json
from msgspec import Struct

from console.app.ports import Finding, StoreError, StoreKind
from console.core.event_rules import rules_of
from console.core.events import (
    Addendum,
    ClinicOpened,
    Event,
    ProtocolAdopted,
    Sealed,
    SessionBegun,
    SignedOff,
    SigningKeyTaken,
)
from console.core.protocol import Protocol
from console.core.protocol_file import BadFile, from_json
from console.core.record import Record, canonical_protocol
from console.core.signatures import message_to_sign
from console.core.unsigned_entries import to_sign
from db.connections import Raw
from db.keys.signing_key import check_signature
from db.keys.store_keys import Keys
from db.log.log import ERASED, READ_NOBODYS, Log

SIGNING = (Sealed, SignedOff, Addendum)
ASKED = tuple(str(body.__struct_config__.tag) for body in (ClinicOpened, SigningKeyTaken, ProtocolAdopted))
Numbered = list[tuple[int, Event]]


class Known(Struct):
    """What the clinic's own events say: its name, the keys of each person with their rows, its protocols.

    unread  one of these that nobody can read; who signed what can't be told then
    """

    clinic: str
    keys: dict[str, list[tuple[int, str]]]
    contents: dict[str, str]
    protocols: dict[str, tuple[Protocol, Json]]
    unread: Finding | None = None

    def before(self, person: str, seq: int) -> list[str]:
        """Return the public keys that were taken for the person before this row."""
        return [public for at, public in self.keys.get(person, ()) if at < seq]

    def protocol(self, digest: str) -> tuple[Protocol, Json]:
        """Return an adopted protocol, and how it stands in a record."""
        if digest not in self.protocols:
            protocol = from_json(self.contents[digest])
            self.protocols[digest] = protocol, canonical_protocol(protocol)
        return self.protocols[digest]


class Seals:
    """Holds sessions against what the clinic's own entries say, which are asked for once."""

    def __init__(self, raw: Raw, log: Log, keys: Keys) -> None:
        self._raw, self._keys, self._known = raw, keys, _known(raw, log)
        self._found: list[Finding] = [*_keys(self._known, keys)]

    def session(self, events: Numbered) -> None:
        """Check the seals of a session, all of whose entries these are."""
        if self._known.unread is None and any(isinstance(event.body, SIGNING) for _, event in events):
            self._found += _session(self._raw, self._keys, self._known, events)

    def found(self) -> list[Finding]:
        """Return what is wrong with keys and seals, by row; of each kind only the first."""
        if self._known.unread is not None:
            return [self._known.unread]
        first: dict[str, Finding] = {}
        for finding in sorted(self._found, key=lambda each: each.seq or 0):
            first.setdefault(finding.code, finding)
        return [*first.values()]


def _known(raw: Raw, log: Log) -> Known:
    known = Known("", {}, {}, {})
    for row in (row for kind in ASKED for row in raw.execute(READ_NOBODYS, (kind,)).fetchall()):
        try:
            event = log.event(row)
        except StoreError as error:
            if error.code != "event-unreadable":
                raise
            known.unread = Finding("event-unreadable", row[0], row[5])
            break
        match event.body:
            case ClinicOpened(name=name):
                known.clinic = known.clinic or name
            case SigningKeyTaken(person=person, public=public):
                known.keys.setdefault(person, []).append((row[0], public))
            case ProtocolAdopted(digest=digest, content=content):
                known.contents[digest] = content
            case _:
                pass
    return known


def _keys(known: Known, keys: Keys) -> Iterator[Finding]:
    """Find keys that their owner went on from and that come back: whatever came between was somebody else's."""
    for person, taken in known.keys.items():
        signer = keys.signers.get(person)
        own = [public for _, public in taken] + ([signer.public] if signer else [])
        for at, (_, public) in enumerate(taken):
            if public in own[at + 2 :] and taken[at + 1][1] != public:
                yield Finding("key-forged", taken[at + 1][0], person)
                break


def _session(raw: Raw, keys: Keys, known: Known, events: Numbered) -> Iterator[Finding]:
    signed = {event.id for event in to_sign([event for _, event in events])}
    waiting = {event.id: (seq, event) for seq, event in events if event.id in signed}
    for seq, event in events:
        if isinstance(event.body, Sealed):
            target = waiting.pop(event.body.target, None)
            yield from islice(_wrong(raw, keys, known, events, seq, event.body, target), 1)
    for seq, event in waiting.values():
        if rules_of(event.body).afterwards:
            continue  # it waits for whoever signs in next
        if keys.file.kind == "clinic" or known.before(event.actor, seq):
            yield Finding("seal-missing", seq)


def _wrong(
    raw: Raw, keys: Keys, known: Known, events: Numbered, seq: int, seal: Sealed, target: tuple[int, Event] | None
) -> Iterator[Finding]:
    """Yield what is wrong with this seal, the worst first."""
    if target is None or target[0] > seq:
        yield Finding("seal-of-nothing", seq, seal.person)
        return
    at, event = target
    waited = rules_of(event.body).afterwards
    if event.actor != seal.person and not waited:
        yield Finding("seal-of-another", seq, seal.person)
    if known.before(seal.person, seq)[-1:] != [seal.public]:
        yield Finding("seal-key-unknown", seq, seal.person)
    if not check_signature(seal.public, message_to_sign(keys.file.db_uuid, event.session, seal), seal.signature):
        yield Finding("seal-forged", seq, seal.person)
    head = raw.execute("SELECT mac FROM log WHERE seq = ?", (seal.head_seq,)).fetchone()
    if head is None or head[0].hex() != seal.head or seal.head_seq >= (seq if waited else at):
        yield Finding("seal-log-differs", seq, seal.person)
    if not raw.execute(ERASED, (event.client,)).fetchone():
        part = [each for number, each in events if number <= at]
        if _digest(keys.file.kind, known, part, seal) != seal.digest:
            yield Finding("seal-record-differs", seq, seal.person)


def _digest(kind: StoreKind, known: Known, events: Sequence[Event], seal: Sealed) -> str:
    """Return the digest of the record up to the seal's target, made from the log; "" where that can't be."""
    begun = events[0].body
    ended = next((event.body for event in events if isinstance(event.body, SignedOff)), None)
    if not isinstance(begun, SessionBegun) or ended is None:
        return ""
    try:
        protocol, stands_as = known.protocol(begun.protocol)
    except (KeyError, BadFile):
        return ""
    return Record(
        clinic=known.clinic, store=kind, people=seal.people, protocol=protocol, events=tuple(events),
        zone=ended.zone, offsets=ended.offsets, head=(ended.head_seq, ended.head),
    ).digest_by(stands_as)  # fmt: skip
