"""What a scanner puts about a code: a symbology's mark, a frame, the envelope of ISO 15434, spelled separators."""

import re

SEPARATOR = "\x1d"
_EDGES = " \t\r\n\xa0\x02\x03"
"""Blanks, and the frame of a serial line. No separator: one in front says that GS1's identifiers follow."""
_AIM = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
_ENVELOPE = re.compile("\\[\\)>\x1e?05\x1d")
_ENDS = "\x1e\x04"
_SPELLED = re.compile(r"[<{\[](?:gs|fnc1)[>}\]]|\\x1d|\^\]|␝|\|", re.IGNORECASE)
"""A separator as keyboard wedges type it."""
_BLANK = re.compile("[ \t\r\n\xa0]")


def unframe(text: str) -> tuple[str, str]:
    """Return the two characters of the symbology, "" where the scanner sends none, and what is within the frame."""
    content = text.strip(_EDGES)
    aim = _AIM.match(content)
    return (aim[1], content[aim.end() :]) if aim else ("", content)


def unwrap(content: str) -> str:
    """Return what stands in an envelope that says of itself that it holds GS1's identifiers, with their mark."""
    wrapped = _ENVELOPE.match(content)
    return SEPARATOR + content[wrapped.end() :].rstrip(_ENDS) if wrapped else content


def with_separators(content: str) -> str:
    """Return the code with its separators as such, and no blanks: no value in a GS1 code has any."""
    return _BLANK.sub("", _SPELLED.sub(SEPARATOR, content))
