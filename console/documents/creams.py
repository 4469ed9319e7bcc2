"""Numbing in a summary: each application with its window, and its dose beside the label's figures."""

from reportlab.platypus import Flowable

from console.core.dosing import LabelFigure, dose, figures
from console.core.state_parts import Application
from console.core.text.words import sources_together
from console.core.timers import window
from console.documents.paragraphs import heading, told
from console.documents.prose import Prose
from console.documents.record_text import RecordText
from console.documents.style import CELL, SMALL, S
from console.documents.typesetting import Span


def numbing(tell: RecordText) -> list[Flowable]:
    """Each application; or that numbing was left out."""
    state = tell.state
    story: list[Flowable] = [heading(tell, "numbing")]
    if state.left_out:
        said = state.left_out
        story.append(told(tell, "left-out", at=tell.at(said.at), reason=tell.personal(said.text)))
    elif not state.applications:
        story.append(Prose(tell.text(""), CELL))
    for each in state.applications:
        story += _application(tell, each)
    return story


def _where(tell: RecordText, zones: tuple[str, ...]) -> str:
    planned = {each.zone for each in tell.state.plan}
    if len(zones) > 1 and set(zones) == planned:
        return tell.say("all-planned", count=len(zones))
    return tell.zones(zones)


def _application(tell: RecordText, each: Application) -> list[Flowable]:
    agent = tell.state.protocol.agent[each.agent]
    off = tell.at(each.off) if each.off else tell.say("still-on")
    spent = tell.spent((each.off.t_ms if each.off else tell.end_t) - each.on.t_ms)
    found = dose(tell.state.protocol, each)
    drugs = [f"{tell.words.number(mg, 1)} mg {name}" for name, mg in found.drugs]
    occluded = tell.text("") if each.occluded is None else tell.say("yes" if each.occluded else "no")
    how = tell.say("no-area")
    if found.area_mm2 is not None:
        how = tell.say("stated" if found.stated else "nominal", area=tell.area(found.area_mm2 / 100))
    mass = " · ".join([tell.mass(each.mass_mg), *drugs])
    times = tell.say("cream-times", on=tell.at(each.on), off=off, spent=spent)
    cover = tell.say("cover", occluded=occluded)
    beside = figures(tell.state, each)
    where = tell.say("on-zones", zones=_where(tell, each.zones), area=how)
    if _alone(beside[0]) and found.area_mm2 is not None:
        where = f"{where} ({tell.words.figure(beside[0])[1]})"
    return [
        Prose(f"{each.number}. {agent.label}", CELL.but(bold=True, before=S / 2, room=CELL.leading)),
        Prose(f"{times} · {cover}", CELL),
        _product(tell, each, mass),
        Prose(where, CELL),
        _beside_the_label(tell, beside),
        Prose(_window(tell, each), SMALL),
    ]


def _product(tell: RecordText, each: Application, mass: str) -> Flowable:
    """Lot and expiry; the serial number where there is one."""
    lot, expiry = tell.text(each.lot), tell.date(each.expiry)
    if each.serial:
        return told(tell, "product-serial", lot=lot, serial=each.serial, expiry=expiry, mass=mass)
    return told(tell, "product", lot=lot, expiry=expiry, mass=mass)


def _beside_the_label(tell: RecordText, found: tuple[LabelFigure, ...]) -> Prose:
    """Each figure with what the label says; a figure above its limit in bold. What was told above stays out."""
    spans: list[Span] = []
    for each in found:
        if _alone(each) and (each.code == "area" or (each.code == "grams" and each.limit is None)):
            continue
        value, label = tell.words.figure(each)
        name = tell.words.say("dose", f"name-{each.code}")
        spans += [Span(" · ", CELL)] if spans else []
        spans.append(Span(f"{name} {value} ({label})", CELL.but(bold=True) if each.over else CELL))
    return Prose(spans, CELL)


def _alone(figure: LabelFigure) -> bool:
    """It says no more than the application's own line."""
    return figure.of == 1 and not figure.over


def _window(tell: RecordText, each: Application) -> str:
    agent = tell.state.protocol.agent[each.agent]
    frame = window(agent)
    bounds = [round(ms / 60_000) for ms in (frame.effective_ms, frame.remove_ms, frame.hard_ms)]
    found = (agent.remove_by_min.source, *(figure.source for figure in figures(tell.state, each)))
    source = sources_together(found) or tell.text("")
    return tell.say("window", effective=bounds[0], remove=bounds[1], hard=bounds[2], source=source)
