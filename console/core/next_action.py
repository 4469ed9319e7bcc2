"""The next action: the one thing that Space, a pedal or the large button would do now."""

from console.core.actions import Action, ActionCode
from console.core.course import unexplained_deviations
from console.core.danger import open_card
from console.core.events import (
    Continued,
    CreamOff,
    DangerOver,
    Disinfected,
    PassDone,
    ProductOff,
    SignedOff,
    StepDone,
    ZoneTaken,
)
from console.core.limits import depth_allowed
from console.core.numbing import needling_obstacle
from console.core.preparation import open_checks, repeated_checks
from console.core.protocol_parts import AFTER_NEEDLING
from console.core.screening import findings, numbing_block, open_questions
from console.core.settling import open_depths, settled_plan, unpublished
from console.core.setup_shares import zones_without_lot
from console.core.spacing import contradicted, too_soon
from console.core.state import SessionState
from console.core.state_parts import Application
from console.core.stopped_since import creams_barred, creams_stopped, device_stopped, under_stopped
from console.core.timers import window_of


def next_action(state: SessionState, t: int) -> Action:
    """Return the next action at t on the session's own time."""
    if state.signed:
        return Action("signed")
    if state.closed:
        return Action("closed")
    overdue = _overdue(state, t)
    if overdue:
        return _remove(overdue)
    if open_card(state) and state.kind != "sign-off":
        return Action("see-danger")
    for cream in (*(each for each, _ in creams_stopped(state)), *creams_barred(state)):
        return _remove(cream)
    if state.paused:
        return Action("continue", Continued())
    if state.on and state.kind in AFTER_NEEDLING:
        return _remove(state.on[0])
    if state.kind == "prepare":
        return _prepare(state) or _choose(state) or _finish(state)
    if state.kind == "numbing":
        return _numbing(state, t) or _before_needling(state)
    if state.kind == "needling":
        return _needling(state, t)
    if state.kind == "sign-off":
        return _sign_off(state)
    return _before_needling(state) if state.kind == "plain" else _finish(state)


def zones_left(state: SessionState) -> list[str]:
    """Return the planned zones that are not done yet, in the plan's order."""
    left = (each.zone for each in state.plan if each.zone not in state.zones_left_out)
    return [zone for zone in left if not zone_done(state, zone)]


def zone_done(state: SessionState, zone: str) -> bool:
    """Whether the zone has its planned passes; one is enough where the plan says no number."""
    planned = state.planned(zone)
    record = state.zones.get(zone)
    return record is not None and len(record.passes) >= ((planned and planned.passes) or 1)


def _finish(state: SessionState) -> Action:
    left = open_checks(state)
    if left:
        return Action("answer-checks", left=tuple(left))
    return Action("finish-step", StepDone(state.step))


def _before_needling(state: SessionState) -> Action:
    return (None if state.treated else _settle(state)) or _finish(state)


def _prepare(state: SessionState) -> Action | None:
    early = too_soon(state) or contradicted(state)
    if early:
        return Action("give-reasons", left=(early.id,))
    return _settle(state)


def _settle(state: SessionState) -> Action | None:
    """Return the action that settles open questions, as when the file no longer answers one, or blocking findings.

    None without either; while it stands no more skin is treated.
    """
    asked = _ask(state)
    if asked:
        return asked
    blocking = tuple(found.rule.id for found in findings(state) if found.blocks)
    return Action("settle-findings", left=blocking) if blocking else None


def _ask(state: SessionState) -> Action | None:
    left = open_questions(state)
    return Action("answer-screening", left=tuple(left)) if left else None


def _choose(state: SessionState) -> Action | None:
    """Return the choice of device, plan or depths, once the pause point is answered; None where all are chosen."""
    if open_checks(state):
        return None
    if not state.device or device_stopped(state):
        return Action("choose-device")
    if not state.plan and not state.plan_source:
        return Action("choose-plan")
    return _settle_depths(state)


def _settle_depths(state: SessionState) -> Action | None:
    """Return the press that gives each planned zone its depth, after those have one that has to be asked for."""
    left = open_depths(state)
    asked = unpublished(state)
    if asked:
        return Action("set-depth", zone=asked[0])
    return Action("settle-depths", settled_plan(state), tuple(left)) if left else None


def _numbing(state: SessionState, t: int) -> Action | None:
    if not state.applications:
        barred = not state.left_out and numbing_block(state)
        choose = Action("leave-numbing" if barred else "choose-numbing")
        return None if state.left_out else _ask(state) or choose
    return _cream(state, t)


def _cream(state: SessionState, t: int) -> Action | None:
    """Return the removal of effective cream, the earliest remove-by first, else the wait for it; None without cream."""
    if not state.on:
        return None
    first = min(state.on, key=lambda each: each.on.t_ms + window_of(state.protocol.agent[each.agent]).remove_ms)
    for each in sorted(state.on, key=lambda each: each is not first):
        if t >= _effective_t(state, each):
            return _remove(each)
    soonest = min(state.on, key=lambda each: _effective_t(state, each))
    return Action("wait-numbing", application=soonest.number, due_t=_effective_t(state, soonest))


def _overdue(state: SessionState, t: int) -> Application | None:
    """Return an application past its remove-by, which comes off before anything else, in a pause too."""
    late = (each for each in state.on if t >= each.on.t_ms + window_of(state.protocol.agent[each.agent]).remove_ms)
    return next(late, None)


def _effective_t(state: SessionState, application: Application) -> int:
    return application.on.t_ms + window_of(state.protocol.agent[application.agent]).effective_ms


def _needling(state: SessionState, t: int) -> Action:
    if not state.device or device_stopped(state):
        return Action("choose-device")
    if under_stopped(state):
        return Action("product-off", ProductOff())
    current, left = state.current, zones_left(state)
    going = bool(current) and not zone_done(state, current)
    held = _settle(state) if going or left or not state.treated else None
    if held:
        return held
    if going and not state.under_cream(current):
        return _go_on(state, current)
    again = repeated_checks(state)
    if again:
        return Action("answer-checks", left=tuple(again))
    for zone in left:
        if not needling_obstacle(state, zone):
            return Action("take-zone", ZoneTaken(zone), zone=zone)
    if any(needling_obstacle(state, zone) == "zone-not-disinfected" for zone in left):
        return Action("disinfect", Disinfected())
    cream = _cream(state, t)
    if cream:
        return cream
    return _finish(state) if state.treated else Action("choose-zone")


def _go_on(state: SessionState, zone: str) -> Action:
    if needling_obstacle(state, zone):
        return Action("disinfect", Disinfected())
    depth_um = state.zones[zone].depth_um
    if depth_um is None or not depth_allowed(state, zone, depth_um):
        return Action("set-depth", zone=zone)
    return Action("pass-done", PassDone(zone), zone=zone)


def _remove(application: Application) -> Action:
    return Action("cream-off", CreamOff(application.number), application=application.number)


def _sign_off(state: SessionState) -> Action:
    if open_card(state):
        return Action("end-danger", DangerOver())
    left = open_checks(state)
    if left:
        return Action("answer-checks", left=tuple(left))
    missing = unexplained_deviations(state)
    if missing:
        return Action("give-reasons", left=tuple(each.id for each in missing))
    without = zones_without_lot(state)
    return Action("sign-without-lot" if without else "sign-off", SignedOff(), left=without)


__all__ = ["Action", "ActionCode", "next_action", "zone_done", "zones_left"]
