"""Every running timer of a session, and the alarms that it raises, at one moment."""

from typing import Literal

from msgspec import Struct

from console.core.danger import open_card
from console.core.state import SessionState
from console.core.timers import Phase, window, worked

Level = Literal["high", "medium", "low"]
TimerKind = Literal["step", "numbing", "cream-off", "pause", "reaction", "danger", "aftercare"]


class Timer(Struct, frozen=True):
    """A running timer. `number` tells applications and reactions apart.

    elapsed_ms    since it began; working time for "step", all time for the others
    due_ms        until its next boundary, negative past it; None where it has none
    overtime_ms   past the hard maximum
    """

    kind: TimerKind
    elapsed_ms: int
    number: int = 0
    phase: Phase | None = None
    due_ms: int | None = None
    overtime_ms: int = 0


class Alarm(Struct, frozen=True):
    """Raised until acknowledged or until what it asks for is done. `id` is what an acknowledgement names."""

    id: str
    level: Level
    code: str
    number: int = 0


def timers(state: SessionState, t: int) -> list[Timer]:
    """What runs at t. Working time rests in a pause; cream, aftercare and reactions never do."""
    if state.signed:
        return []
    running = [Timer("step", worked((state.steps[-1].begun.t_ms, None), state.pauses, t))]
    running += [_numbing(state, each.number, t) for each in state.on]
    offs = [each.off.t_ms for each in state.applications if each.off]
    if offs and state.kind in ("numbing", "needling"):
        running.append(Timer("cream-off", t - max(offs)))
    if state.paused:
        running.append(Timer("pause", t - state.pauses[-1][0]))
    running += [Timer("reaction", t - each.begun.t_ms, each.number) for each in state.reactions if not each.over]
    card = open_card(state)
    if card:
        running.append(Timer("danger", t - card.begun.t_ms, card.number))
    end = state.needling_end
    if end and state.kind in ("aftercare", "sign-off"):
        running.append(Timer("aftercare", t - end.t_ms))
    return running


def alarms(state: SessionState, t: int) -> list[Alarm]:
    """What is raised at t and not acknowledged, the highest first: cream over its maximum before the danger card."""
    if state.signed:
        return []
    raised = []
    for each in state.on:
        phase = _numbing(state, each.number, t).phase
        if phase == "overtime":
            raised.append(Alarm(f"overtime-{each.number}", "high", "overtime", each.number))
        if phase in ("remove", "overtime"):
            raised.append(Alarm(f"remove-{each.number}", "medium", "remove", each.number))
        if phase == "effective":
            raised.append(Alarm(f"effective-{each.number}", "low", "effective", each.number))
    card = open_card(state)
    if card:
        raised.append(Alarm(f"danger-{card.number}", "high", "danger", card.number))
    order = ("high", "medium", "low")
    return sorted((each for each in raised if each.id not in state.acknowledged), key=lambda a: order.index(a.level))


def _numbing(state: SessionState, number: int, t: int) -> Timer:
    application = next(each for each in state.applications if each.number == number)
    frame = window(state.protocol.agent[application.agent])
    elapsed = t - application.on.t_ms
    phase = frame.phase(elapsed)
    due = {"too-early": frame.effective_ms, "effective": frame.remove_ms}.get(phase, frame.hard_ms)
    over = elapsed - frame.hard_ms if phase == "overtime" else 0
    return Timer("numbing", elapsed, number, phase, due - elapsed, over)
