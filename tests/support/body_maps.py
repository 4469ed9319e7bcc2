"""A body map as tests need it: the colours of both themes, and hands."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.ui.session.map import map_drawing
from console.ui.session.map.body_map import BodyMap, ZoneLook
from console.ui.session.map.zone_button import ZoneButton

LIGHT = {
    "bg": "#f4f1ee", "panel": "#ffffff", "ink": "#22272b", "soft": "#55616a", "line": "#e2dcd6", "outline": "#7d8489",
    "accent": "#0f6e6e", "accent_soft": "#d9ecea", "warn": "#9c4f00", "warn_bg": "#ffedd6", "stop": "#b3261e",
    "stop_bg": "#fbe3e1", "ok": "#256d37", "ok_bg": "#dff1e3", "skin": "#f6ece6",
}  # fmt: skip
DARK = {
    "bg": "#14181b", "panel": "#1e2428", "ink": "#eef1f2", "soft": "#a3b0b8", "line": "#333c42", "outline": "#6f7b84",
    "accent": "#4fc3bd", "accent_soft": "#17403e", "warn": "#ffb868", "warn_bg": "#44300f", "stop": "#ff8a80",
    "stop_bg": "#4a1d1a", "ok": "#7fd694", "ok_bg": "#17381f", "skin": "#2a3136",
}  # fmt: skip
MAPS = ("face", "scalp", "body-front", "body-back")
Make = Callable[..., BodyMap]


def click(body: BodyMap, zone: str) -> None:
    at = body.zone_point(zone).toPoint()
    assert body.rect().contains(at)
    assert not isinstance(body.childAt(at), QPushButton)
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)


def pressed(body: BodyMap) -> list[str]:
    heard: list[str] = []
    body.pressed.connect(heard.append)
    return heard


def full(name: str) -> dict[str, ZoneLook]:
    """Every zone treated, with from one to eight passes."""
    zones = map_drawing.load(name).zones
    return {zone: ZoneLook(zone, zone, 250 + 125 * (at % 15), 1 + at % 8) for at, zone in enumerate(zones)}


def button(body: BodyMap, zone: str) -> ZoneButton:
    found = body.findChild(ZoneButton, zone)
    assert found is not None
    return found
