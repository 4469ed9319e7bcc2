"""Clinics whose passphrases cost next to nothing, for tests that are about something else."""

import pytest

from db.keys.store_keys import LIGHT_COST

COSTS = ("db.keys.store_keys.CLINIC_COST", "db.keys.key_ring.CLINIC_COST", "db.keys.pins.CLINIC_COST")


def make_light(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in COSTS:
        monkeypatch.setattr(name, LIGHT_COST)
