"""A verb of a session script that does something by itself: it is no intent of the engine."""

from collections.abc import Callable

from msgspec import Struct

from console.app.scripts.language import Line
from console.app.scripts.script_stage import Stage


class CommandVerb(Struct, frozen=True):
    """What a verb does: least and most words, and the options it knows."""

    do: Callable[[Stage, Line], None]
    least: int
    most: int
    options: frozenset[str] = frozenset()


def word(line: Line, index: int, what: str) -> str:
    if not line.words[index].strip():
        raise line.error(what, "nothing between the quotes")
    return line.words[index]
