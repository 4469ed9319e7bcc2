"""Isolates of Unicode around a fact in a text, so that its letters do not turn those around it."""

import re
import unicodedata

from console.core.names import TURNING

FIGURE = re.compile(r"\d+([.,:]\d+)*")
"""A number or a time by itself: it turns nothing, and nothing turns it."""
ISOLATE, RIGHT_TO_LEFT, END = "\u2068", "\u2067", "\u2069"
"""Unicode's isolates, by the first strong letter and from the right, and their end: what is within turns nothing."""
_BEGINS, _LINE = "\u2066\u2067\u2068", re.compile("[^\n\r\x1c-\x1e\x85\u2029]+")
"""What an isolate begins with; and a line, at whose end every isolate ends."""
_LEFTWARD, _RIGHTWARD = frozenset(("R", "AL", "AN")) | TURNING, frozenset(("L", "EN", "AN")) | TURNING
"""Bidirectional classes that can turn a text that runs to the right, and one that runs to the left."""
_STRONG = frozenset(("L", "R", "AL"))
"""Classes of the letters by which a first-strong isolate takes its direction."""


def isolated(fact: str, rtl: bool) -> str:
    """Return the fact isolated where its letters could turn those around it, else as it is.

    Whatever it holds, it stays isolated: of isolates within it each has its end, and each line is isolated.
    """
    if fact.isascii() and not rtl:
        return fact
    turning = _RIGHTWARD if rtl else _LEFTWARD
    if not any(unicodedata.bidirectional(char) in turning for char in fact):
        return fact
    return _LINE.sub(lambda line: _isolated(_pair_isolates(line[0]), rtl), fact)


def _isolated(line: str, rtl: bool) -> str:
    """Return the line in an isolate: a list of isolates alone, with no letter beside them, runs as the language."""
    begin = RIGHT_TO_LEFT if rtl and _is_isolates(line) else ISOLATE
    return f"{begin}{line}{END}"


def _pair_isolates(line: str) -> str:
    """Return the line with an end for each isolate that begins in it, and without the ends of none."""
    depth, kept = 0, ""
    for char in line:
        if char == END and not depth:
            continue
        depth += (char in _BEGINS) - (char == END)
        kept += char
    return kept + END * depth


def _is_isolates(line: str) -> bool:
    """Whether isolates, each with its end, stand in the line and no strong letter outside them."""
    depth, found = 0, False
    for char in line:
        depth += (char in _BEGINS) - (char == END)
        found = found or char == END
        if not depth and unicodedata.bidirectional(char) in _STRONG:
            return False
    return found
