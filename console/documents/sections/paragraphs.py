"""What every section is made of: a heading, and a paragraph with facts in it."""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from console.core.text.record_text import RecordText
from console.core.text.said import Line
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.setting import Span
from console.documents.typesetting.style import CELL, HEADING, Style


def heading(text: RecordText, code: str) -> Prose:
    """Return the heading of a section; `code` names its text in summary.toml."""
    return Prose(text.say(code), HEADING)


def paragraph(text: RecordText, code: str, style: Style = CELL, /, **facts: object) -> Prose:
    """Return a text of summary.toml with its facts; each runs in its own direction and turns no word around it."""
    return Prose([Span(part, style) for part in text.parts(code, **facts) if part], style)


def lines(text: RecordText, told: Iterable[Line]) -> list[Flowable]:
    """Return a paragraph for each line."""
    return [Prose(each, CELL) if isinstance(each, str) else paragraph(text, each.code, **each.facts) for each in told]
