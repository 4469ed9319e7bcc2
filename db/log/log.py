"""The log: one row per event, chained by a keyed code that covers every column and the row before."""

import hmac
from collections.abc import Iterable
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from console.app.ports import Head, Place, StoreError
from console.core.clock import Instant
from console.core.events import Event, WriterTaken
from db.connections import Raw
from db.keys.store_keys import Keys
from db.log import kinds
from db.log.field_encryption import ClientKeys, decrypt, encrypt, join, split
from db.log.writers import Stretch, stretches, written_by

COLUMNS = "seq, id, session, client, actor, kind, version, utc_ms, boot_ms, boot_id, ago_ms, body, sealed"
INSERT = f"INSERT INTO log ({COLUMNS}, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
LAST = "SELECT seq, mac FROM log ORDER BY seq DESC LIMIT 1"
READ = f"""SELECT {", ".join("log." + name for name in COLUMNS.split(", "))}, log.mac, client_keys.wrapped
    FROM log LEFT JOIN client_keys ON client_keys.client = log.client"""
READ_ALL = f"{READ} ORDER BY log.seq"
READ_AFTER = f"{READ} WHERE log.seq > ? ORDER BY log.seq"
READ_SESSION = f"{READ} WHERE log.session = ? ORDER BY log.seq"
READ_LATEST = f"{READ} WHERE log.session = '' AND log.client = ? AND log.kind = ? ORDER BY log.seq DESC LIMIT 1"
READ_KIND = f"{READ} WHERE log.session = '' AND log.kind = ? ORDER BY log.seq"
READ_NOBODYS = f"{READ} WHERE log.session = '' AND log.client = '' AND log.kind = ? ORDER BY log.seq"
READ_CLIENT = f"{READ} WHERE log.session = '' AND log.client = ? ORDER BY log.seq"
ERASED = "SELECT 1 FROM log WHERE session = '' AND kind = 'client-erased' AND client = ?"
KEY_OF = "SELECT wrapped FROM client_keys WHERE client = ?"
ADD_KEY = "INSERT INTO client_keys (client, wrapped) VALUES (?, ?)"

_row_encoder = msgspec.json.Encoder()


class Log:
    """Writes and reads rows with the keys of one store."""

    def __init__(self, keys: Keys) -> None:
        self._audit = HMAC(keys.audit, SHA256())
        self._former = [(up_to, HMAC(key, SHA256())) for up_to, key in keys.former]
        first = keys.former[0][1] if keys.former else keys.audit
        self.start = hmac.digest(first, b"stipple log " + keys.file.db_uuid.encode(), "sha256")
        self._db_uuid = keys.file.db_uuid
        self._clients = ClientKeys(keys.wrapping)
        self._ciphers: dict[str, AESGCM] = {}
        self._stretches: list[Stretch] = []
        self._kinds: set[tuple[str, int]] = set()
        """Those of which the table `kinds` is known to have the row."""

    def mac(self, before: bytes, row: Iterable[Any]) -> bytes:
        """Compute the code of a row after the row with code `before`.

        The row is its number and all other columns but the code itself.
        """
        columns, key = tuple(row), self._audit
        if self._former and columns[0] <= self._former[-1][0]:
            key = next(each for up_to, each in self._former if columns[0] <= up_to)
        code = key.copy()
        code.update(before + _row_encoder.encode(columns))
        return code.finalize()

    def head(self, raw: Raw) -> Head:
        last = raw.execute(LAST).fetchone()
        return Head(last[0], last[1].hex()) if last else Head(0, self.start.hex())

    def stretches(self, raw: Raw) -> list[Stretch]:
        """Return who wrote which rows, oldest first."""
        self._stretches = self._stretches or stretches(raw, self._db_uuid)
        return self._stretches

    def place(self, raw: Raw, seq: int) -> Place:
        """Return where the row with this number stands for other stores: who wrote it, and its number."""
        return Place(written_by(self.stretches(raw), seq), seq)

    def append(self, raw: Raw, event: Event, last: Head) -> Head:
        """Append right after `last`, in the caller's transaction; call `forget` when that does not commit.

        StoreError "client-erased"; ValueError for personal text of nobody.
        """
        kind = str(event.body.__struct_config__.tag)
        body, personal = split(event)
        sealed = self._encrypt(raw, event, kind, personal)
        at = event.at
        row = (
            last.seq + 1, event.id, event.session, event.client, event.actor, kind, event.version,
            at.utc_ms, at.boot_ms, at.boot_id, event.ago_ms, body, sealed,
        )  # fmt: skip
        mac = self.mac(bytes.fromhex(last.mac), row)
        raw.execute(INSERT, (*row, mac))
        self._add_kind(raw, kind, event.version)
        if isinstance(event.body, WriterTaken):
            self._stretches = []
        return Head(last.seq + 1, mac.hex())

    def _add_kind(self, raw: Raw, kind: str, version: int) -> None:
        if (kind, version) not in self._kinds:
            raw.execute(kinds.ADD, (kind, version))
            self._kinds.add((kind, version))

    def _encrypt(self, raw: Raw, event: Event, kind: str, personal: bytes | None) -> bytes | None:
        if not event.client:
            if personal is not None:
                raise ValueError(f"{kind} has personal text but no client")
            return None
        if personal is None and not event.session:
            return None
        if event.client not in self._ciphers:
            try:
                self._ciphers[event.client] = self._clients.open(event.client, self._key(raw, event.client))
            except InvalidTag as error:
                raise StoreError("refused", file="client_keys", detail=f"forged key of {event.client}") from error
        if personal is None:
            return None
        return encrypt(self._ciphers[event.client], personal, event.id, kind, event.client)

    def _key(self, raw: Raw, client: str) -> bytes:
        """Return the client's wrapped key, made with their first event."""
        found = raw.execute(KEY_OF, (client,)).fetchone()
        if (found and found[0] is None) or (not found and raw.execute(ERASED, (client,)).fetchone()):
            raise StoreError("client-erased", client=client)
        wrapped: bytes = found[0] if found else self._clients.make(client)
        if not found:
            raw.execute(ADD_KEY, (client, wrapped))
        return wrapped

    def forget(self) -> None:
        """Drop what is known of tables: after what did not commit, and after what changes client_keys."""
        self._ciphers.clear()
        self._kinds.clear()
        self._stretches = []
        self._clients.forget()

    def personal(self, row: Any) -> bytes | None:
        """Decrypt the sealed part of a row of READ; None if there is none or its key is gone. InvalidTag if forged."""
        sealed, wrapped = row[12], row[14]
        if sealed is None or wrapped is None:
            return None
        return decrypt(self._clients.open(row[3], wrapped), sealed, row[1], row[5], row[3])

    def events(self, raw: Raw, session: str) -> list[Event]:
        """Return all events of one session, oldest first; the clinic's own with ""."""
        return [self.event(row) for row in raw.execute(READ_SESSION, (session,))]

    def latest(self, raw: Raw, kind: str, client: str) -> Event | None:
        """Return the clinic's newest own event of this kind about this client, with "" about nobody; None if none."""
        row = raw.execute(READ_LATEST, (client, kind)).fetchone()
        return None if row is None else self.event(row)

    def follows(self, before: bytes, row: Any) -> bool:
        """Return whether the code of this row of READ is right after the row with code `before`.

        An empty code never is.
        """
        return hmac.compare_digest(self.mac(before, row[:13]), bytes(row[13] or b""))

    def event(self, row: Any) -> Event:
        """Return the event in a row of READ. StoreError "event-unreadable"."""
        try:
            return _joined(row, self.personal(row))
        except InvalidTag as error:
            raise StoreError("event-unreadable", seq=row[0], kind=row[5], detail="seal") from error

    def bare_event(self, row: Any) -> Event:
        """Return the event in a row of READ as it is once its client was erased. StoreError "event-unreadable"."""
        return _joined(row, None)


def _joined(row: Any, personal: bytes | None) -> Event:
    seq, id_, session, client, actor, kind, version, utc_ms, boot_ms, boot_id, ago_ms, body, *_ = row
    known, version = join(seq, kind, version, body, personal)
    return Event(id_, session, client, actor, Instant(utc_ms, boot_ms, boot_id), known, ago_ms, version)
