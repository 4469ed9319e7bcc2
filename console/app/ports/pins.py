"""What is kept of the people's PINs."""

from typing import Protocol as Interface

from msgspec import Struct


class Pin(Struct, frozen=True):
    """That a person has a PIN, of how many digits, and how often it was typed wrong since it was right."""

    digits: int
    failed: int


class PinTable(Interface):
    """What is kept of the people's PINs, in the encrypted database alone. Every method may raise StoreError."""

    def keep(self, person: str, digits: str) -> None:
        """In place of the person's one before."""
        ...

    def of(self, person: str) -> Pin | None:
        """None for one who has none."""
        ...

    def matches(self, person: str, digits: str) -> bool:
        """Whether it is the person's PIN; counted as wrong first, and forgiven where it is right."""
        ...

    def forgive(self, person: str) -> None:
        """Wrong ones are counted anew."""
        ...
