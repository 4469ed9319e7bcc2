"""A session brought to a later step by the engine, as somebody's keys would bring it there."""

from collections.abc import Callable

from msgspec.structs import replace

from console.core.actions import Action
from console.core.events import (
    Acknowledged,
    CheckAnswered,
    CreamOff,
    CreamOn,
    DepthSet,
    DeviceChosen,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
    SessionBody,
    StepDone,
)
from console.core.limits import depth_settings
from console.core.next_action import next_action
from console.core.preparation import due_checks
from console.core.screening import open_questions
from console.core.settling import depth_choices
from console.core.state import SessionState
from tests.support.app_room import Room

MINUTE_MS = 60_000
STEP_MS, ZONE_MS = 1_000, 20_000
StartPoint = Callable[[Room, str], None]


def prepared(room: Room, session: str) -> None:
    """Every question and check is answered, the first device and the first preset are chosen."""
    state = room.sessions.state(session)
    first, *others = open_questions(state)
    preset = state.protocol.presets[0]
    passes = None if preset.passes.value is None else int(preset.passes.value)
    _do(
        room, session, ScreeningAnswered({first: "no"}), ScreeningAnswered(dict.fromkeys(others, "no")),
        DeviceChosen(state.protocol.devices[0].id),
        PlanSet(preset.id, tuple(PlannedZone(zone, None, passes) for zone in preset.zones)),
    )  # fmt: skip
    _do(room, session, *(CheckAnswered(each.id) for each in due_checks(state)))
    while (action := _next(room, session)).code != "finish-step":
        _do(room, session, action.intent or _deeper(room.sessions.state(session), action.zone))
    _do(room, session, StepDone(state.step))


def _deeper(state: SessionState, zone: str) -> SessionBody:
    """The least depth that may be set on a zone of which nothing is published, and on its other side."""
    least, pair = depth_choices(state, zone)[0], zone.removesuffix("-left").removesuffix("-right")
    plan = (
        replace(each, depth_um=least) if each.zone.startswith(pair) and each.depth_um is None else each
        for each in state.plan
    )
    return PlanSet(state.plan_source, tuple(plan))


def cream_on(room: Room, session: str, agent: str = "") -> None:
    """Cleansed, and the first cream is on, or the one named."""
    _do(room, session, StepDone("cleanse"))
    state = room.sessions.state(session)
    _do(room, session, CreamOn(agent or state.protocol.agents[0].id, tuple(each.zone for each in state.plan)))


def numbed(room: Room, session: str) -> None:
    """Cleansed, numbed by the first cream, which was taken off when it was effective."""
    cream_on(room, session)
    room.clock.advance(35 * MINUTE_MS)
    _do(room, session, Acknowledged("effective-1"), CreamOff(1))
    _check_and_finish(room, session)


def needled(room: Room, session: str) -> None:
    """The plan, zone after zone; where nothing is published the depth is set by hand."""
    while (action := _next(room, session)).code != "finish-step":
        if action.code == "set-depth":
            state = room.sessions.state(session)
            step, least, _ = depth_settings(state.protocol.device[state.device])
            _do(room, session, DepthSet(action.zone, max(step, least)))
        else:
            assert action.intent is not None, action
            _do(room, session, action.intent, ms=ZONE_MS)


def _check_and_finish(room: Room, session: str) -> None:
    state = room.sessions.state(session)
    _do(room, session, *(CheckAnswered(each.id) for each in due_checks(state)), StepDone(state.step))


def _next(room: Room, session: str) -> Action:
    state: SessionState = room.sessions.state(session)
    return next_action(state, state.timeline.t(room.clock.now()))


def _do(room: Room, session: str, *bodies: SessionBody, ms: int = STEP_MS) -> None:
    for body in bodies:
        room.clock.advance(ms)
        room.sessions.propose(session, body)
