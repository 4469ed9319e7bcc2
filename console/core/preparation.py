"""The rules of preparing: profile, screening, checks of pause points, device, products and plan."""

from datetime import date
from math import inf
from typing import assert_never

from msgspec.structs import replace

from console.core.client_groups import allow_by_file, with_file_deviation
from console.core.events import (
    CheckAnswered,
    DeviceChosen,
    FindingCleared,
    PlannedZone,
    PlanSet,
    PreparingBody,
    ProductUsed,
    ProfileTaken,
    ScreeningAnswered,
    ZonePlanned,
    ZoneUnplanned,
)
from console.core.left_out import newly_planned, without_left_out
from console.core.limits import allow_depth, known_zone
from console.core.people import Profile
from console.core.products import allow_amount, allow_pack, allow_product, allow_use, iso_day, use_deviations
from console.core.protocol_parts import Check
from console.core.refusal import Refusal
from console.core.screening import age, findings, said_by_file
from console.core.screening_rules import allow_answers, allow_clearing
from console.core.setup import UNDER, allow_device, known_device, note
from console.core.state import EVERYWHERE, SessionState, with_disinfected, with_marks
from console.core.state_parts import CheckRecord, Deviation, Moment

MAX_PASSES = 9
"""The most passes that a digit key says; not a clinical number."""
OLDEST = 125
"""Years; nobody is known to have lived so long. Beyond it a birthday is a slip."""
ALL_YEARS = range(1, 10_000)


def decide(state: SessionState, body: PreparingBody, t: int) -> PreparingBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case ProfileTaken():
            if body.profile:
                allow_profile(body.profile)
        case ScreeningAnswered():
            allow_answers(state, body, t)
        case FindingCleared():
            allow_clearing(state, body)
        case CheckAnswered():
            _allow_check(state, body)
        case DeviceChosen():
            allow_device(state, body, t)
            allow_by_file(state, body)
        case ProductUsed():
            allow_product(body.name, body.expiry, body.mass_mg)
            allow_amount(body)
            allow_pack(body)
            if body.device:
                known_device(state, body.device)
            allow_by_file(state, body)
            allow_use(state, body, t)
        case PlanSet():
            _allow_plan(with_marks(state, body.marks), *body.zones)
        case ZonePlanned():
            _allow_plan(state, PlannedZone(body.zone, body.depth_um, body.passes))
        case ZoneUnplanned():
            if state.planned(body.zone) is None:
                raise Refusal("zone-not-planned", zone=body.zone)
        case _:
            assert_never(body)
    return body


def apply(state: SessionState, body: PreparingBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    match body:
        case ProfileTaken():
            return replace(_take_profile(state, body), profile_t=at.t_ms if body.profile else state.profile_t)
        case ScreeningAnswered():
            anew = {rule.id for rule in state.protocol.rules if (rule.answer_of or rule.id) in body.answers}
            cleared = {rule: why for rule, why in state.cleared.items() if rule not in anew}
            kept = tuple(each for each in state.deviations if each.facts.get("rule") not in anew)
            answers, since = state.answers | body.answers, state.since | body.since
            return replace(state, answers=answers, since=since, cleared=cleared, deviations=kept)
        case FindingCleared():
            noted = Deviation(at.event, at, "finding-cleared", facts={"rule": body.rule}, reason=body.reason)
            deviations = state.deviations
            if state.protocol.rule[body.rule].outcome in ("stop", "wait"):
                deviations += (noted,)
            cleared = state.cleared | {body.rule: body.reason}
            entries = state.cleared_for | {body.rule: said_by_file(state, state.protocol.rule[body.rule])}
            return replace(state, cleared=cleared, cleared_for=entries, deviations=deviations)
        case CheckAnswered():
            return _answer_check(state, body, at)
        case DeviceChosen():
            return note(with_file_deviation(state, body, at), body, at)
        case ProductUsed():
            deviations = (*state.deviations, *use_deviations(state, body, at))
            after = replace(state, products=(*state.products, (body, at)), deviations=deviations)
            after = with_file_deviation(after, body, at)
            return note(after, body, at) if body.use == "cartridge" or body.use in UNDER else after
        case PlanSet():
            left_out = without_left_out(state, newly_planned(state, body.zones))
            marked = with_marks(state, body.marks)
            return replace(marked, plan=body.zones, plan_source=body.source, zones_left_out=left_out)
        case ZonePlanned():
            plan = _with_zone(state, PlannedZone(body.zone, body.depth_um, body.passes))
            return replace(state, plan=plan, zones_left_out=without_left_out(state, (body.zone,)))
        case ZoneUnplanned():
            plan = tuple(each for each in state.plan if each.zone != body.zone)
            return replace(state, plan=plan, zones_left_out=without_left_out(state, (body.zone,)))
        case _:
            assert_never(body)


def allow_birthday(born: date, today: date) -> None:
    """Raise Refusal where nobody who lives today was born on that day."""
    if born > today:
        raise Refusal("born-in-future", born_day=born.isoformat())
    if (age(born.isoformat(), today) or 0) > OLDEST:
        raise Refusal("born-too-long-ago", born_day=born.isoformat())


def allow_profile(profile: Profile, today: date | None = None) -> None:
    """Raise Refusal where the birthday is no ISO day, or the skin type not 1 to 6.

    Of one that is entered `today` also where nobody who lives was born then; what stands in a file is not asked about.
    """
    if profile.born and today:
        allow_birthday(iso_day(profile.born), today)
    elif profile.born:
        iso_day(profile.born, ALL_YEARS)
    if profile.skin is not None and not 1 <= profile.skin <= 6:
        raise Refusal("skin-type-range")


def _allow_check(state: SessionState, body: CheckAnswered) -> None:
    here = [check.id for check in due_checks(state)]
    if body.check not in here:
        raise Refusal("check-not-here", check=body.check, here=tuple(here))
    if not body.met and not body.reason:
        raise Refusal("check-not-met", "check-not-met", check=state.protocol.check[body.check].text)
    allow_by_file(state, body)


def due_checks(state: SessionState) -> list[Check]:
    """Return the checks of this step's pause point that apply to the session, and those that are asked again."""
    here = [check for check in state.protocol.step[state.step].checks if check.when == "always" or state.applications]
    return here + _checks_again(state)


def open_checks(state: SessionState) -> list[str]:
    """Return the ids of the due checks without an answer; those about cream need one since cream last came off."""
    return _without_answer(state, due_checks(state))


def repeated_checks(state: SessionState) -> list[str]:
    """Return the ids of earlier checks about cream that need an answer again, as cream came off in this step."""
    return _without_answer(state, _checks_again(state))


def _checks_again(state: SessionState) -> list[Check]:
    """Return the earlier checks about cream, where cream came off while needling; else none."""
    if state.kind != "needling" or _last_off(state) < state.steps[-1].begun.t_ms:
        return []
    steps = dict.fromkeys(run.step for run in state.steps[:-1])
    return [check for step in steps for check in state.protocol.step[step].checks if check.when == "numbed"]


def _without_answer(state: SessionState, checks: list[Check]) -> list[str]:
    off = _last_off(state)
    answered = {each for each, record in state.checks.items() if record.at.t_ms >= off}
    return [check.id for check in checks if check.id not in (answered if check.when == "numbed" else state.checks)]


def _last_off(state: SessionState) -> float:
    """Return when cream last came off, in ms on the session's own time; -inf where none did."""
    return max((each.off.t_ms for each in state.applications if each.off), default=-inf)


def _take_profile(state: SessionState, body: ProfileTaken) -> SessionState:
    """Return the state with the new profile; an erased one changes nothing.

    In the prepare step, a cleared finding that no longer fires loses its clearance: if it fires again, it asks again.
    """
    if body.profile is None:
        return state
    after = replace(state, profile=body.profile)
    if state.kind != "prepare":
        return after
    by_profile = {each.id for each in state.protocol.rules if not each.asked or each.groups}
    gone = by_profile - {each.rule.id for each in findings(after)}
    cleared = {rule: why for rule, why in state.cleared.items() if rule not in gone}
    kept = tuple(each for each in state.deviations if each.facts.get("rule") not in gone)
    return replace(after, cleared=cleared, deviations=kept)


def _answer_check(state: SessionState, body: CheckAnswered, at: Moment) -> SessionState:
    deviations = tuple(each for each in state.deviations if each.facts.get("check") != body.check)
    if not body.met:
        deviations += (Deviation(at.event, at, "check-not-met", facts={"check": body.check}, reason=body.reason),)
    clean = state.disinfected
    if state.protocol.check[body.check].effect == "disinfect":
        clean = with_disinfected(state, (EVERYWHERE,), at.t_ms) if body.met else {}
    checks = state.checks | {body.check: CheckRecord(body.met, body.reason, at)}
    return with_file_deviation(replace(state, checks=checks, deviations=deviations, disinfected=clean), body, at)


def _allow_plan(state: SessionState, *zones: PlannedZone) -> None:
    for planned in zones:
        known_zone(state, planned.zone)
        if planned.passes is not None and not 1 <= planned.passes <= MAX_PASSES:
            raise Refusal("passes-out-of-range", most=MAX_PASSES)
    if len({planned.zone for planned in zones}) < len(zones):
        raise Refusal("zone-planned-twice")
    stood = {each.zone: each.depth_um for each in state.plan}
    for planned in zones:
        if planned.depth_um not in (None, stood.get(planned.zone)):
            allow_depth(state, planned.zone, planned.depth_um)


def _with_zone(state: SessionState, planned: PlannedZone) -> tuple[PlannedZone, ...]:
    if state.planned(planned.zone) is None:
        return (*state.plan, planned)
    return tuple(planned if each.zone == planned.zone else each for each in state.plan)
