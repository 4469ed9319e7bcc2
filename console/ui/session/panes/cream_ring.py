"""The ring of the cream that is on: how long, in which phase, and what the clock says of it."""

from console.core.alarms import Timer
from console.core.state import SessionState
from console.core.state_parts import Application
from console.core.text.locale import clock_text
from console.core.timers import Phase, window_of
from console.ui.alarms.timer_text import code_without_maximum
from console.ui.session.pane_context import PaneContext
from console.ui.session.ring import Ring, RingState

TONES: dict[Phase, str] = {"too-early": "ink", "effective": "ok", "remove": "warn", "overtime": "stop"}


def show_ring(context: PaneContext, ring: Ring, state: SessionState, cream: Application, timer: Timer) -> str:
    """Show the cream's time on the ring; return when it went on, is effective and has to come off."""
    frame = window_of(state.protocol.agent[cream.agent])
    on = cream.on.utc_ms
    said = _said(context, state, timer, on + frame.remove_ms)
    tone = TONES[timer.phase or "too-early"]
    ring.show_state(RingState(frame, timer.elapsed_ms, clock_text(timer.elapsed_ms), said, tone))
    times = {"on": on, "effective": on + frame.effective_ms, "remove": on + frame.remove_ms}
    return context.say("applied", **{name: context.words.clock_time(each) for name, each in times.items()})


def _said(context: PaneContext, state: SessionState, timer: Timer, remove_utc_ms: int) -> str:
    due, remove = timer.due_ms or 0, context.words.clock_time(remove_utc_ms)
    if timer.phase == "overtime":
        code = code_without_maximum("ring-overtime", state, timer.number)
        return context.say(code, over=clock_text(timer.overtime_ms))
    if timer.phase == "remove":
        return context.say("ring-remove", time=remove)
    if timer.phase == "effective":
        return context.say("ring-effective", time=remove, left=clock_text(due))
    return context.say("ring-too-early", left=clock_text(due))
