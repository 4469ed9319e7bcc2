"""Names that people can read."""

import unicodedata

from console.core.refusal import Refusal

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
UNSEEN = {"Cf", "Mn", "Me", "Zs", "Zl", "Zp"}
"""Kinds of characters that show nothing by themselves."""


def readable_name(text: str) -> str:
    """Return the name without blanks around it. Refusal "name-unreadable", "name-needed".

    Refused are names with nothing to read in them, control characters, ends of lines, and what turns around the order
    in which the letters of a name, or of what stands beside it, are shown.
    """
    kinds = {unicodedata.category(char) for char in text.strip()}
    if kinds & {"Cc", "Cs", "Zl", "Zp"} or {unicodedata.bidirectional(char) for char in text} & TURNING:
        raise Refusal("name-unreadable")
    if not kinds - UNSEEN:
        raise Refusal("name-needed")
    return text.strip()
