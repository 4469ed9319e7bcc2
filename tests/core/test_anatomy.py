"""Zones: left and right, and that the list and the maps are of one mind."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import get_args

import pytest

import resources
from console.core.anatomy import Map, Zone, to_um, zones_by_side
from console.core.protocol_file import load

PROTOCOL = load(resources.text("protocols", "cit-standard.toml"), resources.text("zones.toml"))
MAPS: tuple[Map, ...] = get_args(Map)
BEHIND = ("body-back",)
"""Seen from behind, the client's left is the viewer's left; the scalp is seen from above, with the face below."""


def drawn(name: Map) -> dict[str, str]:
    """The paths of a map's zones by their ids."""
    groups = ET.fromstring(resources.text("maps", f"{name}.svg")).iter("{http://www.w3.org/2000/svg}g")
    zones = next(group for group in groups if group.get("id") == "zones")
    return {path.attrib["id"]: path.attrib["d"] for path in zones}


def middle(path: str) -> float:
    """Where a path lies from left to right."""
    xs = [float(point.partition(",")[0].lstrip("ML")) for point in path.split() if "," in point]
    return (min(xs) + max(xs)) / 2


def test_a_paired_zone_splits_into_left_and_right_in_its_place() -> None:
    nose, chin = (Zone(name, name.title(), ("face",)) for name in ("nose", "chin"))
    cheek = Zone("cheek", "Cheek", ("face",), sides=True, area_cm2=16, suggest_mm=(0.5, 2.0), max_depth_mm=1.0)
    split = zones_by_side((nose, cheek, chin))
    assert list(split) == ["nose", "cheek-left", "cheek-right", "chin"]
    assert split["nose"] == nose
    for name in ("cheek-left", "cheek-right"):
        assert split[name] == Zone(name, "Cheek", ("face",), False, 16, (0.5, 2.0), max_depth_mm=1.0)


def test_a_zone_stands_under_its_own_id() -> None:
    assert all(name == zone.id and not zone.sides for name, zone in PROTOCOL.zone.items())


@pytest.mark.parametrize(("mm", "whole"), [(0.25, 250), (0.1, 100), (0.3, 300), (1.1, 1100), (2.01, 2010), (3, 3000)])
def test_millimetres_become_whole_micrometres(mm: float, whole: int) -> None:
    assert to_um(mm) == whole


@pytest.mark.parametrize("name", MAPS)
def test_a_map_draws_the_zones_of_the_list_and_no_others(name: Map) -> None:
    assert set(drawn(name)) == {zone.id for zone in PROTOCOL.zone.values() if name in zone.maps}


@pytest.mark.parametrize("name", MAPS)
def test_left_is_the_clients_left(name: Map) -> None:
    paths = drawn(name)
    lefts = [zone for zone in paths if zone.endswith("-left")]
    assert lefts
    for zone in lefts:
        left, right = middle(paths[zone]), middle(paths[zone.removesuffix("left") + "right"])
        assert (left < right) == (name in BEHIND), zone


def test_the_eyelids_and_the_lips_and_nothing_else_are_never_needled() -> None:
    assert [name for name, zone in PROTOCOL.zone.items() if zone.never] == ["lips", "eyelid-left", "eyelid-right"]


@pytest.mark.parametrize("name", PROTOCOL.preset)
def test_a_preset_can_be_tapped_on_one_map(name: str) -> None:
    zones = PROTOCOL.preset[name].zones
    assert any(set(zones) <= set(drawn(each)) for each in MAPS)
    assert not set(zones) & {"eyelid-left", "eyelid-right", "lips"}


@pytest.mark.parametrize("name", ["full-face", "face-and-neck"])
def test_the_face_is_worked_side_by_side(name: str) -> None:
    """Each side in one go, so that the hand changes sides once."""
    zones = PROTOCOL.preset[name].zones
    face = [zone for zone in zones if not zone.startswith("neck")]
    changes = [(a, b) for a, b in pairwise(zone.endswith("-left") for zone in face) if a != b]
    assert len(changes) == 1
    every = {name for name, zone in PROTOCOL.zone.items() if "face" in zone.maps and not zone.never}
    neck = {"neck-left", "neck-front", "neck-right"}
    assert set(zones) == every - {"lips", "decolletage"} - (neck if name == "full-face" else set())
