"""A practitioner who does what the program says next and answers what it asks, until the record is signed."""

from msgspec.structs import replace

from console.core.actions import Action
from console.core.events import (
    CheckAnswered,
    DangerOver,
    DepthSet,
    DeviceChosen,
    Disinfected,
    FindingCleared,
    NumbingLeftOut,
    PlanSet,
    ProfileTaken,
    ReasonGiven,
    Resumed,
    ScreeningAnswered,
    SessionBody,
    StoppedEarly,
    ZonePlanned,
    ZoneTaken,
)
from console.core.limits import depth_limit, depth_settings
from console.core.next_action import next_action
from console.core.numbing import needling_obstacle
from console.core.people import NO_GROUP
from console.core.refusal import Refusal
from console.core.state import SessionState
from tests.support.grouped import allergic
from tests.support.moves import HOUR, Room

ENOUGH = 120
"""More moves than any plan of the small protocol needs: five zones, nine passes each, and every question."""


def solve(room: Room, moves: int = ENOUGH) -> int:
    """Goes on until the record is signed; says how many moves it took."""
    for count in range(moves):
        if room.state.over:
            return count
        go_on(room)
    raise AssertionError(f"stuck at {next_action(room.state, room.t)}")


def go_on(room: Room) -> None:
    """One move: what Space would do, or an answer to what it waits for."""
    if room.state.over:
        return
    if not room.state.timeline.sure(room.now):
        room.do(Resumed(None, HOUR, "stated"))
        return
    action = next_action(room.state, room.t)
    if action.intent is not None:
        propose_with_reason(room, action.intent)
    elif action.code == "wait-numbing":
        assert action.due_t is not None
        assert action.due_t > room.t
        room.wait(action.due_t - room.t)
    else:
        propose_with_reason(room, answer(room.state, action))


def propose_with_reason(room: Room, body: SessionBody) -> None:
    """Proposes; where a reason is asked for, gives it, and answers what the client's file asks."""
    try:
        room.propose(body)
    except Refusal as refusal:
        if refusal.code in BY_FILE:
            propose_with_reason(room, by_file(room, refusal.code, body))
            return
        if refusal.situation is None:
            raise AssertionError(f"{body} refused: {refusal}") from refusal
        room.do(with_reason(body))


BY_FILE = ("which-disinfectant", "file-unsorted")
"""What the window asks of the primary action where the client's file leaves it open."""


def by_file(room: Room, code: str, body: SessionBody) -> SessionBody:
    """The disinfectant that holds nothing; else what nobody sorted is sorted first."""
    if code == "which-disinfectant" and isinstance(body, CheckAnswered | Disinfected):
        return replace(body, disinfectant="other")
    room.do(ProfileTaken(allergic(NO_GROUP)))
    return body


def with_reason(body: SessionBody) -> SessionBody:
    """With every reason that such an entry may have."""
    given = {name: "as agreed" for name in ("reason", "despite") if name in body.__struct_fields__}
    return replace(body, **given)


def answer(state: SessionState, action: Action) -> SessionBody:
    """What the practitioner does while the program waits for something."""
    match action.code:
        case "answer-screening":
            return ScreeningAnswered(dict.fromkeys(action.left, "no"))
        case "settle-findings" if "pass-stop" in state.operator.rights:
            return FindingCleared(action.left[0], "as agreed")
        case "answer-checks":
            return CheckAnswered(action.left[0])
        case "choose-numbing" | "leave-numbing":
            return NumbingLeftOut()
        case "choose-device":
            return DeviceChosen("pen")
        case "choose-plan":
            return PlanSet("touch")
        case "set-depth":
            return _set_depth(state, action.zone)
        case "choose-zone":
            return _take(state)
        case "see-danger":
            return DangerOver()
        case "give-reasons":
            return ReasonGiven(action.left[0], "as agreed")
        case _:
            return StoppedEarly("as agreed")


def _set_depth(state: SessionState, zone: str) -> SessionBody:
    least, limit = depth_settings(state.protocol.device[state.device])[1], depth_limit(state, zone)
    assert limit
    if least > limit.um:
        return StoppedEarly("no depth is allowed")
    return DepthSet(zone, least) if state.kind == "needling" else ZonePlanned(zone, least)


def _take(state: SessionState) -> SessionBody:
    zones = [zone.id for zone in state.protocol.zone.values() if not zone.never]
    free = [zone for zone in zones if zone != state.current and not needling_obstacle(state, zone)]
    return ZoneTaken(free[0]) if free else Disinfected()
