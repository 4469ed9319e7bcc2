"""What is allowed at a place of a protocol file; the text of each code stands in resources/i18n/en/allowed.toml."""

from msgspec import Struct


class Allowed(Struct, frozen=True, order=True):
    """A code that names the text, and the facts that fill it."""

    code: str
    facts: tuple[tuple[str, str | float], ...] = ()


Problem = tuple[str, Allowed]
"""The key of what is wrong, and what is allowed there."""


def problem(key: str, code: str, **facts: str | float) -> Problem:
    """Return what is wrong at the key."""
    return key, Allowed(code, tuple(facts.items()))
