"""What a section of the record says, line by line, for paper and screen alike. No layout."""

from msgspec import Struct

from console.core.text.record_text import RecordText


class Said(Struct, frozen=True):
    """A text of summary.toml with its facts."""

    code: str
    facts: dict[str, object]


Line = Said | str
"""One line of a section: a text with facts in it, or one that is whole."""


def said(code: str, /, **facts: object) -> Said:
    """Return a text of summary.toml with its facts."""
    return Said(code, facts)


def read(text: RecordText, line: Line) -> str:
    """Return the line as it reads on a screen."""
    return line if isinstance(line, str) else text.say(line.code, **line.facts)
