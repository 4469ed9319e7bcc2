"""How a zone looks on the body map: its ground, its outline, and the rings around the one in work and the keys'."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPainter

from console.ui.session.map import map_painter
from console.ui.session.map.map_drawing import Area
from console.ui.session.map.map_painter import Colours
from console.ui.session.map.zone_button import ZoneLook


def ground(painter: QPainter, colours: Colours, look: ZoneLook, area: Area, scale: float) -> None:
    map_painter.zone(painter, colours, area, fill(colours, look), scale)
    if look.never:
        map_painter.hatching(painter, area, colours["outline"], 5 / scale, 1.1 / scale)
    if look.cream:
        map_painter.dotting(painter, area, colours["warn"], 9 / scale, 1.3 / scale)


def outline(painter: QPainter, colours: Colours, look: ZoneLook, area: Area, scale: float) -> None:
    if look.never:
        map_painter.outline(painter, area, colours["outline"], 1.2 / scale)
    elif look.left_out:
        map_painter.outline(painter, area, colours["soft"], 1.6 / scale, (1, 2.5))
    elif look.treated and not (look.planned and not look.done):
        map_painter.outline(painter, area, colours["accent"], 1.2 / scale)
    elif look.planned:
        map_painter.outline(painter, area, colours["accent"], 1.6 / scale, (3.5, 2.5))
    elif look.ghost_um is not None:
        map_painter.outline(painter, area, colours["soft"], 1.2 / scale, (1, 2.5))


def rings(
    painter: QPainter, colours: Colours, zones: Mapping[str, Area], current: str, ring: str, scale: float
) -> None:
    """Around the zone in work, and around the one where the keys are."""
    if current in zones:
        map_painter.outline(painter, zones[current], colours["accent"], 3 / scale)
    if ring in zones:
        both = ring == current
        map_painter.outline(painter, zones[ring], colours["accent" if both else "panel"], (6 if both else 5) / scale)
        map_painter.outline(painter, zones[ring], colours["panel" if both else "ink"], 2.4 / scale, (3, 2))


def fill(colours: Colours, look: ZoneLook) -> QColor | None:
    """The colour of the depth, where the zone is treated."""
    return colours.depth(look.depth_um or 0) if look.treated else None
