"""The first half of a summary: whose it is, the course of the session, numbing, the map and its zones."""

from reportlab.platypus import Flowable, Spacer

from console.core.events import Paused, PlannedZone
from console.core.limits import Limit, depth_limit
from console.core.screening import age
from console.core.state_parts import ZoneRecord
from console.core.timers import worked
from console.documents.blocks import Columns, Framed, Row, grid, together
from console.documents.creams import numbing
from console.documents.figure import Figure, Mark
from console.documents.paragraphs import heading, told
from console.documents.prose import Prose
from console.documents.record_text import RecordText
from console.documents.style import BODY, CELL, SMALL, STRONG, TITLE, WARNING, S

MAPS = ("face", "scalp", "body-front", "body-back")
DEEPEST_UM = 2_000
"""Where the tint on the map is full; the depth itself stands on the zone as a number."""
MOST_BESIDE = 400
"""Points: what is taller does not stand beside the map."""


def opening(tell: RecordText) -> list[Flowable]:
    """Clinic, client, allergies, session and whether it is signed."""
    state, profile = tell.state, tell.state.profile
    born = tell.date(profile.born) if profile else tell.personal("")
    years = age(profile.born, tell.local(state.begun.utc_ms).date()) if profile else None
    skin = tell.skin(profile.skin) if profile else tell.personal("")
    allergies = tell.personal(profile.allergies if profile else "")
    facts = [
        tell.say("born", day=born) if years is None else tell.say("born-aged", day=born, years=years),
        tell.say("skin-type", type=skin),
        tell.say("session", number=state.number),
        tell.day_of(state.begun.utc_ms),
        *([state.couch] if state.couch else []),
    ]
    story: list[Flowable] = [
        Prose(f"{tell.record.clinic} · {tell.say('title')}", SMALL.but(size=9.0)),
        Prose(tell.personal(profile.name if profile else ""), TITLE.but(after=0)),
        Prose(" · ".join(facts), BODY.but(after=S)),
        Framed(told(tell, "allergies", STRONG.but(after=0), allergies=allergies)),
    ]
    if tell.record.erased_utc_ms is not None:
        day = tell.day_of(tell.record.erased_utc_ms)
        story.append(Framed(Prose(tell.say("erased-long", day=day), BODY.but(after=0))))
    if state.signed:
        signed = state.signed[1]
        story.append(told(tell, "signed", BODY, name=tell.person(signed.actor), when=tell.when(signed.utc_ms)))
    else:
        story.append(Framed(Prose(tell.say("not-signed"), WARNING.but(align="centre"))))
    return story


def course(tell: RecordText, width: float) -> list[Flowable]:
    """Steps and numbing, with the map beside them where there is one only and it all fits."""
    maps = _maps(tell)
    story = [heading(tell, "course"), *_steps(tell), *numbing(tell), *_limits(tell)]
    if len(maps) == 1:
        side, gap = 196.0, 16.0
        right = [_figure(tell, maps[0], side, 240), legend(tell)]
        both = Columns(story, right, weights=(width - side - gap, side), gap=gap, most=MOST_BESIDE)
        if both.wrap(width, MOST_BESIDE)[1] <= MOST_BESIDE:
            return [both]
    if maps:
        each = width / len(maps) - S
        figures = [[_figure(tell, name, each, 240)] for name in maps]
        drawn = Columns(*figures, weights=[1] * len(maps), gap=S, most=MOST_BESIDE)
        story.append(together(heading(tell, "map"), drawn, legend(tell), most=MOST_BESIDE))
    return story


def legend(tell: RecordText) -> Prose:
    return Prose(tell.say("legend"), SMALL.but(after=S))


def _steps(tell: RecordText) -> list[Flowable]:
    rows: list[Row] = [[tell.say(code) for code in ("step", "from", "to", "work")]]
    for run in tell.state.steps:
        done = tell.at(run.done) if run.done else tell.say("not-done")
        until = run.done.t_ms if run.done else tell.end_t
        label = tell.state.protocol.step[run.step].label
        spent = worked((run.begun.t_ms, until), tell.state.pauses, until)
        name = tell.say("stopped-there", step=label) if run.stopped else label
        rows.append([name, tell.time(run.begun.utc_ms), done, tell.spent(spent)])
    remarks = _remarks(tell)
    return [grid(rows, (0.32, 0.17, 0.25, 0.26)), *([Spacer(0, S), *remarks] if remarks else [])]


def _remarks(tell: RecordText) -> list[Flowable]:
    """What else befell the session: stop, hand-overs, pauses, gaps, clocks that were set."""
    state, said = tell.state, list[Flowable]()
    if state.stopped:
        said.append(told(tell, "stopped", at=tell.at(state.stopped.at), reason=tell.personal(state.stopped.text)))
    for operator, at in state.operators[1:]:
        said.append(told(tell, "handed-over", at=tell.at(at), name=operator.name))
    said += [told(tell, "profile-taken", at=at, changes=changes) for at, changes in tell.profile_changes()]
    said += _pauses(tell)
    for away in state.interruptions:
        gap, off, basis = tell.spent(away.gap_ms), tell.spent(away.off_ms), tell.say(f"gap-{away.basis}")
        said.append(told(tell, "gap", at=tell.time(away.at.utc_ms), gap=gap, off=off, basis=basis))
    for at, by_ms in state.jumps:
        code = "jump-back" if by_ms < 0 else "jump"
        said.append(told(tell, code, at=tell.when(at.utc_ms), by=tell.spent(abs(by_ms))))
    return said


def _pauses(tell: RecordText) -> list[Flowable]:
    begun = [(event, body, ago_ms) for event, body, ago_ms in tell.standing if isinstance(body, Paused)]
    said = list[Flowable]()
    for (event, body, ago_ms), (since, until) in zip(begun, tell.state.pauses, strict=False):
        at = tell.entered(event.at.utc_ms - ago_ms, ago_ms)
        spent = tell.spent((tell.end_t if until is None else until) - since)
        said.append(told(tell, "paused", at=at, spent=spent, reason=tell.personal(body.reason)))
    return said


def _maps(tell: RecordText) -> list[str]:
    """The figures that have something to show; the face carries what the body's front has too."""
    zones = {record.zone for record in tell.state.treated} | {each.zone for each in tell.state.plan}
    carriers = [tell.state.protocol.zone[zone].maps for zone in zones]
    chosen: list[str] = []
    for name in MAPS:
        if any(name in maps and not set(chosen) & set(maps) for maps in carriers):
            chosen.append(name)
    return chosen


def _figure(tell: RecordText, name: str, width: float, height: float) -> Figure:
    treated = {
        record.zone: Mark(
            _on_map(tell, record),
            len(record.passes),
            min(1.0, max(each.depth_um for each in record.passes) / DEEPEST_UM),
        )
        for record in tell.state.treated
    }
    never = [zone for zone, known in tell.state.protocol.zone.items() if known.never]
    return Figure(name, treated, [each.zone for each in tell.state.plan], never, width, height)


def _on_map(tell: RecordText, record: ZoneRecord) -> str:
    """The depths that were used, the least to the greatest, as figures alone."""
    used = sorted({each.depth_um for each in record.passes})
    least, most = (tell.words.number(um / 1000) for um in (used[0], used[-1]))
    return most if least == most else tell.words.say("format", "range", least=least, most=most)


def zones(tell: RecordText) -> list[Flowable]:
    """Each treated zone: depth, passes, endpoint, time; then what was planned and not treated."""
    state = tell.state
    if not state.treated and not state.plan:
        return []
    story: list[Flowable] = [heading(tell, "zones")]
    rows: list[Row] = [[tell.say(code) for code in ("zone", "depth", "passes", "endpoint", "time-spent")]]
    for record in state.treated:
        planned = state.planned(record.zone)
        passes = str(len(record.passes))
        if planned and planned.passes not in (None, len(record.passes)):
            passes = tell.say("passes-planned", passes=passes, planned=planned.passes)
        spent = state.worked_ms(record.zone, tell.end_t) if record.spans else None
        depth = _depth(tell, record, planned)
        rows.append([tell.zone(record.zone), depth, passes, tell.endpoint(record.endpoint), tell.spent(spent)])
    if state.treated:
        story.append(grid(rows, (0.40, 0.16, 0.13, 0.18, 0.13)))
    left = tuple(each.zone for each in state.plan if each.zone not in {record.zone for record in state.treated})
    bare = tuple(record.zone for record in state.zones.values() if not record.passes)
    for code, zones in (("not-treated", left), ("no-pass", bare)):
        if zones:
            story += [Spacer(0, S), Prose(tell.say(code, zones=tell.zones(zones)), CELL)]
    return story


def _limits(tell: RecordText) -> list[Flowable]:
    """The limit that binds on the treated zones, by who sets it, as it stood when the record ended."""
    bound: dict[Limit, list[str]] = {}
    for record in tell.state.treated:
        limit = depth_limit(tell.state, record.zone)
        if limit:
            bound.setdefault(limit, []).append(record.zone)
    lines: list[Flowable] = []
    for limit, held in bound.items():
        by = tell.say(f"limit-{limit.by}")
        where = tell.say("all-treated") if len(bound) == 1 else tell.zones(tuple(held))
        source = f", {limit.source}" if limit.source else ""
        lines.append(Prose(tell.say("limit", depth=tell.words.mm(limit.um), by=by, zones=where) + source, SMALL))
    return lines


def _depth(tell: RecordText, record: ZoneRecord, planned: PlannedZone | None) -> str:
    """The depths that were used, the least to the greatest; with the planned one where it is another."""
    used = sorted({each.depth_um for each in record.passes})
    depth = tell.words.mm_range(used[0], used[-1])
    if planned and planned.depth_um is not None and used != [planned.depth_um]:
        return tell.say("depth-planned", depth=depth, planned=tell.words.mm(planned.depth_um))
    return depth
