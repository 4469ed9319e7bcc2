"""What the map of zones shows: labels stand apart, and each state can be seen and read in both themes."""

from collections.abc import Mapping
from itertools import combinations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QSizeF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from console.ui.session.map import map_drawing, map_painter, map_view
from console.ui.session.map.body_map import BodyMap, ZoneLook
from console.ui.session.map.map_labels import leader_points, places
from console.ui.session.map.map_scene import MapScene
from console.ui.session.map.sub_area_marks import MarkLook
from tests.support.body_maps import DARK, LIGHT, MAPS, Make, click, full
from tests.support.long_run import quick_of
from tests.support.texts import WORDS

SIZES = ((640, 590), (1100, 860), (420, 480), (350, 390))


def picture(body: BodyMap) -> QImage:
    return body.grab().toImage()


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("size", quick_of(SIZES, SIZES[-1]))
@pytest.mark.parametrize("near", [False, True])
def test_labels_stand_apart_and_in_sight(make: Make, name: str, size: tuple[int, int], near: bool) -> None:
    body = make(name, size)
    body.show_zones(full(name), "", "")
    if near:
        zones = map_drawing.load(name).zones
        click(body, min(zones, key=lambda zone: zones[zone].radius))
    placed = body.label_boxes()
    assert near or set(placed) == set(map_drawing.load(name).zones)
    for (one, (box, _)), (other, (second, _)) in combinations(placed.items(), 2):
        assert not box.intersects(second), (one, other)
    for zone, (box, target) in placed.items():
        assert body.rect().contains(box.toAlignedRect()), zone
        points = leader_points(box, target) if target else []
        crossed = [o for o, (second, _) in placed.items() if o != zone and any(second.contains(at) for at in points)]
        assert not crossed, zone


STATES: dict[str, ZoneLook] = {
    "bare": ZoneLook("nose", "Nose"),
    "planned": ZoneLook("nose", "Nose", planned=True),
    "shallow": ZoneLook("nose", "Nose", 250, 1),
    "deep": ZoneLook("nose", "Nose", 1500, 1),
    "two passes": ZoneLook("nose", "Nose", 1500, 2),
    "many passes": ZoneLook("nose", "Nose", 1500, 9),
    "not done": ZoneLook("nose", "Nose", 1500, 1, planned=True),
    "left out": ZoneLook("nose", "Nose", planned=True, left_out="Client refused"),
    "left out after a pass": ZoneLook("nose", "Nose", 1500, 1, planned=True, left_out="Client refused"),
    "never": ZoneLook("nose", "Nose", never=True),
    "ghost": ZoneLook("nose", "Nose", ghost_um=500),
    "cream": ZoneLook("nose", "Nose", cream=True),
}


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_state_has_a_look_of_its_own(make: Make, tokens: Mapping[str, str]) -> None:
    body = make("face", tokens=tokens)
    seen: list[tuple[str, QImage]] = []
    for state, look in STATES.items():
        body.show_zones({"nose": look}, "", "")
        seen.append((state, picture(body)))
    for marked in (("nose", ""), ("", "nose"), ("nose", "nose")):
        body.show_zones({}, *marked)
        seen.append((str(marked), picture(body)))
    alike = [(one, other) for (one, a), (other, b) in combinations(seen, 2) if a == b]
    assert alike == []


@pytest.mark.parametrize("name", MAPS)
def test_the_theme_changes_the_picture_and_comes_back(make: Make, name: str) -> None:
    body = make(name)
    light = picture(body)
    body.set_colours(DARK)
    assert picture(body) != light
    body.set_colours(LIGHT)
    assert picture(body) == light


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("um", [0, 500, 1000, 2000, 3000])
def test_a_label_can_be_read_on_its_zone(tokens: Mapping[str, str], um: int) -> None:
    colours = map_painter.Colours(tokens)
    assert map_painter.contrast(colours["ink"], colours.depth(um)) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert map_painter.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert map_painter.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


class Paints(QObject):
    """Counts the paint events of what it watches."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_it_is_painted_anew_only_when_something_changed(make: Make) -> None:
    body, paints = make("face"), Paints()
    body.show_zones(full("face"), "nose", "")
    QApplication.processEvents()
    body.installEventFilter(paints)
    body.show_zones(full("face"), "nose", "")
    QApplication.processEvents()
    assert paints.count == 0
    body.show_zones(full("face"), "chin", "")
    QApplication.processEvents()
    assert paints.count == 1


def test_the_sign_of_what_is_left_out_is_explained_while_one_is_in_sight(make: Make) -> None:
    scene = MapScene(make("face"), WORDS)
    drawing = map_drawing.load("face")
    scene.show_map("face", drawing)
    view = map_view.whole(drawing.box)
    out = ZoneLook("nose", "Nose", planned=True, left_out="Sore")
    shown: list[tuple[list[str], list[str]]] = []
    for look in (replace(out, left_out=""), out, replace(out, depth_um=500, passes=2)):
        scene.show_zones({"nose": look}, "", "")
        shown.append(([word for _, word in scene.legend(view)], [each.text for each in scene.labels().values()]))
    assert shown == [([], []), (["✕ left out"], ["✕"]), (["✕ left out"], ["✕ 0.5"])]
    scene.show_zones({}, "", "")
    scene.marks.looks = (MarkLook("chin/scar-1", "face", 500, 700, "1", left_out=True),)
    assert [word for _, word in scene.legend(view)] == ["✕ left out"]


@pytest.mark.parametrize("name", MAPS)
def test_the_words_for_the_sides_stand_on_the_clients_side(make: Make, name: str) -> None:
    body, drawing = make(name), map_drawing.load(name)
    scene = MapScene(body, WORDS)
    scene.show_map(name, drawing)
    (right, _), (left, _) = sorted(scene.sides(map_view.whole(drawing.box)), key=lambda side: side[1], reverse=True)
    lefts = [area.heart.x() for zone, area in drawing.zones.items() if zone.endswith("-left")]
    assert all((x > 0) == (left.x() > right.x()) for x in lefts)
    assert (left.x() < right.x()) == (name == "body-back")


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_zone_that_must_not_be_needled_is_hatched(make: Make, tokens: Mapping[str, str]) -> None:
    body = make("face", tokens=tokens)
    at = body.zone_point("forehead").toPoint()
    for never in (False, True):
        body.show_zones({"forehead": ZoneLook("forehead", "Forehead", never=never)}, "", "")
        inside = picture(body)
        colours = {inside.pixel(at.x() + x, at.y() + y) for x in range(-8, 9) for y in range(-8, 9)}
        assert (len(colours) > 1) == never


def test_large_labels_leave_the_leader_lines_of_others_free() -> None:
    drawing = map_drawing.load("face")
    seen = drawing.box.adjusted(-200, 0, 200, 0)
    placed = places(drawing, dict.fromkeys(drawing.zones, QSizeF(120, 90)), seen)
    leaders = [(place.zone, leader_points(place.box, place.target)) for place in placed if place.target]
    assert len(leaders) > 10
    for zone, points in leaders:
        assert not [o.zone for o in placed if o.zone != zone and any(o.box.contains(at) for at in points)], zone
