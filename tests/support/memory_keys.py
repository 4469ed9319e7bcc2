"""Passphrases, PINs and signing keys in memory."""

import hashlib

from console.app.ports import Head, Pin, StoreError, StoreKind
from console.core.events import Event
from db.keys.signing_key import Signer
from tests.support.memory_queries import MemoryQueries


class MemoryPins:
    """By person: the digits, and how often they were typed wrong."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, int]] = {}

    def keep(self, person: str, digits: str) -> None:
        self.known[person] = digits, 0

    def of(self, person: str) -> Pin | None:
        digits, failed = self.known.get(person, ("", 0))
        return Pin(len(digits), failed) if digits else None

    def matches(self, person: str, digits: str) -> bool:
        known, failed = self.known.get(person, ("", 0))
        self.known[person] = known, 0 if known == digits else failed + 1
        return known == digits

    def forgive(self, person: str) -> None:
        if person in self.known:
            self.keep(person, self.known[person][0])


class MemoryKeyRing(MemoryQueries):
    """Passphrases in `secrets`, by person; the recovery code's under ""."""

    def __init__(self, kind: StoreKind = "rehearsal") -> None:
        super().__init__(kind)
        self.secrets: dict[str, str] = {}
        self.admitted: set[str] = set()
        """Who gave theirs."""
        self.last = ""
        self.by_code = False
        """Opened with the recovery code: nobody has signed in."""
        self.away: set[str] = set()
        """Who does not sign in a clinic, where all others without a passphrase do."""
        self.pins = MemoryPins()

    @property
    def person(self) -> str:
        return self.last or ("" if self.by_code else next((person.id for person in self.people()), ""))

    def admit(self, secret: str) -> str:
        self.last = self.owner_of(secret)
        self.admitted.add(self.last)
        return self.last

    def owner_of(self, secret: str) -> str:
        for person, known in self.secrets.items():
            if known == secret:
                return person
        raise StoreError("wrong-secret")

    def new_code(self) -> str:
        return "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567"

    def renew_code(self, code: str, event: Event) -> Head:
        self.secrets[""] = code
        return self.append(event)

    def revoke(self, person: str, event: Event) -> Head:
        self.secrets.pop(person, None)
        return self.append(event)

    def anchor(self) -> None:
        pass

    def public_key(self, person: str) -> str:
        return self._signer(person).public if self._signs(person) else ""

    def sign(self, person: str, message: bytes) -> str:
        if not self._signs(person):
            raise StoreError("not-signed-in")
        return self._signer(person).sign(message)

    def set_passphrase(self, passphrase: str, person: str = "") -> None:
        if passphrase in [known for who, known in self.secrets.items() if who != person]:
            raise StoreError("passphrase-taken")
        self.secrets[person or self.person] = passphrase
        self.admitted.add(person or self.person)

    def _signs(self, person: str) -> bool:
        """Who has a passphrase signs once it was given; in a clinic others do too, but for those in `away`."""
        if person in self.secrets:
            return person in self.admitted or person == self.person
        return self.kind == "clinic" and person not in self.away

    def _signer(self, person: str) -> Signer:
        return Signer(hashlib.sha256(person.encode()).digest())
