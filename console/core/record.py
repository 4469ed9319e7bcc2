"""The record of one session: what the summary prints and an export carries, and its digest."""

import hashlib
from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from console.core.events import Event, Offset, Sealed, SessionBegun
from console.core.history import fold
from console.core.protocol import Protocol
from console.core.refusal import Refusal
from console.core.state import SessionState

FORMAT: Literal[1] = 1


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole session: its events, undone ones included, and what they refer to.

    people   actor id to name
    zone     name of the clinic's time zone, for display
    offsets  local time at sealing, or at export while the session is open; ascending
    head     (number, code) of the log's last row before sealing; (0, "") while the session is open
    erased_utc_ms  when the client was erased: what was personal is gone
    """

    clinic: str
    store: Literal["clinic", "example", "rehearsal"]
    people: dict[str, str]
    protocol: Protocol
    events: tuple[Event, ...]
    zone: str
    offsets: tuple[Offset, ...]
    head: tuple[int, str] = (0, "")
    erased_utc_ms: int | None = None
    format: Literal[1] = FORMAT

    @property
    def digest(self) -> str:
        """Return the SHA-256 over the canonical JSON without seals, 64 hexadecimal digits: what a seal signs."""
        return self.digest_by(canonical_protocol(self.protocol))

    def digest_by(self, protocol: msgspec.Raw) -> str:
        """Return the digest, the protocol given as its canonical JSON: for whoever reads many that began with one."""
        bare = tuple(event for event in self.events if not isinstance(event.body, Sealed))
        return hashlib.sha256(_canonical(replace(self, events=bare, protocol=protocol))).hexdigest()

    def state(self) -> SessionState:
        """Return the fold of the events."""
        return fold(self.protocol, self.events)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    record: Record
    digest: str


def canonical_protocol(protocol: Protocol) -> msgspec.Raw:
    """Return the protocol as it stands in a record's canonical JSON."""
    return msgspec.Raw(msgspec.json.encode(protocol, order="sorted"))


def _canonical(record: Record) -> bytes:
    return msgspec.json.encode(record, order="sorted")


def to_json(record: Record) -> bytes:
    """Return the export file: the record and its digest as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(_File(record, record.digest), order="sorted"), indent=2) + b"\n"


def from_json(data: bytes) -> Record:
    """Return the record of an export file. Raises Refusal where it is none, or not byte for byte as written."""
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal("not-a-record", why=str(error)) from None
    if to_json(file.record) != data:
        raise Refusal("record-altered")
    if not _whole(file.record.events):
        raise Refusal("not-a-record", why="events")
    return file.record


def _whole(events: Sequence[Event]) -> bool:
    """Whether the events are of one session, its beginning first and only there."""
    begins = [index for index, event in enumerate(events) if isinstance(event.body, SessionBegun)]
    return begins == [0] and len({event.session for event in events}) == 1
