"""The course of the session: steps and numbing, with the map of the treated zones."""

from reportlab.platypus import Flowable

from console.core.anatomy import sub_area_of, zone_of
from console.core.state_parts import ZoneRecord
from console.core.text.record_text import RecordText
from console.documents.body_map.figure import Figure, Mark, Spot
from console.documents.sections.depth_limits import limits
from console.documents.sections.made_with import PASSES_KNOW
from console.documents.sections.numbing import numbing
from console.documents.sections.paragraphs import heading
from console.documents.sections.steps import steps
from console.documents.typesetting.blocks import Columns, keep_together
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import SMALL, S

MAPS = ("face", "scalp", "body-front", "body-back")
DEEPEST_UM = 2_000
"""Micrometres at which the tint on the map is full; the zone carries the depth itself as a number."""
MOST_BESIDE = 400
"""Points: a taller stack does not stand beside the map."""


def course(text: RecordText, width: float) -> list[Flowable]:
    """Return steps, numbing, up to form 3 depth limits; the map beside them where there is one and all of it fits."""
    maps = _maps(text)
    story = [heading(text, "course"), *steps(text), *numbing(text)]
    story += limits(text) if text.form < PASSES_KNOW else []
    if len(maps) == 1:
        side, gap = 196.0, 16.0
        right = [_figure(text, maps[0], side, 240), _legend(text)]
        both = Columns(story, right, weights=(width - side - gap, side), gap=gap, most=MOST_BESIDE)
        if both.wrap(width, MOST_BESIDE)[1] <= MOST_BESIDE:
            return [both]
    if maps:
        each = width / len(maps) - S
        figures = [[_figure(text, name, each, 240)] for name in maps]
        drawn = Columns(*figures, weights=[1] * len(maps), gap=S, most=MOST_BESIDE)
        story.append(keep_together(heading(text, "map"), drawn, _legend(text), most=MOST_BESIDE))
    return story


def _legend(text: RecordText) -> Prose:
    legend = text.say("legend")
    return Prose(text.say("legend-marked", legend=legend) if text.state.sub_areas else legend, SMALL.but(after=S))


def _maps(text: RecordText) -> list[str]:
    """Return the maps that have a zone or a sub-area to show; the face has those that the body's front has too."""
    zones = {record.zone for record in text.state.treated} | {each.zone for each in text.state.plan}
    carriers = [text.state.protocol.zone[zone_of(zone)].maps for zone in zones]
    marked = {each.map for each in text.state.sub_areas.values()}
    chosen: list[str] = []
    for name in MAPS:
        if name in marked or any(name in maps and not set(chosen) & set(maps) for maps in carriers):
            chosen.append(name)
    return chosen


def _figure(text: RecordText, name: str, width: float, height: float) -> Figure:
    treated = {
        record.zone: Mark(
            _on_map(text, record),
            len(record.passes),
            min(1.0, max(each.depth_um for each in record.passes) / DEEPEST_UM),
        )
        for record in text.state.treated
    }
    never = [zone for zone, known in text.state.protocol.zone.items() if known.never]
    done = {record.zone for record in text.state.treated}
    spots = [
        Spot(each.x / 1000, each.y / 1000, sub_area_of(each.id)[1], each.id in done)
        for each in text.state.sub_areas.values()
        if each.map == name
    ]
    return Figure(name, treated, [each.zone for each in text.state.plan], never, width, height, spots)


def _on_map(text: RecordText, record: ZoneRecord) -> str:
    """Return the least and the greatest depth in mm, without the unit."""
    used = sorted({each.depth_um for each in record.passes})
    least, most = (text.words.number(um / 1000) for um in (used[0], used[-1]))
    return most if least == most else text.words.say("format", "range", least=least, most=most)
