"""What a scanner puts about a code: a symbology's mark, a frame, the envelope of ISO 15434, spelled separators."""

import re

SEPARATOR = "\x1d"
LINE_ENDS = "\t\r\n\x02\x03"
_EDGES = f" \xa0{LINE_ENDS}"
"""Blanks, and the frame of a serial line. No separator: one in front says that GS1's identifiers follow."""
_AIM = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
ENVELOPE = "[)>"
"""What an envelope of ISO 15434 begins with."""
_ENVELOPE = re.compile(r"\[\)>[\x1d\x1e]*([0-9]{2})[\x1d\x1e]?(.*)", re.DOTALL)
_ENDS = "\x1d\x1e\x04"
_SPELLED_ENDS = re.compile(r"[<{\[](?:rs|eot)[>}\]]|\\x1e|\\x04|␞|␄", re.IGNORECASE)
"""The end of a record, and that of all, as keyboard wedges type them."""
_SPELLED = re.compile(r"[<{\[](?:gs|fnc1)[>}\]]|\\x1d|\^\]|␝|\|", re.IGNORECASE)
"""A separator as keyboard wedges type it."""
_BLANK = re.compile("[ \t\r\n\xa0]")


def unframe(text: str) -> tuple[str, str]:
    """Return the two characters of the symbology, "" where the scanner sends none, and what is within the frame."""
    content = text.strip(_EDGES)
    aim = _AIM.match(content)
    return (aim[1], content[aim.end() :]) if aim else ("", content)


def unwrap(content: str) -> tuple[str, str]:
    """Return the two digits of an envelope's format, and what stands in it; "" and the text where it is none."""
    spelled = _SPELLED_ENDS.sub("\x1e", _SPELLED.sub(SEPARATOR, content)) if content.startswith(ENVELOPE) else ""
    wrapped = _ENVELOPE.match(spelled)
    if wrapped is None:
        return "", content
    return wrapped[1], wrapped[2].rstrip(_ENDS)


def with_separators(content: str) -> str:
    """Return the code with its separators as such, and no blanks: no value in a GS1 code has any."""
    return _BLANK.sub("", _SPELLED.sub(SEPARATOR, content))
