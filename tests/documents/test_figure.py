"""The map on paper: all zones, labels that keep apart, marks that greys can show."""

import tomllib
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import Color, HexColor
from reportlab.platypus.tables import Table

import resources
from console.documents.body_map import figure
from console.documents.body_map.figure import Figure, Mark
from console.documents.body_map.maps import labels, load
from console.documents.typesetting import style
from tests.documents.test_typesetting import pages, pdf
from tests.support.examples import examples

MAPS = ("face", "body-front", "body-back", "scalp")
FACE = {
    "forehead": Mark("0.5", 3, 0.3),
    "glabella": Mark("0.5", 3, 0.3),
    "crow-feet-left": Mark("0.25", 2, 0.0),
    "crow-feet-right": Mark("0.25", 2, 0.0),
    "under-eye-left": Mark("0.3", 2, 0.1),
    "under-eye-right": Mark("0.3", 2, 0.1),
    "cheek-left": Mark("1.00", 8, 1.0),
}


@pytest.mark.parametrize("name", MAPS)
def test_a_map_has_the_zones_of_the_list(name: str) -> None:
    listed = [zone for zone in tomllib.loads(resources.text("zones.toml"))["zone"] if name in zone["maps"]]
    ids = {f"{zone['id']}{side}" for zone in listed for side in (("-left", "-right") if zone["sides"] else ("",))}
    assert set(load(name).zones) == ids


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("size", [(150, 200), (240, 330), (400, 500)])
def test_labels_of_all_zones_keep_apart(name: str, size: tuple[float, float]) -> None:
    _apart(Figure(name, {zone: Mark("0.75", 3, 0.5) for zone in load(name).zones}, width=size[0], height=size[1]))


@examples(30)
@given(st.sets(st.sampled_from(sorted(load("face").zones)), min_size=1), st.sampled_from(["0.5", "1.25", "0.5–0.75"]))
def test_labels_of_some_zones_keep_apart(zones: set[str], depth: str) -> None:
    _apart(Figure("face", {zone: Mark(depth, 3, 0.5) for zone in zones}, width=240, height=330))


def _apart(drawing: Figure) -> None:
    sizes = {zone: (width, height) for zone, width, height in drawing.sizes()}
    places = labels(drawing.name, drawing.sizes(), drawing.reach)
    assert len(places) == len(sizes)
    for a, b in combinations(places, 2):
        (wide_a, high_a), (wide_b, high_b) = sizes[a.zone], sizes[b.zone]
        beside = abs(a.at[0] - b.at[0]) >= (wide_a + wide_b) / 2 - 0.01
        above = abs(a.at[1] - b.at[1]) >= (high_a + high_b) / 2 - 0.01
        assert beside or above, (a, b)


def test_small_zones_get_a_leader() -> None:
    drawing = Figure("face", FACE, width=240, height=330)
    led = {label.zone for label in labels(drawing.name, drawing.sizes(), drawing.reach) if label.target}
    assert led == {"crow-feet-left", "crow-feet-right"}


def test_two_figures_side_by_side_tell_every_depth(qapp: object) -> None:
    left = Figure("face", FACE, ["chin", "nape"], ["eyelid-left", "no-such-zone"])
    right = Figure("body-back", {"nape": Mark("1.5", 2, 1.0), "chin": Mark("9", 1, 0.0)}, ["heel-left"])
    [text] = pages(pdf(Table([[left, right]])))
    assert sorted(text.split()) == ["0.25", "0.25", "0.3", "0.3", "0.5", "0.5", "1.00", "1.5", "×8"]


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert pdf(Figure("face", FACE)) == pdf(Figure("face", FACE))


def test_an_unknown_map_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        Figure("hand", {})


def test_depths_are_told_apart_and_read_in_greys() -> None:
    shades = [_luminance(figure.tint(step / 4)) for step in range(5)]
    assert shades == sorted(shades, reverse=True)
    assert shades[0] - shades[-1] > 0.3
    assert (shades[-1] + 0.05) / (_luminance(HexColor(style.INK)) + 0.05) >= 4.5


def _luminance(colour: Color) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb())
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
