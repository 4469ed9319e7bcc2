"""What the subjects of `expect` are made of."""

from collections.abc import Callable

from msgspec import Struct

from console.app.scripts.language import Line
from console.core.state import SessionState

Found = tuple[str, str]
"""What the line expects, and what the session has, as text that must be equal."""


class Subject(Struct, frozen=True):
    """How a subject compares; least and most words behind its name, and the options that it knows."""

    compare: Callable[[Line, SessionState, int], Found]
    least: int = 1
    most: int = 1
    options: frozenset[str] = frozenset()


def mm(depth_um: int | None) -> str:
    """Micrometres as millimetres without idle zeros; "-" for none."""
    return "-" if depth_um is None else thousandths(depth_um)


def thousandths(whole: int) -> str:
    """The inverse of Line.thousandths, without idle zeros."""
    return f"{whole / 1000:.3f}".rstrip("0").rstrip(".")


def compare_options(line: Line, words: str, known: dict[str, str]) -> Found:
    """Compares the options of a line with what is known under their names."""
    return (
        " ".join([words, *(f"{key}={value}" for key, value in line.options.items())]),
        " ".join([words, *(f"{key}={known[key]}" for key in line.options)]),
    )
