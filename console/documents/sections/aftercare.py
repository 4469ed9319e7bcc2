"""Aftercare: what to do and what to leave, by absolute times."""

from datetime import timedelta
from math import ceil, inf

from reportlab.platypus import Flowable

from console.core.text.record_text import HOUR_MS, RecordText
from console.documents.sections.paragraphs import heading
from console.documents.typesetting.blocks import HIGHEST, Row, grid, keep_together
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import SMALL

DAY_MS = 24 * HOUR_MS
CUT_ABOVE, WHOLE = 300, 4
"""Points; and the first form in which all of it is on one page, however tall, for it is the client's part."""
CALENDAR_DAYS = 5
"""The first form in which the next visit is counted as the program counts it when that begins."""


def aftercare(text: RecordText) -> list[Flowable]:
    """Return a table of care from the end of needling on, when to call and come again; nothing without needling."""
    end, protocol = text.state.needling_end, text.state.protocol
    if end is None:
        return []
    rules: dict[tuple[float, str], list[str]] = {}
    for care in protocol.aftercare:
        hours = care.hours.value
        rules.setdefault((inf, "always") if hours is None else (hours, care.when), []).append(care.text)
    rows: list[Row] = []
    for (hours, when), texts in sorted(rules.items()):
        at = "" if hours == inf else text.soon(end.utc_ms + round(hours * HOUR_MS))
        rows.append([text.say(f"care-{when}", when=at), text.words.listed(texts, "list-long")])
    if protocol.follow_up.days.value is not None:
        again = _day_after(text, end.utc_ms, protocol.follow_up.days.value)
        rows.append([text.say("care-from", when=again), _next_visit(text, end.utc_ms)])
    if protocol.call_if:
        signs = text.words.listed(protocol.call_texts, "list-long")
        rows.append([text.say("at-once"), text.say("call-if", signs=signs)])
    if text.state.emergency_number:
        rows.append([text.say("emergency-number"), text.state.emergency_number])
    ended = Prose(text.say("needling-ended", when=text.when(end.utc_ms)), SMALL)
    return [
        keep_together(
            heading(text, "aftercare"),
            ended,
            grid(rows, (0.26, 0.74), head=False),
            most=HIGHEST if text.form >= WHOLE else CUT_ABOVE,
        )
    ]


def _next_visit(text: RecordText, end_utc_ms: int) -> str:
    least = text.state.protocol.follow_up.warn_below_days.value
    if least is None:
        return text.say("next-visit")
    return text.say("next-visit-least", when=_day_after(text, end_utc_ms, least))


def _day_after(text: RecordText, end_utc_ms: int, days: float) -> str:
    """Return the day so many calendar days after the end of needling; up to form 4 so many times 24 hours after it."""
    if text.form < CALENDAR_DAYS:
        return text.soon(end_utc_ms + round(days * DAY_MS), clock=False)
    return text.words.weekday_day(text.local(end_utc_ms) + timedelta(ceil(days)), year=False)
