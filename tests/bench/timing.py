"""Interleaved timing of a thing and its floor."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

Job = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """Milliseconds of many runs."""

    ms: list[float]

    @property
    def median(self) -> float:
        return median(self.ms)

    @property
    def p95(self) -> float:
        return quantiles(self.ms, n=20)[-1] if len(self.ms) > 1 else self.ms[0]

    @property
    def p99(self) -> float:
        return quantiles(self.ms, n=100)[-1] if len(self.ms) > 1 else self.ms[0]


def interleaved(jobs: Sequence[Job], rounds: int) -> list[Measured]:
    """Every job once in each round, so that what disturbs one disturbs the other."""
    runs: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        for index, job in enumerate(jobs):
            begun = time.perf_counter()
            job()
            runs[index].append((time.perf_counter() - begun) * 1000)
    return [Measured(each) for each in runs]


def row(name: str, measured: Measured, floor_name: str, floor: Measured, bound: str, unit: str = "ms") -> str:
    ratio = measured.median / floor.median if floor.median else float("nan")
    return (
        f"{name:34} {measured.median:8.3f} {unit} (p95 {measured.p95:8.3f})   "
        f"{floor_name:34} {floor.median:8.3f} {unit}   ratio {ratio:6.2f}   {bound}"
    )
