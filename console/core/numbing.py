"""The rules of numbing: applications, each removed by itself, and the disinfection that needling waits for."""

from typing import assert_never

from msgspec.structs import replace

from console.core import dosing
from console.core.anatomy import zone_of
from console.core.client_groups import agent_stop, allow_by_file, passable_refusal, with_file_deviation
from console.core.cream_rules import allow_label, cream_deviations, need_own_label, second_cream
from console.core.events import CheckAnswered, CreamOff, CreamOn, Disinfected, NumbingBody, NumbingLeftOut
from console.core.products import allow_pack, allow_product, allow_use, reason_for, use_deviations
from console.core.refusal import Refusal
from console.core.screening import numbing_block
from console.core.state import EVERYWHERE, SessionState, with_disinfected
from console.core.state_parts import Application, Deviation, Moment, Remark
from console.core.timers import has_maximum, window_of


def decide(state: SessionState, body: NumbingBody, t: int) -> NumbingBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case CreamOn():
            return _cream_on(state, body, t)
        case CreamOff():
            return _cream_off(state, body, t)
        case NumbingLeftOut():
            if state.applications:
                raise Refusal("numbing-begun")
            return body
        case Disinfected():
            return _disinfect(state, body, t)
        case _:
            assert_never(body)


def apply(state: SessionState, body: NumbingBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    match body:
        case CreamOn():
            return with_file_deviation(_put_on(state, body, at), body, at)
        case CreamOff():
            return _take_off(state, body, at)
        case NumbingLeftOut():
            return replace(state, left_out=Remark(body.reason, at))
        case Disinfected():
            disinfected = with_disinfected(state, body.zones or (EVERYWHERE,), at.t_ms)
            return with_file_deviation(replace(state, disinfected=disinfected), body, at)
        case _:
            assert_never(body)


def zones_for_cream(state: SessionState) -> tuple[str, ...]:
    """Return the zones that cream goes on unless others are named: planned, not left out, without passes or cream."""
    planned = dict.fromkeys(zone_of(each.zone) for each in state.plan if each.zone not in state.zones_left_out)
    needled = {zone_of(record.zone) for record in state.treated}
    return tuple(zone for zone in planned if zone not in needled and not state.under_cream(zone))


def agent_refusal(state: SessionState, agent: str) -> Refusal | None:
    """Return why this agent does not go on now for what is known of the client; None where nothing does."""
    blocked, stop = numbing_block(state, agent), agent_stop(state, agent)
    if blocked:
        return Refusal("numbing-blocked", rule=blocked.rule.text)
    return passable_refusal(state, state.protocol.agent[agent].label, stop) if stop else None


def needling_obstacle(state: SessionState, zone: str, t: int | None = None) -> str:
    """Return why the zone can't be needled now, or at t: "cream-on-zone" or "zone-not-disinfected"; "" where it can."""
    zone = zone_of(zone)
    creams = [each.off.t_ms for each in state.applications if each.off and zone in each.zones]
    if state.under_cream(zone) or (t is not None and t < max(creams, default=t)):
        return "cream-on-zone"
    clean = [state.disinfected[key] for key in (EVERYWHERE, zone) if key in state.disinfected]
    return "" if clean and max(clean) >= max(creams, default=max(clean)) else "zone-not-disinfected"


def clean_at(state: SessionState, zone: str, at: Moment) -> bool:
    """Whether the zone was disinfected by then, and after the cream that had come off it."""
    zone = zone_of(zone)
    off = [each.off for each in state.applications if each.off and zone in each.zones]
    since = max((each.utc_ms for each in off if each.t_ms <= at.t_ms), default=0)
    for event in state.history:
        match event.body:
            case Disinfected(zones=zones):
                counts = not zones or zone in map(zone_of, zones)
            case CheckAnswered(check=check, met=True):
                counts = state.protocol.check[check].effect == "disinfect"
            case _:
                continue
        if counts and since <= event.at.utc_ms - event.ago_ms <= at.utc_ms:
            return True
    return False


def _cream_on(state: SessionState, body: CreamOn, t: int) -> CreamOn:
    if body.agent not in state.protocol.agent:
        raise Refusal("unknown-agent", agent=body.agent, known=tuple(state.protocol.agent))
    taken = {zone for each in state.applications if each.off is None or each.off.t_ms > t for zone in each.zones}
    needled = {zone_of(record.zone) for record in state.treated}
    body = replace(body, zones=tuple(dict.fromkeys(map(zone_of, body.zones))))
    zones = body.zones or tuple(zone for zone in zones_for_cream(state) if zone not in taken)
    if not zones:
        raise Refusal("which-zones")
    for zone in zones:
        if zone not in state.protocol.zone:
            raise Refusal("unknown-zone", zone=zone)
        if zone in taken:
            raise Refusal("already-under-cream", zone=zone)
    allow_product(body.agent, body.expiry, body.mass_mg)
    allow_pack(body)
    if body.area_mm2 is not None and not 0 < body.area_mm2 <= dosing.LARGEST_MM2:
        raise Refusal("area-not-possible", most=dosing.LARGEST_MM2 // 100)
    need_own_label(state, body)
    _allow_barred(state, body, t)
    for zone in zones:
        if zone in needled:
            raise Refusal("zone-already-needled", zone=zone)
    allow_by_file(state, body)
    allow_use(state, body, t)
    allow_label(state, body)
    number = max((each.number for each in state.applications), default=0) + 1
    made = replace(body, zones=tuple(dict.fromkeys(zones)), application=number, prescriber=body.prescriber.strip())
    _allow_dose(state, made)
    return made


def _allow_barred(state: SessionState, body: CreamOn, t: int) -> None:
    """Raise Refusal where a finding bars the agent, unless it went on before the file said so and somebody says why."""
    blocked = numbing_block(state, body.agent)
    if blocked is None:
        return
    before = t < state.profile_t and "pass-stop" in state.operator.rights
    if not (before and body.despite.strip()):
        raise Refusal("numbing-blocked", "allergy" if before else None, rule=blocked.rule.text)


def _barred_deviations(state: SessionState, body: CreamOn, at: Moment) -> tuple[Deviation, ...]:
    """Return the deviation of cream that a finding came to bar before it was recorded."""
    blocked = numbing_block(state, body.agent) if body.despite and at.t_ms < state.profile_t else None
    if blocked is None:
        return ()
    facts: dict[str, str | int] = {"thing": state.protocol.agent[body.agent].label, "finding": blocked.rule.text}
    return (Deviation(f"{at.event}-barred", at, "barred-since", facts=facts, reason=body.despite.strip()),)


def _allow_dose(state: SessionState, body: CreamOn) -> None:
    """Raise Refusal over the label's figures, unless an operator who may pass a stop gives prescriber and reason."""
    over = dosing.figures_over_label(state, body)
    if over and "pass-stop" not in state.operator.rights:
        raise Refusal("may-not-pass-label", over=over, name=state.operator.name)
    if over and not (body.prescriber and reason_for(body, "over-label")):
        raise Refusal("over-label", "over-label", over=over)


def _put_on(state: SessionState, body: CreamOn, at: Moment) -> SessionState:
    made = Application(
        body.application, body.agent, body.zones, at, None, body.lot, body.expiry, body.mass_mg, body.occluded,
        body.area_mm2, body.prescriber, body.gtin, body.serial, body.name, body.strength, body.own_label,
        body.earlier, body.holds,
    )  # fmt: skip
    deviations = (*state.deviations, *use_deviations(state, body, at), *cream_deviations(state, body, at))
    deviations += _barred_deviations(state, body, at)
    over = dosing.figures_over_label(state, made)
    if over:
        facts = dosing.over_label_facts(made, over)
        alone = not body.reasons and second_cream(state, body) and not body.prescriber
        reason = "" if alone else reason_for(body, "over-label")
        deviations += (Deviation(at.event, at, "over-label", facts=facts, reason=reason),)
    return replace(state, applications=(*state.applications, made), left_out=None, deviations=deviations)


def _cream_off(state: SessionState, body: CreamOff, t: int) -> CreamOff:
    if not state.on:
        raise Refusal("no-cream-on")
    if not body.application and len(state.on) > 1:
        raise Refusal("which-application", on=tuple(each.number for each in state.on))
    number = body.application or state.on[0].number
    found = next((each for each in state.on if each.number == number), None)
    if found is None:
        raise Refusal("no-such-application", application=number)
    if t < found.on.t_ms:
        raise Refusal("before-its-beginning", of="cream", since_utc=found.on.utc_ms)
    early = window_of(state.protocol.agent[found.agent]).phase(t - found.on.t_ms) == "too-early"
    if early and not body.reason:
        raise Refusal("cream-early", "cream-early", application=number)
    return replace(body, application=number)


def _take_off(state: SessionState, body: CreamOff, at: Moment) -> SessionState:
    taken = next(each for each in state.applications if each.number == body.application)
    applications = tuple(
        replace(each, off=at) if each.number == body.application else each for each in state.applications
    )
    frame = window_of(state.protocol.agent[taken.agent])
    elapsed = at.t_ms - taken.on.t_ms
    phase = frame.phase(elapsed)
    over = {"too-early": frame.effective_ms - elapsed, "remove": elapsed - frame.remove_ms}
    over["overtime"] = elapsed - frame.hard_ms
    deviations = state.deviations
    if phase in over and over[phase] > 0:
        facts: dict[str, str | int] = {"application": taken.number, "by_ms": over[phase]}
        if phase == "overtime" and not has_maximum(state.protocol.agent[taken.agent]):
            facts["no_maximum"] = 1
        deviations += (Deviation(at.event, at, f"cream-{phase}", facts=facts, reason=body.reason),)
    return replace(state, applications=applications, deviations=deviations)


def _disinfect(state: SessionState, body: Disinfected, t: int) -> Disinfected:
    zones = tuple(dict.fromkeys(map(zone_of, body.zones)))
    for zone in zones:
        if zone not in state.protocol.zone:
            raise Refusal("unknown-zone", zone=zone)
    for zone in zones:
        if state.under_cream(zone):
            raise Refusal("cream-on-zone", zone=zone)
    allow_by_file(state, body)
    return body if not state.sub_areas else replace(body, zones=zones)
