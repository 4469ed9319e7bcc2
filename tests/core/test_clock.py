"""Two clocks: one that anybody may set, one that only goes on."""

from itertools import pairwise

from console.core.clock import Instant, ScriptClock, SystemClock


def test_time_passes_on_both_clocks() -> None:
    clock = ScriptClock(1_000)
    clock.advance(250)
    assert clock.now() == Instant(1_250, 600_250, "boot-1")


def test_the_wall_clock_jumps_alone() -> None:
    clock = ScriptClock(1_000)
    clock.jump_wall(-400)
    assert clock.now() == Instant(600, 600_000, "boot-1")


def test_a_restart_names_a_new_boot_and_its_clock_starts_low() -> None:
    clock = ScriptClock(1_000)
    clock.reboot(60_000)
    assert clock.now() == Instant(61_000, 0, "boot-2")
    clock.reboot(0)
    assert clock.now().boot_id == "boot-3"


def test_the_systems_own_clock_goes_on_within_one_boot() -> None:
    clock = SystemClock()
    readings = [clock.now() for _ in range(50)]
    assert all(a.boot_ms <= b.boot_ms for a, b in pairwise(readings))
    assert len({reading.boot_id for reading in readings}) == 1
    assert readings[0].boot_id
    assert readings[0].utc_ms > 1_700_000_000_000
