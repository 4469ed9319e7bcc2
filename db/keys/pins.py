"""PINs: of each one a salted argon2id verifier in the encrypted database, and how often it was typed wrong since."""

import hmac
import secrets

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from console.app.ports import Pin, StoreKind
from db.connections import Raw
from db.keys.store_keys import CLINIC_COST, LIGHT_COST
from db.log.writer import Writer

KEEP = (
    "INSERT INTO pins (person, salt, verifier, digits, failed) VALUES (?, ?, ?, ?, 0) ON CONFLICT (person)"
    " DO UPDATE SET salt = excluded.salt, verifier = excluded.verifier, digits = excluded.digits, failed = 0"
)
READ = "SELECT salt, verifier, digits, failed FROM pins WHERE person = ?"
COUNT = "UPDATE pins SET failed = failed + 1 WHERE person = ?"
FORGIVE = "UPDATE pins SET failed = 0 WHERE person = ?"


class Pins:
    """The table `pins` of one store. Every method may raise StoreError."""

    def __init__(self, writer: Writer, kind: StoreKind) -> None:
        self._writer = writer
        self._cost = CLINIC_COST if kind == "clinic" else LIGHT_COST

    def keep(self, person: str, digits: str) -> None:
        """Store the PIN in place of the person's one before."""
        salt = secrets.token_bytes(16)
        row = person, salt, self._verifier(person, digits, salt), len(digits)
        self._writer.run(lambda raw, _: _do(raw, KEEP, row))

    def of(self, person: str) -> Pin | None:
        row = self._read(person)
        return Pin(row[2], row[3]) if row else None

    def matches(self, person: str, digits: str) -> bool:
        """Return whether it is the person's PIN.

        The try is counted, durably, before it is compared: a program that is killed in between wins none.
        """
        row = self._read(person)
        if row is None:
            return False
        self._writer.run(lambda raw, _: _do(raw, COUNT, (person,)))
        right = hmac.compare_digest(self._verifier(person, digits, row[0]), row[1])
        if right:
            self.forgive(person)
        return right

    def forgive(self, person: str) -> None:
        """Set the count of wrong tries to 0."""
        self._writer.run(lambda raw, _: _do(raw, FORGIVE, (person,)))

    def _read(self, person: str) -> tuple[bytes, bytes, int, int] | None:
        row: tuple[bytes, bytes, int, int] | None = self._writer.run(
            lambda raw, _: raw.execute(READ, (person,)).fetchone()
        )
        return row

    def _verifier(self, person: str, digits: str, salt: bytes) -> bytes:
        cost = self._cost
        kdf = Argon2id(
            salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib,
            ad=person.encode(),
        )  # fmt: skip
        return kdf.derive(digits.encode())


def _do(raw: Raw, sql: str, row: tuple[object, ...]) -> None:
    raw.execute(sql, row)
