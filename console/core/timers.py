"""Elapsed and remaining time as functions of events and now. Nothing here counts. All times are milliseconds."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from console.core.clock import Instant
from console.core.protocol_agents import Agent

Phase = Literal["too-early", "effective", "remove", "overtime"]
Span = tuple[int, int | None]

JUMP_MS = 2_000
"""Milliseconds. Where the wall clock parts from the boot clock by more, somebody set it."""
ASK_MS = 4 * 3_600_000
"""Milliseconds. A longer gap over a restart of the computer is asked for, not proposed."""


class Timeline(Struct, frozen=True):
    """The session's own time: t_ms since it began, known for certain at the instant `at`."""

    t_ms: int
    at: Instant

    def sure(self, now: Instant) -> bool:
        """Whether the computer has run since without a restart."""
        return now.boot_id == self.at.boot_id

    def t(self, now: Instant) -> int:
        """Return the ms since the session began; over a restart by the wall clock, and never running back."""
        at = self.at
        passed = now.boot_ms - at.boot_ms if now.boot_id == at.boot_id else now.utc_ms - at.utc_ms
        return self.t_ms + passed if passed > 0 else self.t_ms

    def jump(self, now: Instant) -> int:
        """Return by how many ms the wall clock was set since; 0 where it was not."""
        at = self.at
        if now.boot_id != at.boot_id:
            return 0
        moved = (now.utc_ms - at.utc_ms) - (now.boot_ms - at.boot_ms)
        return moved if abs(moved) > JUMP_MS else 0


class Gap(Struct, frozen=True):
    """How long nothing was recorded: gap_ms since the last event, off_ms since the last sign of life.

    ask  whether somebody must state it: the wall clock ran back, or says more than ASK_MS
    """

    gap_ms: int
    off_ms: int
    basis: Literal["boot", "wall"]
    ask: bool


def gap(timeline: Timeline, now: Instant, heartbeat: Instant | None, back: Instant | None = None) -> Gap:
    """Return the gap between the last event and now; `heartbeat` is the last sign of life, if any, `back` the first
    one after it, where it is not now."""
    alive = heartbeat if heartbeat and timeline.sure(heartbeat) and heartbeat.boot_ms >= timeline.at.boot_ms else None
    last = alive or timeline.at
    lived = last.boot_ms - timeline.at.boot_ms
    if timeline.sure(now):
        passed = max(0, now.boot_ms - timeline.at.boot_ms)
        until = back if back and back.boot_id == now.boot_id and back.boot_ms < now.boot_ms else now
        return Gap(passed, max(0, until.boot_ms - timeline.at.boot_ms - lived), "boot", ask=False)
    off = now.utc_ms - last.utc_ms
    return Gap(lived + max(0, off), max(0, off), "wall", ask=off < 0 or off > ASK_MS)


class Window(Struct, frozen=True):
    """A numbing window in ms after cream on."""

    effective_ms: int
    remove_ms: int
    hard_ms: int

    def phase(self, elapsed_ms: int) -> Phase:
        """Return the phase so many ms after cream on."""
        if elapsed_ms < self.effective_ms:
            return "too-early"
        if elapsed_ms < self.remove_ms:
            return "effective"
        return "remove" if elapsed_ms < self.hard_ms else "overtime"


def has_maximum(agent: Agent) -> bool:
    """Whether a hard maximum was adopted; where it is open nothing may be said to be one."""
    return agent.hard_max_min.value is not None


def window_of(agent: Agent) -> Window:
    """Return the agent's window; without a hard maximum, remove-by is it. The file check holds that both exist."""
    effective, remove, hard = agent.effective_from_min.value, agent.remove_by_min.value, agent.hard_max_min.value
    assert effective is not None
    assert remove is not None
    minutes = (effective, remove, remove if hard is None else hard)
    return Window(*(round(each * 60_000) for each in minutes))


def working_ms(span: Span, pauses: tuple[Span, ...], now_t: int) -> int:
    """Return the ms of a span without the pauses in it. An open end is now_t."""
    begin, end = span[0], now_t if span[1] is None else span[1]
    rest = sum(max(0, min(end, now_t if until is None else until) - max(begin, since)) for since, until in pauses)
    return max(0, end - begin - rest)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order of beginning, those that overlap as one: no moment counts twice."""
    found = list[Span]()
    for begin, end in sorted(spans, key=lambda each: each[0]):
        last = found[-1] if found else None
        if last is None or (last[1] is not None and last[1] < begin):
            found.append((begin, end))
        else:
            found[-1] = last[0], None if last[1] is None or end is None else max(last[1], end)
    return tuple(found)
