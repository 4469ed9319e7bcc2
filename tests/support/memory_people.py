"""Passphrases, PINs and signing keys in memory."""

from console.app.ports import (
    Pin,
)


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
