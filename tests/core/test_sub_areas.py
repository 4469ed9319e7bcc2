"""Sub-areas: a scar, a patch, striae within a zone, by its zone's rules."""

import pytest

from console.core import events as e
from console.core.sub_areas import MOST_IN_ZONE, of_zone
from tests.support.moves import Room, prepare, taken
from tests.support.refused import Act, Case, refused


def scar(zone: str = "brow", x: int = 500) -> e.SubAreaMarked:
    return e.SubAreaMarked(zone, "scar", "face", x, 400)


def full() -> Room:
    return prepare().do(*[scar()] * MOST_IN_ZONE)


REFUSALS: list[Case] = [
    ("zone-never", lambda: prepare().propose(scar("eyelid-left"))),
    ("unknown-zone", lambda: prepare().propose(scar("cheek"))),
    ("unknown-zone", lambda: taken().propose(e.ZoneTaken("brow/scar-1"))),
    ("zone-not-on-map", lambda: prepare().propose(e.SubAreaMarked("brow", "scar", "scalp", 5, 5))),
    ("not-on-map", lambda: prepare().propose(scar(x=1001))),
    ("sub-areas-full", lambda: full().propose(scar())),
    ("code-unreadable", lambda: prepare().propose(e.SubAreaMarked("brow", "scar", "face", 5, 5, "a\nb"))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_they_are_numbered_by_kind_and_what_a_later_one_needs_is_not_taken_back() -> None:
    room = prepare().do(scar(), e.SubAreaMarked("brow", "patch", "face", 1, 1), scar())
    assert of_zone(room.state, "brow") == ("brow/scar-1", "brow/patch-1", "brow/scar-2")
    first = next(event.id for event in room.state.history if isinstance(event.body, e.SubAreaMarked))
    refused("undo-needed-later", lambda: room.propose(e.Undone(first)))
    assert of_zone(room.undo().state, "brow") == ("brow/scar-1", "brow/patch-1")


def test_it_is_under_its_zones_cream_and_waits_for_its_zones_disinfection() -> None:
    room = taken().do(scar(), e.CreamOn("lido", ("brow/scar-1",)))
    assert room.state.applications[0].zones == ("brow",)
    refused("cream-on-zone", lambda: room.propose(e.ZoneTaken("brow/scar-1")))
