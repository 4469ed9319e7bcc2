"""Faults 3 and 4: the power goes, also while the program gets over it."""

import shutil
from pathlib import Path
from random import Random

from tests.faults.disk import Op, cuts, held, laid, recorded
from tests.faults.rooms import copied, stands
from tests.faults.table import Losses, Outcome


def cut(where: Path, long: bool) -> Outcome:
    before = copied("cleanse", where / "before")
    files = held(before)
    ops = recorded("day", before)
    losses, told = Losses(), 0
    for seed in range(10_000 if long else 30):
        with losses.attempt(f"seed {seed}"):
            told += _survives(files, ops, Random(seed), where / "after")
    return losses.outcome(f"{told} acknowledged events over {losses.tried} cuts among {len(ops)} calls")


def cut_again(where: Path, long: bool) -> Outcome:
    """A disk that a cut left, opened and cut off once more while it is being opened."""
    first = copied("cleanse", where / "first")
    files = held(first)
    ops = recorded("day", first)
    losses, told = Losses(), 0
    openings, each = (40, 100) if long else (1, 10)
    for opening in range(openings):
        left, acknowledged, _ = cuts(files, ops, Random(1_000 + opening))
        room = laid(left, where / f"opening{opening}")
        again = recorded("day", room)
        for seed in range(each):
            with losses.attempt(f"opening {opening}, seed {seed}"):
                told += _survives(left, again, Random(seed), where / "after", acknowledged)
    return losses.outcome(f"{told} acknowledged events over {losses.tried} cuts in {openings} openings after a cut")


def _survives(
    files: dict[str, bytes], ops: list[Op], random: Random, room: Path, before: list[str] | None = None
) -> int:
    """How many events had been acknowledged; all of them are there."""
    left, told, _ = cuts(files, ops, random)
    acknowledged = (before or []) + told
    try:
        stands(laid(left, room), acknowledged)
    finally:
        shutil.rmtree(room)
    return len(acknowledged)
