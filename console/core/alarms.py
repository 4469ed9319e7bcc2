"""The running timers of a session and the alarms that they raise, as functions of state and time."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from console.core.danger import open_card
from console.core.protocol_parts import AFTER_NEEDLING
from console.core.state import SessionState
from console.core.timers import Phase, window_of, working_ms

Level = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("high", "medium", "low")
QUIET_MS = 120_000
"""Milliseconds for which one press mutes an alarm, and for which a lasting alarm keeps quiet once seen."""
AlarmCode = Literal["overtime", "remove", "remind", "effective", "danger"]
LASTING: frozenset[AlarmCode] = frozenset({"overtime"})
"""Alarms that stay raised after they were acknowledged, until what they ask for is done."""
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
    """An alarm, raised until it is acknowledged or until what it asks for is done. Acknowledged names its `id`.

    number   tells applications and danger cards apart
    seen_ms  since it was last acknowledged; None before. Only a lasting alarm is still raised then
    """

    id: str
    level: Level
    code: AlarmCode
    number: int = 0
    seen_ms: int | None = None

    @property
    def quiet(self) -> bool:
        """Whether it was acknowledged a short while ago: it stays in sight and makes no sound."""
        return self.quiet_ms > 0

    @property
    def quiet_ms(self) -> int:
        """Milliseconds until it sounds again; 0 while it sounds."""
        return 0 if self.seen_ms is None else max(0, QUIET_MS - self.seen_ms)


def timers(state: SessionState, t: int) -> list[Timer]:
    """Return the timers that run at t. Working time rests in pauses and dangers; cream and reactions go on."""
    if state.over:
        return []
    running = [Timer("step", working_ms((state.steps[-1].begun.t_ms, None), state.rests, t))]
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
    if end and state.kind in AFTER_NEEDLING:
        running.append(Timer("aftercare", t - end.t_ms))
    return running


def alarms(state: SessionState, t: int) -> list[Alarm]:
    """Return the alarms raised at t, the highest first; acknowledged ones only where they last.

    Cream over its maximum comes before the danger card.
    """
    if state.over:
        return []
    raised: list[Alarm] = []
    for each in state.on:
        timer = _numbing(state, each.number, t)
        phase = timer.phase
        if phase == "overtime":
            raised.append(Alarm(f"overtime-{each.number}", "high", "overtime", each.number))
        if phase in ("remove", "overtime"):
            raised.append(Alarm(f"remove-{each.number}", "medium", "remove", each.number))
        remind = state.protocol.agent[each.agent].remind_min.value
        if phase == "effective" and remind is not None and timer.elapsed_ms >= round(remind * 60_000):
            raised.append(Alarm(f"remind-{each.number}", "medium", "remind", each.number))
        if phase == "effective":
            raised.append(Alarm(f"effective-{each.number}", "low", "effective", each.number))
    card = open_card(state)
    if card:
        raised.append(Alarm(f"danger-{card.number}", "high", "danger", card.number))
    seen = state.acknowledged
    standing = [
        replace(each, seen_ms=t - seen[each.id]) if each.id in seen else each
        for each in raised
        if each.id not in seen or each.code in LASTING
    ]
    return sorted(standing, key=lambda each: LEVELS.index(each.level))


def _numbing(state: SessionState, number: int, t: int) -> Timer:
    application = next(each for each in state.applications if each.number == number)
    frame = window_of(state.protocol.agent[application.agent])
    elapsed = t - application.on.t_ms
    phase = frame.phase(elapsed)
    due = {"too-early": frame.effective_ms, "effective": frame.remove_ms}.get(phase, frame.hard_ms)
    over = elapsed - frame.hard_ms if phase == "overtime" else 0
    return Timer("numbing", elapsed, number, phase, due - elapsed, over)
