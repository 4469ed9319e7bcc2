"""A session played by anybody: each tap is accepted and leaves a legal state, or is refused and changes nothing."""

from contextlib import suppress
from itertools import takewhile

import msgspec

from console.app.projections.session_view import session_view
from console.core.alarms import alarms
from console.core.anatomy import zone_of
from console.core.events import Corrected, DepthSet, PassDone, PassesSet, Resumed, SessionBody, SignedOff, Undone
from console.core.history import FACTS, fold
from console.core.limits import depth_limit, depth_settings
from console.core.next_action import next_action
from console.core.record import Record, from_json, to_json
from console.core.refusal import Refusal
from console.core.session import decide
from console.core.setup import device_at
from console.core.state import EVERYWHERE, SessionState
from console.core.state_parts import Application
from tests.support.legal import offences
from tests.support.moves import MIN, SMALL, Room
from tests.support.solver import BY_FILE, go_on, solve, with_reason


class Play:
    """A room, and what must hold after each thing that is done in it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.before: SessionState | None = None

    @property
    def state(self) -> SessionState:
        return self.room.state

    def propose(self, body: SessionBody, ago_ms: int = 0, actor: str = "osei") -> bool:
        """Whether it was accepted."""
        state, t = self.state, self.room.t
        raw = msgspec.msgpack.encode(state.history)
        with suppress(Refusal):
            self.room.propose(body, ago_ms, actor)
        assert msgspec.msgpack.encode(state.history) == raw
        after = self.state
        if after is state:
            return False
        assert after.history[:-1] == state.history
        assert offences(after, self.room.t) == []
        assert after.timeline.t_ms == t or isinstance(body, Resumed)
        _within_limits(state, after)
        if state.signed:
            added = {"addenda": after.addenda, "dangers": after.dangers}
            if isinstance(body, Corrected) and body.target not in _before(state):
                added["corrections"] = after.corrections
            assert after.facts() == msgspec.structs.replace(state.facts(), **added)
            kept = [[each for each in one.dangers if each.begun.event in _before(state)] for one in (state, after)]
            assert kept[0] == kept[1]
        self.before = state if isinstance(body, FACTS) else None
        return True

    def follow(self) -> None:
        go_on(self.room)
        assert offences(self.state, self.room.t) == []
        self.before = None

    def wait(self, ms: int, jump_ms: int = 0) -> None:
        t, sure = self.room.t, self.state.timeline.sure(self.room.now)
        self.room.clock.jump_wall(jump_ms)
        assert self.room.t == t or not sure
        self.room.wait(ms)

    def restart(self, off_ms: int, beat: bool, stated_ms: int) -> None:
        """The computer restarts; nothing goes on before the gap is confirmed."""
        if self.state.over or not self.state.timeline.sure(self.room.now):
            return
        heartbeat = self.room.now if beat else None
        self.room.clock.reboot(off_ms)
        assert not self.propose(Undone())
        assert not self.propose(Resumed(None, -1, "stated", heartbeat))
        known = self.propose(Resumed(None, 0, "boot", heartbeat))
        assert known == (off_ms == MIN) or not beat
        assert known or self.propose(Resumed(None, stated_ms, "stated", heartbeat))

    def undo(self) -> None:
        """Takes back the latest; what was tapped just now leaves no trace but in the history."""
        before, last = self.before, self.state.history[-1]
        if self.propose(Undone()) and before and self.state.history[-1].body == Undone(last.id):
            assert self.state.facts() == before.facts()

    def next_is_accepted(self) -> None:
        """What the primary action offers is taken at once, or once it carries a reason, or the file's answer."""
        state = self.state
        if not state.timeline.sure(self.room.now):
            return
        action, _ = next_action(state, self.room.t), alarms(state, self.room.t)
        if action.intent is None:
            return
        intent = self.room.event(action.intent)
        try:
            decide(state, intent)
        except Refusal as refusal:
            if refusal.code in BY_FILE:
                return
            if refusal.situation is None:
                raise AssertionError(f"{action} refused: {refusal}") from refusal
            decide(state, msgspec.structs.replace(intent, body=with_reason(action.intent)))

    def finish(self) -> None:
        """The fold gives what stands, the record comes back the same, and the way to the signature is open."""
        state = self.state
        assert fold(state.protocol, state.history) == state
        msgspec.json.encode(session_view(state))
        _round_trip(state)
        solve(self.room)
        assert offences(self.state, self.room.t) == []
        assert fold(self.state.protocol, self.state.history) == self.state


def _before(state: SessionState) -> set[str]:
    """The entries from before the signature."""
    return {event.id for event in takewhile(lambda event: not isinstance(event.body, SignedOff), state.history)}


def _within_limits(before: SessionState, after: SessionState) -> None:
    """What was needled just now, or a while ago, lies within the limits of its device, on clean skin."""
    body = after.history[-1].body
    if not isinstance(body, PassDone | PassesSet | DepthSet):
        return
    zone = body.zone
    old = before.zones[zone].passes if zone in before.zones else ()
    depths = {each.depth_um for each in after.zones[zone].passes[len(old) :]}
    if isinstance(body, DepthSet):
        depths.add(body.depth_um)
    cap, own = SMALL.zone[zone_of(zone)].max_depth_mm, before.operator.max_depth_um
    late = not isinstance(body, DepthSet)
    then = device_at(before, after.timeline.t_ms - after.history[-1].ago_ms) if late else before
    step, least, most = depth_settings(SMALL.device[then.device])
    known = depth_limit(then, zone)
    assert known
    limit = min(known.um, most, round(cap * 1000) if cap else most, most if own is None else own)
    assert all(least <= depth <= limit and depth % step == 0 for depth in depths)
    if not isinstance(body, DepthSet):
        offs = [cream.off.t_ms if cream.off else after.timeline.t_ms + 1 for cream in _creams(before, zone)]
        clean = [before.disinfected[key] for key in (EVERYWHERE, zone_of(zone)) if key in before.disinfected]
        assert clean
        assert max(clean) >= max(offs, default=0)


def _creams(state: SessionState, zone: str) -> list[Application]:
    return [each for each in state.applications if zone_of(zone) in each.zones]


def _round_trip(state: SessionState) -> None:
    record = Record("Clinic", "rehearsal", {"osei": "A. Osei"}, state.protocol, state.history, "UTC", ())
    again = from_json(to_json(record))
    assert again == record
    assert again.digest == record.digest
    assert again.state() == state
