"""Restarts of the computer and clocks that are set: the gap is confirmed, and no timer moves."""

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.clock import Instant
from tests.support.moves import HOUR, MIN, Room, needling, taken
from tests.support.refused import Act, Case, refused


def restarted(off_ms: int = MIN) -> Room:
    room = taken()
    room.clock.reboot(off_ms)
    return room


def stated(off_ms: int) -> e.Resumed:
    return e.Resumed(None, off_ms, "stated")


REFUSALS: list[Case] = [
    ("confirm-gap", lambda: restarted().propose(e.PassDone("brow"))),
    ("confirm-gap", lambda: restarted().propose(e.Undone())),
    ("state-gap", lambda: restarted(4 * HOUR + 1).propose(e.Resumed())),
    ("state-gap", lambda: restarted(-HOUR).propose(e.Resumed())),
    ("state-gap", lambda: restarted(-HOUR).propose(stated(-1))),
    ("state-gap", lambda: restarted(-HOUR).propose(stated(10**15))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


@pytest.mark.parametrize("jump", [-3 * 24 * HOUR, -3_000, 3_000, 3 * 24 * HOUR])
def test_the_wall_clock_is_listed_and_moves_nothing(jump: int) -> None:
    room = taken()
    room.clock.jump_wall(jump)
    room.wait(MIN).do(e.PassDone("brow"))
    assert room.state.zones["brow"].passes[0].at.t_ms == needling().t + 3 * MIN
    assert [moved for _, moved in room.state.jumps] == [jump]


@pytest.mark.parametrize(
    ("body", "off_ms", "passed"),
    [
        (e.Resumed(), 2 * HOUR, 2 * HOUR), (stated(HOUR), 2 * HOUR, HOUR), (stated(HOUR), -2 * HOUR, HOUR),
        (stated(6 * HOUR), 5 * HOUR, 6 * HOUR), (stated(0), 9 * HOUR, 0),
    ],
)  # fmt: skip
def test_after_a_restart_the_gap_is_confirmed_and_all_goes_on(body: e.Resumed, off_ms: int, passed: int) -> None:
    room = taken()
    t, beat = room.t, room.now
    room.clock.reboot(off_ms)
    room.do(replace(body, heartbeat=beat), e.PassDone("brow"))
    assert room.t == t + passed
    assert [(each.gap_ms, each.off_ms) for each in room.state.interruptions] == [(MIN + passed, passed)]


def test_the_last_sign_of_life_narrows_the_gap() -> None:
    room = taken().wait(30 * MIN)
    beat: Instant = room.now
    room.clock.reboot(6 * HOUR)
    refused("state-gap", lambda: room.propose(e.Resumed(heartbeat=beat)))
    room.do(e.Resumed(None, HOUR, "stated", beat))
    away = room.state.interruptions[0]
    assert (away.gap_ms, away.off_ms, away.basis) == (HOUR + 31 * MIN, HOUR, "stated")


def test_after_a_kill_the_boot_clock_knows_and_nobody_is_asked() -> None:
    room = taken()
    room.clock.jump_wall(-9 * HOUR)
    room.wait(9 * HOUR).do(e.Resumed(None, 5, "stated"))
    assert (room.state.interruptions[0].gap_ms, room.state.interruptions[0].basis) == (9 * HOUR + MIN, "boot")
