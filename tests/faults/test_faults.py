"""Every fault of the table, briefly; at length in `make soak`."""

from pathlib import Path

import pytest

from tests.faults.all import FAULTS
from tests.faults.table import Fault, Losses, NotTried


def hold(fault: Fault, where: Path, long: bool) -> None:
    try:
        outcome = fault.attempt(where, long)
    except NotTried as reason:
        pytest.skip(str(reason))
    assert outcome.tried
    assert outcome.lost == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.number}")
def test_nothing_is_lost(fault: Fault, tmp_path: Path) -> None:
    hold(fault, tmp_path, long=False)


@pytest.mark.soak
@pytest.mark.parametrize("fault", [each for each in FAULTS if each.longer], ids=lambda fault: f"{fault.number}")
def test_nothing_is_lost_at_length(fault: Fault, tmp_path: Path) -> None:
    hold(fault, tmp_path, long=True)


def test_all_are_there() -> None:
    assert [fault.number for fault in FAULTS] == list(range(1, 23))


def test_a_loss_is_told_and_the_others_go_on() -> None:
    losses = Losses()
    for number in range(3):
        with losses.attempt(number):
            assert number != 1, "gone"
    outcome = losses.outcome("")
    assert outcome.tried == 3
    assert len(outcome.lost) == 1
    assert outcome.lost[0].startswith("1: AssertionError at test_faults.py")
