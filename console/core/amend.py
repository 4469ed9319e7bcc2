"""Taking earlier events back, and putting them right."""

from typing import Final

import msgspec
from msgspec.structs import fields, replace

from console.core.errors import Refusal
from console.core.events import (
    ActorNamed,
    Addendum,
    Corrected,
    CreamOff,
    CreamOn,
    DangerAction,
    DangerOpened,
    DangerOver,
    Event,
    HandedOver,
    ProductUsed,
    ProfileTaken,
    ReactionOver,
    ReactionSeen,
    Resumed,
    Sealed,
    SessionBegun,
    SignedOff,
    Undone,
)
from console.core.history import BENDABLE, fixed, judge, kind, recorded_t, undone
from console.core.prepare import allow_profile
from console.core.state import SessionState
from console.core.transitions import allow_late

NEVER_UNDONE: Final = (
    SessionBegun,
    ProfileTaken,
    CreamOn,
    CreamOff,
    ReactionSeen,
    ReactionOver,
    DangerOpened,
    DangerOver,
    Resumed,
    SignedOff,
    Addendum,
    Sealed,
    Undone,
)
ONLY_CORRECTED: Final = (CreamOn, CreamOff, ReactionSeen, ReactionOver, DangerOpened, DangerOver)
"""What was done to skin or seen on it: undo stops here, and does not reach past it."""
NEVER_CORRECTED: Final = (ProfileTaken, ActorNamed, Corrected, Resumed, SignedOff, Addendum, Sealed, Undone)
FIXED: Final[dict[type, frozenset[str]]] = {
    SessionBegun: frozenset(
        {"time", "operator", "protocol", "number", "zone", "salt", "offset_min", "adopted_by", "adopted_utc_ms"}
    ),
    CreamOn: frozenset({"application", "used_before", "reusable"}),
    ProductUsed: frozenset({"used_before", "reusable"}),
    ReactionSeen: frozenset({"reaction"}),
    DangerOpened: frozenset({"danger"}),
    DangerAction: frozenset({"danger"}),
    DangerOver: frozenset({"danger"}),
    HandedOver: frozenset({"operator"}),
}
"""Fields that no correction touches: what the program filled in, and who acted."""


def undo(state: SessionState, body: Undone, event: Event) -> Undone:
    """Names the latest entry; refuses where it is one that is only corrected, or where a later one needs it."""
    gone = undone(state.history)
    for past in reversed(state.history):
        if not body.target and isinstance(past.body, ONLY_CORRECTED):
            raise Refusal("undo-not-this", kind=kind(past.body))
        if past.id in gone or isinstance(past.body, NEVER_UNDONE) or body.target not in ("", past.id):
            continue
        found = Undone(past.id)
        broken = _newly_broken(state, replace(event, body=found))
        if broken:
            raise Refusal("undo-needed-later", kind=kind(past.body), why=next(iter(broken.values())))
        return found
    if any(past.id == body.target for past in state.history):
        raise Refusal("never-undone")
    raise Refusal("nothing-to-undo")


def correct(state: SessionState, body: Corrected, event: Event, now_t: int) -> Corrected:
    """Accepts a correction that leaves a possible history; one that shows a broken rule needs a reason."""
    target = next((past for past in state.history if past.id == body.target), None)
    if target is None or target.id in undone(state.history) or isinstance(target.body, NEVER_CORRECTED):
        raise Refusal("not-correctable")
    names = [*(field.name for field in fields(type(target.body))), "time"]
    known = [name for name in names if name not in FIXED.get(type(target.body), ())]
    if body.field not in known:
        raise Refusal("no-such-field", field=body.field, known=", ".join(known))
    if not body.value:
        raise Refusal("correction-not-valid", field=body.field)
    try:
        right, ago_ms = fixed(target, [replace(event, body=body)])
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refusal("correction-not-valid", field=body.field) from None
    if isinstance(right, SessionBegun) and right.profile:
        allow_profile(right.profile)
    if body.field == "time":
        t = recorded_t(state.history)[target.id] - ago_ms
        if t > now_t:
            raise Refusal("time-in-future")
        allow_late(target.body, max(0, ago_ms), t)
    broken = _newly_broken(state, replace(event, body=body))
    for code in broken.values():
        if code not in BENDABLE:
            raise Refusal("correction-impossible", why=code)
    if broken and not body.reason.strip():
        raise Refusal("correction-needs-reason", "correction", why=next(iter(broken.values())))
    return body


def _newly_broken(state: SessionState, event: Event) -> dict[str, str]:
    """The events that the rules would refuse with this one in place, and would not, or for another reason, without."""
    before = judge(state.protocol, state.history)
    after = judge(state.protocol, (*state.history, event))
    return {each: code for each, code in after.items() if before.get(each) != code}
