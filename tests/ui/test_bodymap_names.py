"""The map of zones as it is heard: every zone has a name, a state and a place for assistive technology."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from console.core.text.words import Words
from console.ui.session.map import map_drawing
from console.ui.session.map.body_map import ZoneLook
from tests.support.body_maps import MAPS, Make, button, click, pressed
from tests.support.long_run import quick_of
from tests.support.texts import TABLES, TEXTS


@pytest.mark.parametrize(
    ("look", "current", "name"),
    [
        (ZoneLook("cheek-left", "Left cheek", 1000, 2, planned=True), "", "Left cheek, 1.00 mm, 2 passes, planned"),
        (ZoneLook("cheek-left", "Left cheek", 250, 1, done=True), "", "Left cheek, 0.25 mm, 1 pass, done"),
        (ZoneLook("cheek-left", "Left cheek", planned=True), "cheek-left", "Left cheek, planned, in work"),
        (ZoneLook("cheek-left", "Left cheek", never=True), "", "Left cheek, not to be needled"),
        (
            ZoneLook("cheek-left", "Left cheek", planned=True, left_out="Sore"),
            "cheek-left",
            "Left cheek, left out: Sore, in work",
        ),
        (ZoneLook("cheek-left", "Left cheek", cream=True), "", "Left cheek, numbing cream on it"),
        (
            ZoneLook("cheek-left", "Left cheek", ghost_um=500, ghost_passes=3),
            "",
            "Left cheek, last time 0.50 mm, 3 passes",
        ),
    ],
)
def test_a_zone_is_heard_with_its_state(make: Make, look: ZoneLook, current: str, name: str) -> None:
    body = make("face")
    body.show_zones({"cheek-left": look}, current, "")
    assert button(body, "cheek-left").accessibleName() == name


@pytest.mark.parametrize("name", quick_of(MAPS, "face", "body-front"))
def test_every_zone_is_a_child_for_assistive_technology(make: Make, name: str) -> None:
    body = make(name)
    looks = {
        zone: ZoneLook(zone, f"Name of {zone}", never=True, why="Too thin.") for zone in map_drawing.load(name).zones
    }
    body.show_zones(looks, "", "")
    root = QAccessible.queryAccessibleInterface(body)
    children = [root.child(at) for at in range(root.childCount())]
    found = {child.text(QAccessible.Text.Name): child for child in children if child.role() == QAccessible.Role.Button}
    for zone in looks:
        child = found[f"Name of {zone}, not to be needled"]
        assert child.text(QAccessible.Text.Description) == "Too thin."
        assert child.rect().isValid()
        assert child.rect().translated(-body.mapToGlobal(QPoint())).contains(body.zone_point(zone).toPoint())


def test_assistive_technology_and_enter_press_a_zone_however_small(make: Make) -> None:
    body = make("face")
    heard = pressed(body)
    button(body, "crow-feet-left").click()
    body.show_zones({}, "", "glabella")
    QTest.keyClick(button(body, "glabella"), Qt.Key.Key_Return)
    assert heard == ["crow-feet-left", "glabella"]


def test_a_refused_zone_still_tells_its_owner(make: Make) -> None:
    body = make("face", (1600, 1400))
    body.show_zones({"eyelid-left": ZoneLook("eyelid-left", "Left eyelid", never=True, why="The eye.")}, "", "")
    heard = pressed(body)
    click(body, "eyelid-left")
    assert heard == ["eyelid-left"]
    assert button(body, "eyelid-left").accessibleDescription() == "The eye."


def test_numbers_are_written_as_the_language_writes_them(make: Make) -> None:
    german = Words({**TABLES, "plurals": TEXTS["plurals"], "format": {**TABLES["format"], "decimal": ","}})
    body = make("face", words=german)
    body.show_zones({"nose": ZoneLook("nose", "Nase", 500, 3)}, "", "")
    assert button(body, "nose").accessibleName() == "Nase, 0,50 mm, 3 passes"
