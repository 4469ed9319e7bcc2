"""Numbing: each application with its window, and its dose beside the label's figures."""

from reportlab.platypus import Flowable

from console.core.dosing import LabelFigure, dose, figures
from console.core.state_parts import Application
from console.core.text.record_text import RecordText
from console.core.text.setup_words import identifier_text
from console.core.text.unusual import numbing_left_out
from console.core.text.words import join_sources
from console.core.timers import has_maximum, window_of
from console.documents.sections.paragraphs import heading, lines, paragraph
from console.documents.sections.products import CODE_SAID
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.setting import Span
from console.documents.typesetting.style import CELL, SMALL, S

OPEN_SAID = 5
"""The first form of a paper that says of a maximum that none is set; up to 4 the time to take it off stood for it."""


def numbing(text: RecordText) -> list[Flowable]:
    """Return each application, or the reason why numbing was left out."""
    state = text.state
    story: list[Flowable] = [heading(text, "numbing")]
    if state.left_out:
        story += lines(text, numbing_left_out(text))
    elif not state.applications:
        story.append(Prose(text.entry(""), CELL))
    for each in state.applications:
        story += _application(text, each)
    return story


def _where(text: RecordText, zones: tuple[str, ...]) -> str:
    planned = set(text.state.planned_zones)
    if len(zones) > 1 and set(zones) == planned:
        return text.say("all-planned", count=len(zones))
    return text.zones(zones)


def _application(text: RecordText, each: Application) -> list[Flowable]:
    agent = text.state.protocol.agent[each.agent]
    off = text.at(each.off) if each.off else text.say("still-on")
    spent = text.spent((each.off.t_ms if each.off else text.end_t) - each.on.t_ms)
    found = dose(text.state.protocol, each)
    drugs = [
        text.say("drug", mass=text.words.say("format", "mg", number=text.words.number(mg, 1)), name=name)
        for name, mg in found.drugs
    ]
    occluded = text.entry("") if each.occluded is None else text.say("yes" if each.occluded else "no")
    how = text.say("no-area")
    if found.area_mm2 is not None:
        how = text.say("stated" if found.stated else "nominal", area=text.area(found.area_mm2 / 100))
    mass = " · ".join([text.mass(each.mass_mg), *drugs])
    times = text.say("cream-times", on=text.at(each.on), off=off, spent=spent)
    cover = text.say("cover", occluded=occluded)
    beside = figures(text.state, each)
    where = text.say("on-zones", zones=_where(text, each.zones), area=how)
    if _alone(beside[0]) and found.area_mm2 is not None:
        where = where + text.words.say("format", "brackets", text=text.words.figure(beside[0])[1])
    return [
        Prose(f"{each.number}. {agent.label}", CELL.but(bold=True, before=S / 2, room=CELL.leading)),
        Prose(f"{times} · {cover}", CELL),
        *_own_label(text, each),
        _product(text, each, mass),
        Prose(where, CELL),
        _beside_the_label(text, beside),
        Prose(_window(text, each), SMALL),
    ]


def _own_label(text: RecordText, each: Application) -> list[Flowable]:
    """Return what the cream's own label says, where the protocol's agent only stands for it."""
    if not each.name:
        return []
    said = {"name": each.name, "strength": each.strength, "label": text.personal(each.own_label)}
    return [paragraph(text, "own-label", **said, prescriber=text.personal(each.prescriber))]


def _product(text: RecordText, each: Application, mass: str) -> Flowable:
    """Return lot, expiry and mass; serial number and product code where there are such."""
    facts = {"lot": text.entry(each.lot), "expiry": text.date(each.expiry), "mass": mass}
    known = identifier_text(text.words, each.gtin, each.serial) if text.form >= CODE_SAID else ""
    told = {"known": known} if known else {}
    serial = {"serial": each.serial} if each.serial else {}
    return paragraph(text, "-".join(["product", *serial, *told]), **facts, **serial, **told)


def _beside_the_label(text: RecordText, found: tuple[LabelFigure, ...]) -> Prose:
    """Return each figure with the label's, in bold above its limit; figures that stand in the lines above stay out."""
    spans: list[Span] = []
    for each in found:
        if _alone(each) and (each.code == "area" or (each.code == "grams" and each.limit is None)):
            continue
        value, label = text.words.figure(each)
        name = text.words.say("dose", f"name-{each.code}")
        spans += [Span(" · ", CELL)] if spans else []
        spans.append(Span(f"{name} {value} ({label})", CELL.but(bold=True) if each.over else CELL))
    return Prose(spans, CELL)


def _alone(figure: LabelFigure) -> bool:
    """Whether the figure says no more than the application's own line."""
    return figure.of == 1 and not figure.over


def _window(text: RecordText, each: Application) -> str:
    agent = text.state.protocol.agent[each.agent]
    frame = window_of(agent)
    bounds = [round(ms / 60_000) for ms in (frame.effective_ms, frame.remove_ms, frame.hard_ms)]
    found = (agent.remove_by_min.source, *(figure.source for figure in figures(text.state, each)))
    source = join_sources(found) or text.entry("")
    if text.form >= OPEN_SAID and not has_maximum(agent):
        return text.say("window-open", effective=bounds[0], remove=bounds[1], source=source)
    return text.say("window", effective=bounds[0], remove=bounds[1], hard=bounds[2], source=source)
