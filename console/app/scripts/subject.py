"""A subject of `expect`: what it compares."""

from collections.abc import Callable

from msgspec import Struct

from console.app.scripts.language import Line
from console.core.state import SessionState

Found = tuple[str, str]
"""What the line expects and what the session has, as texts that must be equal."""


class Subject(Struct, frozen=True):
    """How a subject compares, the least and most words after its name, and its options."""

    compare: Callable[[Line, SessionState, int], Found]
    least: int = 1
    most: int = 1
    options: frozenset[str] = frozenset()


def mm(depth_um: int | None) -> str:
    """Return micrometres in mm without trailing zeros; "-" for None."""
    return "-" if depth_um is None else thousandths(depth_um)


def thousandths(whole: int) -> str:
    """Return a thousandth of the number without trailing zeros, the inverse of Line.thousandths."""
    return f"{whole / 1000:.3f}".rstrip("0").rstrip(".")


def compare_options(line: Line, words: str, known: dict[str, str]) -> Found:
    """Return the options of a line, and what is known under their names."""
    return (
        " ".join([words, *(f"{key}={value}" for key, value in line.options.items())]),
        " ".join([words, *(f"{key}={known[key]}" for key in line.options)]),
    )
