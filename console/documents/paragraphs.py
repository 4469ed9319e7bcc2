"""The two kinds of line that every part of a summary has: a heading, and a text with its facts."""

from console.documents.prose import Prose
from console.documents.record_text import RecordText
from console.documents.style import CELL, HEADING, Style
from console.documents.typesetting import Span


def heading(tell: RecordText, code: str) -> Prose:
    return Prose(tell.say(code), HEADING)


def told(tell: RecordText, code: str, style: Style = CELL, **facts: object) -> Prose:
    """A text whose facts each run in their own direction, so that none turns the words around it."""
    return Prose([Span(part, style) for part in tell.parts(code, **facts) if part], style)
