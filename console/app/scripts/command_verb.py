"""A verb of a session script that is no intent of the engine: it does something by itself."""

from collections.abc import Callable

from msgspec import Struct

from console.app.scripts.language import Line
from console.app.scripts.script_stage import Stage


class CommandVerb(Struct, frozen=True):
    """What a verb does, its least and most words, and its options."""

    do: Callable[[Stage, Line], None]
    least: int
    most: int
    options: frozenset[str] = frozenset()


def word(line: Line, index: int, what: str) -> str:
    """Return the word at this place. Raises ScriptError, naming `what`, where it is blank."""
    if not line.words[index].strip():
        raise line.error(what, "nothing between the quotes")
    return line.words[index]
