"""The first half of a summary: whose it is, the course of the session, numbing, the map and its zones."""

from reportlab.platypus import Flowable, Spacer

from console.core.dosing import area_cm2, drugs_mg
from console.core.screening import age, day
from console.core.state import Application, SessionState
from console.core.timers import window, worked
from console.core.words import clock
from console.documents.figure import Figure, Mark
from console.documents.prose import Prose
from console.documents.sheet import Row, beside, framed, grid
from console.documents.style import BODY, CELL, HEADING, SMALL, STRONG, TITLE, WARNING, M, S, Style
from console.documents.telling import Telling

SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")
MAPS = ("face", "scalp", "body-front", "body-back")
DEEPEST_UM = 2_000
"""Where the tint on the map is full; the depth itself stands on the zone as a number."""


MOST_BESIDE = 2
"""Applications, and remarks, that still fit beside the map."""


def heading(tell: Telling, code: str) -> Prose:
    return Prose(tell.say(code), HEADING)


def opening(tell: Telling) -> list[Flowable]:
    """Clinic, client, allergies, session and whether it is signed."""
    state, profile = tell.state, tell.state.profile
    born = tell.date(profile.born) if profile else tell.text("")
    years = age(profile.born, day(state.begun.utc_ms)) if profile else None
    skin = SKIN_TYPES[profile.skin - 1] if profile and profile.skin else tell.text("")
    allergies = tell.text(profile.allergies if profile else "")
    facts = [
        tell.say("born", day=born) if years is None else tell.say("born-aged", day=born, years=years),
        tell.say("skin-type", type=skin),
        tell.say("session", number=state.number),
        tell.day_of(state.begun.utc_ms),
        *([state.couch] if state.couch else []),
    ]
    story: list[Flowable] = [
        Prose(f"{tell.record.clinic} · {tell.say('title')}", SMALL.but(size=9.0)),
        Prose(tell.text(profile.name if profile else ""), TITLE.but(after=0)),
        Prose(" · ".join(facts), BODY.but(after=S)),
        framed(Prose(f"{tell.say('allergies')} {allergies}", STRONG.but(after=0))),
        Spacer(0, S),
    ]
    if state.signed:
        signed = state.signed[1]
        by = tell.say("signed", name=tell.person(signed.actor), when=tell.when(signed.utc_ms))
        story.append(Prose(by, BODY))
    else:
        story.append(Prose(tell.say("not-signed"), WARNING))
    return story


def course(tell: Telling, width: float) -> list[Flowable]:
    """Steps and numbing, with the map beside them where there is one only and it all fits."""
    maps = _maps(tell)
    if len(maps) == 1 and len(tell.state.applications) <= MOST_BESIDE and len(_remarks(tell)) <= MOST_BESIDE:
        side = 200.0
        left = [heading(tell, "course"), *_steps(tell, width - side), *_numbing(tell)]
        return [beside(left, [_figure(tell, maps[0], side - M, 240), legend(tell)], (width - side, side))]
    story = [heading(tell, "course"), *_steps(tell, width), *_numbing(tell)]
    if maps:
        each = width / len(maps)
        figures = [_figure(tell, name, each - M, 240) for name in maps]
        story += [heading(tell, "map"), grid([figures], [each] * len(maps), head=False), legend(tell)]
    return story


def legend(tell: Telling) -> Prose:
    return Prose(tell.say("legend"), SMALL.but(after=S))


def _steps(tell: Telling, width: float) -> list[Flowable]:
    rows: list[Row] = [[tell.say(code) for code in ("step", "from", "to", "work")]]
    for run in tell.state.steps:
        done = tell.at(run.done) if run.done else tell.say("not-done")
        until = run.done.t_ms if run.done else tell.end_t
        label = tell.state.protocol.step[run.step].label
        spent = worked((run.begun.t_ms, until), tell.state.pauses, until)
        name = tell.say("stopped-there", step=label) if run.stopped else label
        rows.append([name, tell.time(run.begun.utc_ms), done, clock(spent)])
    columns = (0.37, 0.2, 0.25, 0.18)
    table = grid(rows, [width * part - (M * part) for part in columns])
    return [table, Spacer(0, S), *_remarks(tell)]


def _remarks(tell: Telling) -> list[Flowable]:
    """What else befell the session: stop, hand-overs, pauses, gaps, clocks that were set."""
    state, said = tell.state, []
    if state.stopped:
        said.append(tell.say("stopped", at=tell.at(state.stopped.at), reason=tell.text(state.stopped.text)))
    for operator, at in state.operators[1:]:
        said.append(tell.say("handed-over", at=tell.at(at), name=operator.name))
    rest = sum((tell.end_t if until is None else until) - since for since, until in state.pauses)
    if rest:
        said.append(tell.say("paused", times=len(state.pauses), total=clock(rest)))
    for away in state.interruptions:
        basis = tell.say(f"gap-{away.basis}")
        said.append(tell.say("gap", at=tell.time(away.at.utc_ms), off=clock(away.off_ms), basis=basis))
    for at, by_ms in state.jumps:
        said.append(tell.say("jump", at=tell.when(at.utc_ms), by=clock(by_ms)))
    return [Prose(line, CELL) for line in said]


def _maps(tell: Telling) -> list[str]:
    """The figures that have something to show; the face carries what the body's front has too."""
    zones = {record.zone for record in tell.state.treated} | {each.zone for each in tell.state.plan}
    carriers = [tell.state.protocol.zone[zone].maps for zone in zones]
    chosen: list[str] = []
    for name in MAPS:
        if any(name in maps and not set(chosen) & set(maps) for maps in carriers):
            chosen.append(name)
    return chosen


def _figure(tell: Telling, name: str, width: float, height: float) -> Figure:
    treated = {
        record.zone: Mark(
            tell.words.number(max(each.depth_um for each in record.passes) / 1000),
            len(record.passes),
            min(1.0, max(each.depth_um for each in record.passes) / DEEPEST_UM),
        )
        for record in tell.state.treated
    }
    never = [zone for zone, known in tell.state.protocol.zone.items() if known.never]
    return Figure(name, treated, [each.zone for each in tell.state.plan], never, width, height)


def zones(tell: Telling, width: float) -> list[Flowable]:
    """Each treated zone: depth, passes, endpoint, minutes; then what was planned and not treated."""
    state = tell.state
    if not state.treated and not state.plan:
        return []
    story: list[Flowable] = [heading(tell, "zones")]
    rows: list[Row] = [[tell.say(code) for code in ("zone", "depth", "passes", "endpoint", "minutes")]]
    for record in state.treated:
        planned = state.planned(record.zone)
        passes = str(len(record.passes))
        if planned and planned.passes not in (None, len(record.passes)):
            passes = tell.say("passes-planned", passes=passes, planned=planned.passes)
        depths = sorted({each.depth_um for each in record.passes})
        depth = "–".join(tell.words.mm(um) for um in {depths[0]: 0, depths[-1]: 0})
        spent = state.worked_ms(record.zone, tell.end_t) if record.spans else None
        rows.append([tell.zone(record.zone), depth, passes, tell.endpoint(record.endpoint), tell.minutes(spent)])
    if state.treated:
        story.append(grid(rows, [width * part for part in (0.43, 0.14, 0.13, 0.2, 0.1)]))
    left = tuple(each.zone for each in state.plan if each.zone not in {record.zone for record in state.treated})
    if left:
        story += [Spacer(0, S), Prose(tell.say("not-treated", zones=tell.zones(left)), CELL)]
    return story


def _numbing(tell: Telling) -> list[Flowable]:
    """Each application with its window, dose and product; or that numbing was left out."""
    state = tell.state
    story: list[Flowable] = [heading(tell, "numbing")]
    if state.left_out:
        said = state.left_out
        story.append(Prose(tell.say("left-out", at=tell.at(said.at), reason=tell.text(said.text)), CELL))
    elif not state.applications:
        story.append(Prose(tell.text(""), CELL))
    for each in state.applications:
        story += [Prose(line, style) for line, style in _application(tell, state, each)]
    return story


def _where(tell: Telling, zones: tuple[str, ...]) -> str:
    planned = {each.zone for each in tell.state.plan}
    if len(zones) > 1 and set(zones) == planned:
        return tell.say("all-planned", count=len(zones))
    return tell.zones(zones)


def _application(tell: Telling, state: SessionState, each: Application) -> list[tuple[str, Style]]:
    agent = state.protocol.agent[each.agent]
    frame = window(agent)
    off = tell.at(each.off) if each.off else tell.say("still-on")
    spent = clock((each.off.t_ms if each.off else tell.end_t) - each.on.t_ms)
    times = tell.say("cream-times", on=tell.at(each.on), off=off, spent=spent)
    bounds = [round(ms / 60_000) for ms in (frame.effective_ms, frame.remove_ms, frame.hard_ms)]
    published = tell.say("window", effective=bounds[0], remove=bounds[1], hard=bounds[2])
    drugs = [f"{tell.words.number(mg, 1)} mg {name}" for name, mg in drugs_mg(agent, each.mass_mg)]
    area = area_cm2(state.protocol, each.zones)
    occluded = tell.text("") if each.occluded is None else tell.say("yes" if each.occluded else "no")
    product = tell.say(
        "product",
        lot=tell.text(each.lot),
        expiry=tell.date(each.expiry),
        mass=" · ".join([tell.mass(each.mass_mg), *drugs]),
    )
    nominal = tell.text("") if area is None else tell.words.say("format", "cm2", number=tell.words.number(area, 1))
    return [
        (f"{each.number}. {agent.label}: {times}", CELL.but(bold=True, before=S / 2)),
        (published, CELL),
        (product, CELL),
        (tell.say("on-zones", zones=_where(tell, each.zones), area=nominal, occluded=occluded), CELL),
    ]
