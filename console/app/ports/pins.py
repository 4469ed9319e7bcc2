"""The port for the people's PINs."""

from typing import Protocol as Interface

from msgspec import Struct


class Pin(Struct, frozen=True):
    """That a person has a PIN, of how many digits, and how often it was typed wrong since it was right."""

    digits: int
    failed: int


class PinTable(Interface):
    """Keeps the people's PINs, in the encrypted database alone. Every method may raise StoreError."""

    def keep(self, person: str, digits: str) -> None:
        """Store the PIN in place of the person's one before."""
        ...

    def of(self, person: str) -> Pin | None:
        """Return what is known of the person's PIN; None for one who has none."""
        ...

    def matches(self, person: str, digits: str) -> bool:
        """Return whether it is the person's PIN; count it as wrong first, and forgive it where it is right."""
        ...

    def forgive(self, person: str) -> None:
        """Set the count of wrong tries to 0."""
        ...
