"""The zones: what was done on each, and which were planned and not treated."""

from reportlab.platypus import Flowable, Spacer

from console.core.text.record_text import RecordText
from console.core.text.zone_lines import depth_told, left_out_zones, outside_range, passes_told, untreated_zones
from console.documents.sections.depth_limits import limits
from console.documents.sections.made_with import PASSES_KNOW, made_with
from console.documents.sections.paragraphs import heading, lines
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
        spent = text.worked_ms(record)
        depth, passes = depth_told(text, record), passes_told(text, record)
        rows.append([text.zone(record.zone), depth, passes, text.endpoint(record.endpoint), text.spent(spent)])
    if state.treated:
        story.append(grid(rows, (0.40, 0.16, 0.13, 0.18, 0.13)))
    if text.form >= PASSES_KNOW:
        story += [*made_with(text), *limits(text)]
    for line in untreated_zones(text):
        story += [Spacer(0, S), Prose(line, CELL)]
    told = lines(text, [*left_out_zones(text), *outside_range(text)])
    return [*story, Spacer(0, S), *told] if told else story
