"""Elapsed, remaining, windows and gaps, at their boundaries."""

import pytest

from console.core.alarms import QUIET_MS, Alarm, Timer, alarms, timers
from console.core.clock import Instant
from console.core.events import (
    Acknowledged,
    Continued,
    CreamOff,
    CreamOn,
    PassDone,
    Paused,
    ReactionOver,
    ReactionSeen,
    Undone,
)
from console.core.history import fold
from console.core.timers import ASK_MS, Gap, Span, Timeline, Window, gap, merged, window_of, working_ms
from tests.support.moves import HOUR, MIN, SMALL, Room, creamed, numbing, signed, taken

LIDO, EMLA = Window(20 * MIN, 50 * MIN, 50 * MIN), Window(60 * MIN, 120 * MIN, 300 * MIN)
START = Instant(1_000_000, 500_000, "a")


def at(utc_ms: int = 0, boot_ms: int = 0, boot: str = "a") -> Instant:
    """An instant so much after START."""
    return Instant(START.utc_ms + utc_ms, START.boot_ms + boot_ms, boot)


def test_an_absent_hard_maximum_is_the_remove_by() -> None:
    assert window_of(SMALL.agent["lido"]) == LIDO
    assert window_of(SMALL.agent["emla"]) == EMLA


@pytest.mark.parametrize(
    ("frame", "minutes", "phase"),
    [
        (LIDO, -1, "too-early"), (LIDO, 0, "too-early"), (LIDO, 19, "too-early"), (LIDO, 20, "effective"),
        (LIDO, 49, "effective"), (LIDO, 50, "overtime"), (LIDO, 500, "overtime"),
        (EMLA, 59, "too-early"), (EMLA, 60, "effective"), (EMLA, 120, "remove"), (EMLA, 299, "remove"),
        (EMLA, 300, "overtime"),
    ],
)  # fmt: skip
def test_phases(frame: Window, minutes: int, phase: str) -> None:
    assert frame.phase(minutes * MIN) == phase
    assert frame.phase(minutes * MIN - 1) == phase or minutes in (20, 50, 60, 120, 300)


@pytest.mark.parametrize(
    ("span", "pauses", "now", "ms"),
    [
        ((0, None), (), 100, 100),
        ((0, 60), (), 100, 60),
        ((0, None), ((20, 50),), 100, 70),
        ((0, None), ((20, None),), 100, 20),
        ((30, None), ((20, 50),), 100, 50),
        ((30, 40), ((20, 50),), 100, 0),
        ((0, 60), ((50, 80),), 100, 50),
        ((0, 60), ((70, 80),), 100, 60),
        ((0, 100), ((10, 20), (30, 50)), 100, 70),
        ((60, 50), (), 100, 0),
        ((200, None), (), 100, 0),
    ],
)
def test_work_is_time_without_pauses(span: Span, pauses: tuple[Span, ...], now: int, ms: int) -> None:
    assert working_ms(span, pauses, now) == ms


@pytest.mark.parametrize(
    ("now", "t", "jump"),
    [
        (at(5_000, 5_000), 105_000, 0),
        (at(5_000 + HOUR, 5_000), 105_000, HOUR),
        (at(5_000 - HOUR, 5_000), 105_000, -HOUR),
        (at(7_000, 5_000), 105_000, 0),
        (at(7_001, 5_000), 105_000, 2_001),
        (at(9_000, -400_000, "b"), 109_000, 0),
        (at(-9_000, -400_000, "b"), 100_000, 0),
    ],
)
def test_the_boot_clock_counts_within_a_boot_and_the_wall_clock_across(now: Instant, t: int, jump: int) -> None:
    line = Timeline(100_000, START)
    assert line.t(now) == t
    assert line.jump(now) == jump
    assert line.sure(now) == (now.boot_id == "a")


@pytest.mark.parametrize(
    ("now", "beat", "found"),
    [
        (at(9, 9), None, Gap(9, 9, "boot", ask=False)),
        (at(9, 9), at(4, 4), Gap(9, 5, "boot", ask=False)),
        (at(-9 * HOUR, 9), at(4, 4), Gap(9, 5, "boot", ask=False)),
        (at(9 * HOUR, 9 * HOUR), None, Gap(9 * HOUR, 9 * HOUR, "boot", ask=False)),
        (at(9, 9), at(12, 12), Gap(9, 0, "boot", ask=False)),
        (at(9, 9), at(4, 4, "b"), Gap(9, 9, "boot", ask=False)),
        (at(90, -400, "b"), None, Gap(90, 90, "wall", ask=False)),
        (at(90, -400, "b"), at(40, 40), Gap(90, 50, "wall", ask=False)),
        (at(90, -400, "b"), at(-9, -9), Gap(90, 90, "wall", ask=False)),
        (at(ASK_MS, 0, "b"), None, Gap(ASK_MS, ASK_MS, "wall", ask=False)),
        (at(ASK_MS + 1, 0, "b"), None, Gap(ASK_MS + 1, ASK_MS + 1, "wall", ask=True)),
        (at(30, 0, "b"), at(40, 40), Gap(40, 0, "wall", ask=True)),
        (at(-1, 0, "b"), None, Gap(0, 0, "wall", ask=True)),
    ],
)
def test_gaps(now: Instant, beat: Instant | None, found: Gap) -> None:
    assert gap(Timeline(0, START), now, beat) == found


def the(room: Room, kind: str) -> Timer:
    return next(timer for timer in timers(room.state, room.t) if timer.kind == kind)


def test_cream_counts_up_past_its_end_and_a_pause_does_not_hold_it() -> None:
    room = numbing().do(CreamOn("emla"), Paused()).wait(301 * MIN)
    assert the(room, "numbing") == Timer("numbing", 301 * MIN, 1, "overtime", -MIN, MIN)
    assert the(room, "step").elapsed_ms == 0
    assert the(room, "pause").elapsed_ms == 301 * MIN
    room.do(Continued()).wait(MIN)
    assert the(room, "step").elapsed_ms == MIN


@pytest.mark.parametrize(("minutes", "due"), [(0, 60), (59, 1), (60, 60), (119, 1), (120, 180), (299, 1), (300, 0)])
def test_what_is_due_is_the_next_boundary(minutes: int, due: int) -> None:
    assert the(numbing().do(CreamOn("emla")).wait(minutes * MIN), "numbing").due_ms == due * MIN


def test_cream_recorded_late_starts_when_it_was_put_on() -> None:
    room = numbing().do(CreamOn("lido"), ago_ms=25 * MIN)
    assert the(room, "numbing").elapsed_ms == 25 * MIN
    on = room.state.applications[0].on
    assert on.recorded_utc_ms - on.utc_ms == 25 * MIN


def test_reactions_run_until_they_are_over_and_aftercare_from_the_end_of_needling() -> None:
    room = taken().do(ReactionSeen("weal"), PassDone("brow")).wait(MIN)
    assert the(room, "reaction").elapsed_ms == MIN
    room.do(ReactionOver())
    assert all(timer.kind != "reaction" for timer in timers(room.state, room.t))
    assert timers(signed().state, 10**9) == []


def test_alarms_come_by_rank_and_stay_acknowledged() -> None:
    room = creamed()
    assert alarms(room.state, room.t) == [Alarm("effective-1", "low", "effective", 1)]
    room.do(Acknowledged("effective-1"))
    assert alarms(room.state, room.t) == []
    room.wait(20 * MIN)
    assert [alarm.id for alarm in alarms(room.state, room.t)] == ["overtime-1", "remove-1"]
    room.do(CreamOff())
    assert alarms(room.state, room.t) == []
    assert alarms(signed().state, 10**9) == []


def test_an_alarm_that_is_not_raised_yet_cannot_be_silenced() -> None:
    room = creamed("chin").do(Acknowledged("overtime-1"), Acknowledged("remove-1"))
    assert room.state.acknowledged == {}
    room.wait(40 * MIN)
    assert {each.id for each in alarms(room.state, room.t)} == {"overtime-1", "remove-1"}
    seen = alarms(room.do(Acknowledged("overtime-1")).state, room.t)
    assert [(each.id, each.quiet) for each in seen] == [("overtime-1", True), ("remove-1", False)]


def test_cream_over_its_maximum_stays_raised_and_is_quiet_for_two_minutes_only() -> None:
    room = creamed("chin").wait(40 * MIN).do(Acknowledged("remove-1"), Acknowledged("overtime-1"))

    def standing() -> list[tuple[str, bool]]:
        return [(each.id, each.quiet) for each in alarms(room.state, room.t)]

    assert alarms(room.state, room.t)[0].seen_ms == 0
    room.wait(QUIET_MS - 1)
    assert standing() == [("overtime-1", True)]
    room.wait(1)
    assert standing() == [("overtime-1", False)]
    room.do(Acknowledged("overtime-1"))
    assert standing() == [("overtime-1", True)]
    assert fold(room.state.protocol, room.state.history) == room.state
    assert standing() == [("overtime-1", True)]
    room.do(Undone())
    assert standing() == [("overtime-1", False)]
    room.do(CreamOff())
    assert standing() == []


def test_spans_that_overlap_count_once() -> None:
    assert merged([(8, 9), (1, 3), (2, 5), (5, 6), (2, 4)]) == ((1, 6), (8, 9))
    assert merged([(1, None), (2, 5)]) == ((1, None),)
