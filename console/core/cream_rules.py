"""What an agent's own label asks before it goes on, and that a second cream on one day has its reason."""

from console.core import dosing
from console.core.anatomy import zone_of
from console.core.events import CreamOn, PlanSet, ZonePlanned
from console.core.products import reason_for
from console.core.protocol_parts import Reason
from console.core.refusal import Refusal
from console.core.screening import client_age
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment


def need_own_label(state: SessionState, body: CreamOn) -> None:
    """Raise Refusal where the agent stands for many, and which one it is, or who wants it, is not said."""
    agent = state.protocol.agent[body.agent]
    said = (body.name, body.strength, body.own_label, body.prescriber)
    if agent.own_label and not all(each.strip() for each in said):
        raise Refusal("own-label-needed", agent=agent.label)


def allow_label(state: SessionState, body: CreamOn) -> None:
    """Raise Refusal for a zone that is never needled, somebody too young, a film that the label forbids, and a second
    cream without a reason.
    """
    for zone in body.zones:
        if state.protocol.zone[zone].never:
            raise Refusal("cream-never", zone=zone, why=state.protocol.zone[zone].never)
    agent = state.protocol.agent[body.agent]
    least, years = agent.age_from, client_age(state)
    if least.value is not None and years is not None and years < least.value:
        raise Refusal("agent-age", agent=agent.label, years=f"{least.value:g}", source=least.source)
    if _covered(state, body):
        if "pass-stop" not in state.operator.rights:
            raise Refusal("may-not-cover", agent=agent.label, name=state.operator.name)
        if not (body.prescriber and reason_for(body, "over-label")):
            raise Refusal("cover-forbidden", "over-label", agent=agent.label)
    if second_cream(state, body) and not reason_for(body, "second-cream"):
        drugs, unsure = dosing.together(state, body)
        if state.applications:
            raise Refusal("second-cream", "second-cream", drugs=drugs, least=unsure)
        raise Refusal("cream-elsewhere", "second-cream", creams=body.earlier, drugs=drugs, least=unsure)


def cream_deviations(state: SessionState, body: CreamOn, at: Moment) -> tuple[Deviation, ...]:
    """Return the deviations of a film that the label forbids, and of a second cream with the drugs of all of them."""
    noted: tuple[Deviation, ...] = ()
    if _covered(state, body):
        facts: dict[str, str | int] = {"application": body.application, "prescriber": body.prescriber}
        reason = reason_for(body, "over-label")
        noted += (Deviation(f"{at.event}-cover", at, "cover-forbidden", facts=facts, reason=reason),)
    if second_cream(state, body):
        together, least = dosing.together(state, body)
        found: dict[str, str | int] = {"application": body.application, "least": int(least)}
        found |= {f"drug-{name}": round(mg) for name, mg in together}
        why = reason_for(body, "second-cream")
        noted += (Deviation(f"{at.event}-second", at, "second-cream", facts=found, reason=why),)
    return noted


def _covered(state: SessionState, body: CreamOn) -> bool:
    cover = state.protocol.agent[body.agent].cover
    return bool(body.occluded) and cover is not None and cover.rule == "forbidden"


def second_cream(state: SessionState, body: CreamOn) -> bool:
    """Whether this cream is one more on this day, in this session or after another, and the protocol wants a reason."""
    return state.protocol.second_cream is not None and bool(state.applications or body.earlier)


def second_cream_reasons(state: SessionState, body: CreamOn) -> tuple[str, ...]:
    """Return the reasons for this second cream that are so, in the protocol's words.

    After a cream of another session alone nobody knows its zones here: then only what the cream tells is held back.
    """
    zones = {zone_of(zone) for zone in body.zones}
    before = {zone for each in state.applications for zone in each.zones}
    told, first = bool(state.applications), _planned_first(state)
    names = {body.name, state.protocol.agent[body.agent].label}
    same = any(each.agent == body.agent for each in state.applications)
    same = same or any(each.agent in names for each in body.earlier)
    since = {zone_of(each.zone) for each in state.plan} - first
    so = {
        "same-agent": same or not (told or body.earlier),
        "same-zones": not told or bool(zones & before),
        "other-zones": not told or (not zones & before and zones <= first),
        "zone-added": not told or bool(zones & since),
    }
    every = state.protocol.reasons.get("second-cream", ())
    fit = (each for each in every if isinstance(each, str) or so.get(each.when, True))
    return tuple(each.text if isinstance(each, Reason) else each for each in fit)


def _planned_first(state: SessionState) -> set[str]:
    """Return the zones that were planned when the first cream went on."""
    planned: set[str] = set()
    for event in state.history:
        match event.body:
            case PlanSet(zones=zones):
                planned = {zone_of(each.zone) for each in zones}
            case ZonePlanned(zone=zone):
                planned.add(zone_of(zone))
            case CreamOn():
                return planned
            case _:
                continue
    return planned
