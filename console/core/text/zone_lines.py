"""What is told of zones besides the table of what was done: left out, not treated, not planned, outside the range."""

from collections.abc import Iterable

from console.core.anatomy import zone_of
from console.core.state_parts import Pass, ZoneRecord
from console.core.text.record_text import LATE_MS, RecordText
from console.core.text.said import Line
from console.core.text.words import Words

EACH_DEPTH = 4
"""The first form of a paper that tells how many passes were made at which depth, and which zones nobody had planned."""


def depths_text(words: Words, passes: Iterable[Pass]) -> str:
    """Return the depth of the passes; where they differ, how many were made at each, in their order."""
    counts: dict[int, int] = {}
    for each in passes:
        counts[each.depth_um] = counts.get(each.depth_um, 0) + 1
    if len(counts) == 1:
        return words.mm(next(iter(counts)) or None)
    return words.listed(words.say("depths", "at", number=count, depth=words.mm(um)) for um, count in counts.items())


def depth_told(text: RecordText, record: ZoneRecord) -> str:
    """Return how many passes were made at which depth, with the planned one where it differs; up to form 3 a range."""
    planned, used = text.state.planned(record.zone), sorted({each.depth_um for each in record.passes})
    told = text.form >= EACH_DEPTH
    depth = depths_text(text.words, record.passes) if told else text.words.mm_range(used[0], used[-1])
    if planned and planned.depth_um is not None and used != [planned.depth_um]:
        return text.say("depth-planned", depth=depth, planned=text.words.mm(planned.depth_um))
    return depth


def passes_told(text: RecordText, record: ZoneRecord) -> str:
    """Return how many passes were made, with the planned number where it differs."""
    planned, passes = text.state.planned(record.zone), str(len(record.passes))
    if planned and planned.passes not in (None, len(record.passes)):
        return text.say("passes-planned", passes=passes, planned=planned.passes)
    return passes


def told_passes(words: Words, record: ZoneRecord) -> list[str]:
    """Return a line for each pass that was told later than it was made: its time as it was told, or that it is open."""
    lines = list[str]()
    for number, each in enumerate(record.passes, start=1):
        if each.when_open:
            lines.append(words.say("depths", "pass-when-open", number=number))
        elif each.at.recorded_utc_ms - each.at.utc_ms >= LATE_MS:
            time = words.clock_time(each.at.utc_ms)
            lines.append(words.say("depths", "pass-told", number=number, time=time))
    return lines


def untreated_zones(text: RecordText) -> list[str]:
    """Return a line each for the zones not treated as planned, begun without a pass, treated without a plan."""
    state = text.state
    done = {record.zone for record in state.treated} | state.zones_left_out.keys()
    planned = {each.zone for each in state.plan}
    told = {
        "not-treated": [each.zone for each in state.plan if each.zone not in done],
        "no-pass": [zone for zone, record in state.zones.items() if not record.passes and zone not in done],
        "not-planned": [record.zone for record in state.treated if record.zone not in planned],
    }
    if text.form < EACH_DEPTH or not planned:
        del told["not-planned"]
    return [text.say(code, zones=text.zones(tuple(zones))) for code, zones in told.items() if zones]


def left_out_zones(text: RecordText) -> list[Line]:
    """Return a line for each zone that was left out, with when and why."""
    say, out = text.words.say, text.state.zones_left_out
    return [
        say("depths", "paper-left-out", zone=text.zone(zone), at=text.at(why.at), reason=text.personal(why.text))
        for zone, why in out.items()
    ]


def outside_range(text: RecordText) -> list[Line]:
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
    return [words.pair(text.zone(zone), found) for zone, found in told if found]
