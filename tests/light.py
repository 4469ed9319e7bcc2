"""Clinics whose passphrases cost next to nothing, for tests that are about something else."""

import pytest

from db.keys import LIGHT_COST

COSTS = ("db.keys.CLINIC_COST", "db.keyring.CLINIC_COST", "db.pins.CLINIC_COST")


def make_light(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in COSTS:
        monkeypatch.setattr(name, LIGHT_COST)
