"""The sounds of alarms as WAV, in the manner of IEC 60601-1-8 without a claim to meet it: high 3 + 2 pulses twice,
medium three, low one. Each number, the range published for it (P, C: a maker's data sheet, a public generator of such
sounds, a loudspeaker maker; M: from memory) and that source's grade stand in resources/sounds/alarms.toml."""

import io
import math
import wave
from array import array
from functools import cache

import msgspec
from msgspec import Struct

import resources
from console.core.alarms import Level

FULL = 32767
RISE_SHARE = 0.8
"""A rise is told from 10 % to 90 % of the height."""


class Call(Struct, frozen=True, forbid_unknown_fields=True):
    """How one level calls.

    harmonics_db  of the fundamental itself, then of its multiples
    pulse_ms      between the 90 % points of rise and fall
    rise_ms       from 10 % to 90 %; the fall is as long
    gaps_ms       from one pulse to the next, between the 90 % points
    again_ms      0: heard once
    flash_ms      the length of one flash, lit for lit_ms of it; 0: steady
    """

    fundamental_hz: float
    harmonics_db: tuple[float, ...]
    pulse_ms: float
    rise_ms: float
    gaps_ms: tuple[float, ...]
    again_ms: int
    flash_ms: int
    lit_ms: int

    def lit(self, boot_ms: int) -> bool:
        """Whether it is bright at this moment of the boot clock."""
        return self.flash_ms > 0 and boot_ms % self.flash_ms < self.lit_ms

    def turns_in(self, boot_ms: int) -> int:
        """Milliseconds until it changes between bright and dim; only where it flashes."""
        at = boot_ms % self.flash_ms
        return (self.lit_ms if at < self.lit_ms else self.flash_ms) - at


class Calls(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. Volumes and `floor_percent` in percent, `peak` a share of full scale; `published` is for reading:
    the least, the most, and which source."""

    rate_hz: int
    peak: float
    lead_ms: float
    floor_percent: int
    volumes: tuple[int, ...]
    high: Call
    medium: Call
    low: Call
    published: dict[str, dict[str, tuple[float, float, str]]]
    sources: dict[str, str]

    def of(self, level: Level) -> Call:
        match level:
            case "high":
                return self.high
            case "medium":
                return self.medium
            case "low":
                return self.low


@cache
def calls() -> Calls:
    return msgspec.toml.decode(resources.data("sounds", "alarms.toml"), type=Calls)


@cache
def wav(level: Level) -> bytes:
    """One burst: 16 bit, one channel."""
    every = calls()
    call = every.of(level)
    pulse = _pulse(call, every.rate_hz, every.peak)
    ramp_ms = call.rise_ms / RISE_SHARE
    sound = _silence(every.lead_ms, every.rate_hz) + pulse
    for gap in call.gaps_ms:
        sound += _silence(gap - 2 * 0.9 * ramp_ms, every.rate_hz) + pulse
    return _file(sound + _silence(every.lead_ms, every.rate_hz), every.rate_hz)


def _pulse(call: Call, rate_hz: int, peak: float) -> "array[int]":
    """The fundamental with its harmonics, rising and falling in straight lines from and to nothing."""
    ramp_ms = call.rise_ms / RISE_SHARE
    length = round((call.pulse_ms + 2 * 0.9 * ramp_ms) * rate_hz / 1000)
    ramp = ramp_ms * rate_hz / 1000
    turn = 2 * math.pi * call.fundamental_hz / rate_hz
    parts = [(number * turn, 10 ** (db / 20)) for number, db in enumerate(call.harmonics_db, start=1)]
    raw = [sum(height * math.sin(step * at) for step, height in parts) for at in range(length)]
    share = peak * FULL / max(map(abs, raw))
    return array(
        "h", (round(value * share * min(1, at / ramp, (length - 1 - at) / ramp)) for at, value in enumerate(raw))
    )


def _silence(ms: float, rate_hz: int) -> "array[int]":
    return array("h", bytes(2 * round(ms * rate_hz / 1000)))


def _file(sound: "array[int]", rate_hz: int) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(sound.itemsize)
        file.setframerate(rate_hz)
        file.writeframes(sound.tobytes())
    return held.getvalue()
