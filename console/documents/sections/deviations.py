"""Whatever departs from the plan: deviations, dangers, reactions, corrections, late entries; and the notes."""

from reportlab.platypus import Flowable

from console.core.text.corrected_value import CORRECTED, corrections
from console.core.text.record_text import RecordText
from console.core.text.unusual import (
    addendum_lines,
    danger_lines,
    deviation_lines,
    late_lines,
    locked_lines,
    note_lines,
    reaction_lines,
    taken_back,
)
from console.documents.sections.paragraphs import heading, lines, paragraph
from console.documents.typesetting.blocks import Row, grid


def deviations(text: RecordText) -> list[Flowable]:
    """Return each part that has something in it, under its heading."""
    parts = (
        ("deviations", lines(text, deviation_lines(text))),
        ("dangers", lines(text, danger_lines(text))),
        ("reactions", lines(text, reaction_lines(text))),
        ("corrections", _corrections(text)),
        ("locked", lines(text, locked_lines(text))),
        ("late-entries", lines(text, late_lines(text))),
        ("notes", lines(text, note_lines(text))),
        ("addenda", lines(text, addendum_lines(text))),
    )
    return [flowable for code, body in parts if body for flowable in (heading(text, code), *body)]


def _corrections(text: RecordText) -> list[Flowable]:
    """Return a table of old and new values, and how many entries were undone."""
    rows: list[Row] = [[text.say(code) for code in CORRECTED]]
    for each in corrections(text):
        who = paragraph(text, "by", at=each.at, name=each.by)
        rows.append([who, each.what, each.old, each.new, each.reason])
    story: list[Flowable] = [grid(rows, (0.2, 0.24, 0.19, 0.19, 0.18))] if len(rows) > 1 else []
    return [*story, *lines(text, taken_back(text))]
