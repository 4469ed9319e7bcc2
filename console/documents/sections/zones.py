"""The zones: what was done on each, and which were planned and not treated."""

from reportlab.platypus import Flowable, Spacer

from console.core.anatomy import zone_of
from console.core.events import PlannedZone
from console.core.state_parts import ZoneRecord
from console.documents.record_text import RecordText
from console.documents.sections.made_with import PASSES_KNOW, made_with
from console.documents.sections.paragraphs import heading
from console.documents.typesetting.blocks import Row, grid
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import CELL, S


def zones(text: RecordText) -> list[Flowable]:
    """Return a table of the treated zones: depth, passes, endpoint, time; then the planned zones left untreated."""
    state = text.state
    if not state.treated and not state.plan:
        return []
    story: list[Flowable] = [heading(text, "zones")]
    rows: list[Row] = [[text.say(code) for code in ("zone", "depth", "passes", "endpoint", "time-spent")]]
    for record in state.treated:
        planned = state.planned(record.zone)
        passes = str(len(record.passes))
        if planned and planned.passes not in (None, len(record.passes)):
            passes = text.say("passes-planned", passes=passes, planned=planned.passes)
        spent = state.worked_ms(record.zone, text.end_t) if record.spans else None
        depth = _depth(text, record, planned)
        rows.append([text.zone(record.zone), depth, passes, text.endpoint(record.endpoint), text.spent(spent)])
    if state.treated:
        story.append(grid(rows, (0.40, 0.16, 0.13, 0.18, 0.13)))
    if text.form >= PASSES_KNOW:
        story += made_with(text)
    done = {record.zone for record in state.treated} | state.zones_left_out.keys()
    left = tuple(each.zone for each in state.plan if each.zone not in done)
    bare = tuple(zone for zone, record in state.zones.items() if not record.passes and zone not in done)
    for code, zones in (("not-treated", left), ("no-pass", bare)):
        if zones:
            story += [Spacer(0, S), Prose(text.say(code, zones=text.zones(zones)), CELL)]
    lines = [*_left_out(text), *_outside_range(text)]
    return [*story, Spacer(0, S), *(Prose(line, CELL) for line in lines)] if lines else story


def _left_out(text: RecordText) -> list[str]:
    """Return a line for each zone that was left out, with when and why."""
    say, out = text.words.say, text.state.zones_left_out
    return [
        say("depths", "paper-left-out", zone=text.zone(zone), at=text.at(why.at), reason=text.personal(why.text))
        for zone, why in out.items()
    ]


def _outside_range(text: RecordText) -> list[str]:
    """Return a line for each depth outside the published range; sessions begun before it was told have none."""
    if text.state.depths != "chosen":
        return []
    words, known = text.words, text.state.protocol.zone
    told = {
        (record.zone, words.outside_range(known[zone_of(record.zone)], each.depth_um)): None
        for record in text.state.treated
        for each in record.passes
        if record.zone in known
    }
    return [words.pair(text.zone(zone), said) for zone, said in told if said]


def _depth(text: RecordText, record: ZoneRecord, planned: PlannedZone | None) -> str:
    """Return the least and the greatest depth; with the planned one where it differs."""
    used = sorted({each.depth_um for each in record.passes})
    depth = text.words.mm_range(used[0], used[-1])
    if planned and planned.depth_um is not None and used != [planned.depth_um]:
        return text.say("depth-planned", depth=depth, planned=text.words.mm(planned.depth_um))
    return depth
