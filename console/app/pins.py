"""PINs: short numbers with which people come back to a program that runs, once it has had their passphrase."""

import re
from typing import Literal

from msgspec import Struct

from console.app.ports import KeyRing
from console.core.clock import Clock
from console.core.refusal import Refusal

FORM = re.compile(r"[0-9]{4,8}\Z")
TRIES = 5
WAITS_S = (1, 2, 4, 8)
"""After the first, second, third, fourth wrong one; after the last try the passphrase is asked."""

Outcome = Literal["right", "wrong", "wait", "passphrase"]
Why = Literal["", "no-pin", "proof-first", "too-many"]
"""Why only the passphrase will do: none was chosen, the passphrase was not given since the start, no try is left."""


class PinStatus(Struct, frozen=True):
    """How somebody comes back: by a PIN of so many digits, after so many ms, `left` tries; where `why` says so, by
    their passphrase alone."""

    digits: int = 0
    wait_ms: int = 0
    left: int = 0
    why: Why = ""


class Pins:
    """A PIN opens nothing: it only lets in who gave their passphrase since the program started. Raises StoreError."""

    def __init__(self, keys: KeyRing, clock: Clock) -> None:
        self._keys, self._clock = keys, clock
        self._since: dict[str, int] = {}
        self._began = clock.now().boot_ms

    @property
    def needs_no_pin(self) -> bool:
        """Return whether one press lets people in: the example clinic's have no secrets."""
        return self._keys.kind == "example"

    def set(self, person: str, digits: str, secret: str) -> None:
        """Set the person's own PIN, with their passphrase: who sits down at a screen that was left can't. Refusal."""
        if not FORM.match(digits):
            raise Refusal("pin-form")
        if not self._keys.public_key(person):
            raise Refusal("pin-after-passphrase")
        if self._keys.owner_of(secret) != person:
            raise Refusal("passphrase-wrong")
        self._keys.pins.keep(person, digits)

    def status(self, person: str) -> PinStatus:
        """Return how the person comes back; where only the passphrase will do, why."""
        kept = None if self._keys.viewing else self._keys.pins.of(person)
        if kept is None:
            return PinStatus(why="no-pin")
        if not self._keys.public_key(person):
            return PinStatus(why="proof-first")
        if kept.failed >= TRIES:
            return PinStatus(why="too-many")
        return PinStatus(kept.digits, self._wait_ms(person, kept.failed), TRIES - kept.failed)

    def enter(self, person: str, digits: str) -> Outcome:
        """Try the PIN. Where there is still to wait, or only the passphrase will do, it is no try."""
        stands = self.status(person)
        if not stands.digits:
            return "passphrase"
        if stands.wait_ms:
            return "wait"
        if self._keys.pins.matches(person, digits):
            return "right"
        self._since[person] = self._clock.now().boot_ms
        return "wrong"

    def admit(self, secret: str) -> str:
        """Sign a person in by their passphrase; their PIN has all tries again. Return who it is.

        StoreError "wrong-secret"; Refusal for the recovery code.
        """
        person = self._keys.admit(secret)
        if not person:
            raise Refusal("code-opens-only")
        if not self._keys.viewing:
            self._keys.pins.forgive(person)
        return person

    def _wait_ms(self, person: str, failed: int) -> int:
        """Return how long to wait since the last wrong one, or since the program started where that was before."""
        if not failed:
            return 0
        passed = self._clock.now().boot_ms - self._since.get(person, self._began)
        return max(0, WAITS_S[failed - 1] * 1000 - passed)
