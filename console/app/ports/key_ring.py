"""The keys of an open store: who signed in, what they sign, how secrets are changed."""

from typing import Protocol as Interface

from console.app.ports.faults import Head
from console.app.ports.pins import PinTable
from console.app.ports.store_identity import StoreIdentity
from console.core.events import Event


class KeyRing(StoreIdentity, Interface):
    """Every method may raise StoreError."""

    @property
    def pins(self) -> PinTable: ...

    @property
    def person(self) -> str:
        """Return by id whose passphrase opened the store, or was given last; "" after the recovery code."""
        ...

    def admit(self, secret: str) -> str:
        """Sign another person in while the store is open; return who it is. "wrong-secret"."""
        ...

    def owner_of(self, secret: str) -> str:
        """Return by id whose passphrase this is, "" for the recovery code; nobody signs in by it. "wrong-secret"."""
        ...

    def public_key(self, person: str) -> str:
        """Return what the person's signatures are checked with, 64 digits; "" for one who has not signed in."""
        ...

    def sign(self, person: str, message: bytes) -> str:
        """Return the person's signature, 128 digits. "not-signed-in" for one whose passphrase was not given."""
        ...

    def set_passphrase(self, passphrase: str, person: str = "") -> None:
        """Replace the person's passphrase, by default that of who signed in; the recovery code stays."""
        ...

    def new_code(self) -> str:
        """Return a recovery code to show; it opens nothing before `renew_code`."""
        ...

    def renew_code(self, code: str, event: Event) -> Head:
        """Replace the recovery code by this one, as typed, and give the store a new data key. As `shut_out`.

        An older key file, and the code before, open nothing of what is there from then on. "wrong-secret" for no code.
        """
        ...

    def revoke(self, person: str, event: Event) -> Head:
        """Append the event and give the whole store a new data key, which the person does not have: both or neither.

        Nobody else may be reading. StoreError "rekey-failed", "busy", "keys-changed".
        """
        ...

    def anchor(self) -> None:
        """Write the log's head down outside the database, in the key file."""
        ...
