"""Listens to a WAV: pulses, how they rise and fall, and what they are made of."""

import io
import math
import sys
import wave
from array import array
from collections.abc import Callable
from itertools import accumulate, pairwise

from msgspec import Struct

FULL = 32767
STEP_MS = 0.25
SILENCE_MS = 5


class Pulse(Struct, frozen=True):
    """Milliseconds: when it passes 10 and 90 % of its height on the way up, 90 and 10 % on the way down."""

    up: tuple[float, float]
    down: tuple[float, float]

    @property
    def ms(self) -> float:
        return self.down[0] - self.up[1]

    @property
    def rise_ms(self) -> float:
        return self.up[1] - self.up[0]

    @property
    def fall_ms(self) -> float:
        return self.down[1] - self.down[0]


class Heard:
    """One channel of 16 bits. `turn_ms`: one turn of its fundamental, over which a height is taken."""

    def __init__(self, wav: bytes, turn_ms: float) -> None:
        with wave.open(io.BytesIO(wav)) as file:
            assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
            self.rate = file.getframerate()
            self.samples = array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            self.samples.byteswap()
        self._half = round(turn_ms * self.rate / 2000)

    @property
    def peak(self) -> float:
        """As a share of full scale."""
        return float(max(map(abs, self.samples)) / FULL)

    def edges(self) -> float:
        """The loudest sample within a millisecond of silence, as a share of the peak: a click is anything but small."""
        sounding = [at for at, sample in enumerate(self.samples) if sample]
        gap, edge = SILENCE_MS * self.rate // 1000, self.rate // 1000
        ends = {sounding[0], sounding[-1]}
        ends |= {end for pair in pairwise(sounding) if pair[1] - pair[0] > gap for end in pair}
        near = (sample for end in ends for sample in self.samples[max(0, end - edge) : end + edge])
        return float(max(map(abs, near)) / FULL / self.peak)

    def pulses(self, low: float = 0.1, high: float = 0.9) -> list[Pulse]:
        heights = self._heights()
        top = max(heights)
        every: list[Pulse] = []
        start = 0
        while (first := _next(heights, start, lambda height: height >= low * top)) is not None:
            end = _next(heights, first, lambda height: height < low * top)
            assert end is not None, "it ends in the middle of a sound"
            tall = [at for at in range(first, end) if heights[at] >= high * top]
            times = (first, tall[0], tall[-1], end - 1)
            before, up, down, after = (at * STEP_MS for at in times)
            every.append(Pulse((before, up), (down, after)))
            start = end
        return every

    def level(self, hz: float, pulse: Pulse) -> float:
        """How strong this frequency is in the pulse, by Goertzel over whole turns of it."""
        part = self._inside(pulse)
        part = part[: round(int(len(part) * hz / self.rate) * self.rate / hz)]
        turn = 2 * math.cos(2 * math.pi * hz / self.rate)
        last = last_but_one = 0.0
        for sample in part:
            last, last_but_one = sample + turn * last - last_but_one, last
        power = last * last + last_but_one * last_but_one - turn * last * last_but_one
        return math.sqrt(max(power, 0.0)) * 2 / len(part)

    def fundamental_hz(self, pulse: Pulse) -> float:
        """By the time after which the sound is most like itself."""
        part = self._inside(pulse)[: self.rate // 20]

        def alike(lag: int) -> float:
            return sum(one * other for one, other in zip(part, part[lag:], strict=False)) / (len(part) - lag)

        return float(self.rate / max(range(self.rate // 1000, self.rate // 145), key=alike))

    def _inside(self, pulse: Pulse) -> "array[int]":
        first, last = (round(at * self.rate / 1000) for at in (pulse.up[1], pulse.down[0]))
        return self.samples[first:last]

    def _heights(self) -> list[float]:
        """The strength over one turn around each step of time."""
        sums = [0, *accumulate(sample * sample for sample in self.samples)]
        step = self.rate * STEP_MS / 1000
        centres = [round(number * step) for number in range(int(len(self.samples) / step))]
        turns = ((max(0, at - self._half), min(len(self.samples), at + self._half)) for at in centres)
        return [math.sqrt((sums[last] - sums[first]) / (2 * self._half)) for first, last in turns]


def _next(heights: list[float], start: int, wanted: Callable[[float], bool]) -> int | None:
    return next((at for at in range(start, len(heights)) if wanted(heights[at])), None)


def gaps_ms(pulses: list[Pulse]) -> list[float]:
    """Between the 90 % points of one pulse and the next."""
    return [after.up[1] - before.down[0] for before, after in pairwise(pulses)]


def db(one: float, other: float) -> float:
    return 20 * math.log10(max(one, 1e-9) / other)
