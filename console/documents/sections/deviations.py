"""Whatever departs from the plan: deviations, dangers, reactions, corrections, late entries; and the notes."""

from reportlab.platypus import Flowable

from console.core.events import (
    CreamOff,
    CreamOn,
    Deviated,
    Noted,
    NumbingLeftOut,
    Paused,
    ReactionOver,
    ReactionSeen,
    StepDone,
    StoppedEarly,
)
from console.core.history import event_kind
from console.core.mistakes import undone_ids
from console.core.state_parts import Reaction, Remark
from console.core.text.setup_words import share_text
from console.documents.record_text import LATE_MS, RecordText
from console.documents.sections.attribution import attribution
from console.documents.sections.corrected_value import corrected_value
from console.documents.sections.danger import dangers
from console.documents.sections.paragraphs import heading, paragraph
from console.documents.typesetting.blocks import Row, grid
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import CELL

SHOWN_WITH_BOTH_TIMES = (
    CreamOn,
    CreamOff,
    Deviated,
    Noted,
    NumbingLeftOut,
    Paused,
    ReactionOver,
    ReactionSeen,
    StepDone,
    StoppedEarly,
)
UNGRADED_SAYS_NOTHING = 2
"""The last form of a paper that tells nothing of how severe a reaction was that nobody graded."""


def deviations(text: RecordText) -> list[Flowable]:
    """Return each part that has something in it, under its heading."""
    parts = (
        ("deviations", _deviations(text)),
        ("dangers", dangers(text)),
        ("reactions", _reactions(text)),
        ("corrections", _corrections(text)),
        ("locked", attribution(text)),
        ("late-entries", _late(text)),
        ("notes", [_remark(text, "note", each) for each in text.state.notes]),
        ("addenda", [*(_remark(text, "addendum", each) for each in text.state.addenda), *dangers(text, after=True)]),
    )
    return [flowable for code, body in parts if body for flowable in (heading(text, code), *body)]


def _deviations(text: RecordText) -> list[Flowable]:
    return [
        paragraph(
            text,
            "deviation",
            at=text.at(each.at),
            what=text.personal(text.words.deviation(each, text.state.protocol)),
            reason=text.personal(each.reason),
        )
        for each in text.state.deviations
    ]


def _corrections(text: RecordText) -> list[Flowable]:
    """Return a table of old and new values, and how many entries were undone."""
    rows: list[Row] = [[text.say(code) for code in ("when", "entry", "old", "new", "reason")]]
    for each in text.state.corrections:
        share = share_text(text.words, text.state.protocol, (each.zone, each.passes)) if each.zone else ""
        of = share or text.words.say("event", each.of)
        field = text.words.say("field", each.field) if text.words.has("field", each.field) else each.field
        who = paragraph(text, "by", at=text.time(each.at.utc_ms), name=text.person(each.at.actor))
        old, new = (corrected_value(text, each.field, value) for value in (each.old, each.new))
        rows.append([who, text.words.pair(of, field), old, new, text.personal(each.reason)])
    story: list[Flowable] = [grid(rows, (0.2, 0.24, 0.19, 0.19, 0.18))] if len(rows) > 1 else []
    gone = undone_ids(text.state.history)
    return [*story, *([Prose(text.say("taken-back", count=len(gone)), CELL)] if gone else [])]


def _late(text: RecordText) -> list[Flowable]:
    """Return the late entries that no other line shows with both times."""
    late = [
        (event, body, ago_ms)
        for event, body, ago_ms in text.entries
        if ago_ms >= LATE_MS and not isinstance(body, SHOWN_WITH_BOTH_TIMES)
    ]
    lines = list[Flowable]()
    for event, body, ago_ms in late:
        zone = getattr(body, "zone", "")
        what = text.words.listed([text.words.say("event", event_kind(body)), text.zone(zone) if zone else ""])
        lines.append(paragraph(text, "note", at=text.entered(event.at.utc_ms - ago_ms, ago_ms), text=what))
    return lines


def _reactions(text: RecordText) -> list[Flowable]:
    lines = list[Flowable]()
    for each in text.state.reactions:
        where = text.zones(each.zones) or text.entry("")
        over = text.say("going-on")
        if each.over:
            over = text.say("over", at=text.at(each.over), spent=text.spent(each.over.t_ms - each.begun.t_ms))
        if each.grades or text.form > UNGRADED_SAYS_NOTHING:
            over = text.words.say("event", "severity-and-end", severity=_severity(text, each), over=over)
        what, action = text.personal(each.what), text.personal(each.action)
        lines.append(
            paragraph(text, "reaction", at=text.at(each.begun), what=what, zones=where, action=action, over=over)
        )
    return lines


def _severity(text: RecordText, reaction: Reaction) -> str:
    say = text.words.say
    found = (say("event", "severity-at", grade=say("event", grade), at=text.at(at)) for grade, at in reaction.grades)
    return say("event", "severity-told", grades=text.words.listed(found, "list-long") or text.entry(""))


def _remark(text: RecordText, code: str, remark: Remark) -> Prose:
    at = text.when(remark.at.utc_ms) if code == "addendum" else text.at(remark.at)
    return paragraph(text, code, at=at, name=text.person(remark.at.actor), text=text.personal(remark.text))
