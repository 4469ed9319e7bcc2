"""The tones of alarms are measured as they would be played, against what was published for them."""

import pytest
from msgspec.structs import replace

from console.core.alarms import LEVELS, Level
from console.ui.alarms import tones
from tests.support.hearing import Heard, Pulse, db, gaps_ms

CALLS = tones.calls()
BURSTS: dict[Level, tuple[int, ...]] = {"high": (3, 2, 3, 2), "medium": (3,), "low": (1,)}


def heard(level: Level) -> Heard:
    return Heard(tones.wav(level), 1000 / CALLS.of(level).fundamental_hz)


def within(level: str, name: str, *found: float, slack: float = 0) -> bool:
    least, most, _ = CALLS.published[level][name]
    assert found, f"nothing was measured for {name}"
    return all(least - slack <= each <= most + slack for each in found)


def groups(pulses: list[Pulse]) -> tuple[int, ...]:
    """How many pulses follow one another before a longer gap."""
    gaps = gaps_ms(pulses)
    counts = [1]
    for gap in gaps:
        if gap > 1.5 * min(gaps):
            counts.append(0)
        counts[-1] += 1
    return tuple(counts)


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_has_its_pulses_and_spacings(level: Level) -> None:
    call, pulses = CALLS.of(level), heard(level).pulses()
    assert groups(pulses) == BURSTS[level]
    assert within(level, "pulses", len(pulses))
    assert [pulse.ms for pulse in pulses] == pytest.approx([call.pulse_ms] * len(pulses), abs=2)
    assert within(level, "pulse_ms", *(pulse.ms for pulse in pulses))
    gaps = gaps_ms(pulses)
    assert gaps == pytest.approx(list(call.gaps_ms), abs=2)
    close = [gap for gap in gaps if gap < 1.5 * min(gaps)]
    assert not close or within(level, "spacing_ms", *close)


def test_the_two_halves_of_a_high_burst_stand_apart() -> None:
    gaps = gaps_ms(heard("high").pulses())
    assert within("high", "halves_ms", gaps[4])
    assert gaps[4] == max(gaps)
    assert gaps[:4] == pytest.approx(gaps[5:], abs=1)


@pytest.mark.parametrize("level", LEVELS)
def test_a_pulse_rises_and_falls_without_a_click(level: Level) -> None:
    sound = heard(level)
    pulses = sound.pulses()
    assert within(level, "rise_share", *(pulse.rise_ms / pulse.ms for pulse in pulses))
    assert within(level, "rise_share", *(pulse.fall_ms / pulse.ms for pulse in pulses))
    assert sound.edges() < 0.06
    assert 0.7 < sound.peak < 0.95


@pytest.mark.parametrize("level", LEVELS)
def test_the_fundamental_and_its_harmonics(level: Level) -> None:
    sound = heard(level)
    pulse = sound.pulses()[-1]
    found = sound.fundamental_hz(pulse)
    assert found == pytest.approx(CALLS.of(level).fundamental_hz, rel=0.01)
    assert within("every", "fundamental_hz", found)
    least, most, _ = CALLS.published["every"]["harmonic_hz"]
    hertz = CALLS.of(level).fundamental_hz
    ground = sound.level(hertz, pulse)
    low, high, _ = CALLS.published["every"]["harmonic_db"]
    carried = [
        number for number in range(2, 16)
        if least <= number * hertz <= most and low <= db(sound.level(number * hertz, pulse), ground) <= high
    ]  # fmt: skip
    assert within("every", "harmonics", len(carried))
    assert db(sound.level(hertz * 1.5, pulse), ground) < -20  # between them is nothing


@pytest.mark.parametrize("level", ["high", "medium"])
def test_how_often_and_how_it_flashes(level: Level) -> None:
    call = CALLS.of(level)
    assert within(level, "again_ms", call.again_ms)
    assert within(level, "flash_hz", 1000 / call.flash_ms)
    assert within(level, "lit_share", call.lit_ms / call.flash_ms)
    turns = [ms for ms in range(1, 60_000) if call.lit(ms) and not call.lit(ms - 1)]
    assert within(level, "flash_hz", len(turns) / 60)
    assert all(call.lit(ms) != call.lit(ms + call.turns_in(ms)) for ms in range(2 * call.flash_ms))
    assert all(call.lit(ms) == call.lit(ms + call.turns_in(ms) - 1) for ms in range(2 * call.flash_ms))


def test_low_stays_as_it_is_and_is_heard_once() -> None:
    assert CALLS.low.again_ms == CALLS.low.flash_ms == 0
    assert not any(CALLS.low.lit(ms) for ms in range(2000))


def test_every_number_that_was_published_has_its_source() -> None:
    named = {source for each in CALLS.published.values() for _, _, source in each.values()}
    assert named <= CALLS.sources.keys()
    assert all(text[:3] in ("P: ", "C: ", "M: ") for text in CALLS.sources.values())


def measured_high() -> None:
    test_each_level_has_its_pulses_and_spacings("high")
    test_the_two_halves_of_a_high_burst_stand_apart()
    test_a_pulse_rises_and_falls_without_a_click("high")
    test_the_fundamental_and_its_harmonics("high")


@pytest.mark.parametrize(
    "wrong",
    [
        {"gaps_ms": (90, 90, 300, 90, 90, 90, 300, 90)}, {"rise_ms": 1}, {"pulse_ms": 60},
        {"gaps_ms": (90, 90, 300, 90, 300, 90, 90, 300, 90)}, {"harmonics_db": (0, -20, -20, -5, -6, -8)},
        {"fundamental_hz": 100.0},
    ],
)  # fmt: skip
def test_the_measurements_can_fail(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, object]) -> None:
    made = replace(CALLS, high=replace(CALLS.high, **wrong))
    monkeypatch.setattr(tones, "calls", lambda: made)
    tones.wav.cache_clear()
    try:
        with pytest.raises(AssertionError):
            measured_high()
    finally:
        tones.wav.cache_clear()
