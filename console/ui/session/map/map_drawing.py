"""The drawings of resources/maps as painter paths: where zones lie, how wide they are, and which is next to which."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

import resources

_GRID = 13
_ROUNDS = 3
_MIDDLE = 0.3  # how much width the heart of a zone gives up to lie in its middle
_SIDEWAYS = 2.2  # how much further a neighbour counts for each step it lies off the way


class Shape(Struct, frozen=True):
    """A path of the drawing and how its file paints it; lengths in units of the map."""

    path: QPainterPath
    points: tuple[tuple[float, float], ...]
    fill: str | None
    stroke: str | None
    width: float
    opacity: float


class Area(Struct, frozen=True):
    """A zone: its shape, the point deepest in it, and how far that is from its edge."""

    shape: Shape
    heart: QPointF
    radius: float

    @property
    def path(self) -> QPainterPath:
        return self.shape.path

    def distance(self, at: QPointF) -> float:
        """How far the point lies from the zone; 0 within it."""
        return 0.0 if self.path.contains(at) else _to_edge(self.shape.points, at.x(), at.y())


class Drawing(Struct, frozen=True):
    """A figure, its zones by id from top to bottom, and what is drawn over them."""

    box: QRectF
    figure: tuple[Shape, ...]
    zones: Mapping[str, Area]
    features: tuple[Shape, ...]

    def at(self, point: QPointF) -> str:
        """The zone under the point, or nothing."""
        return next((zone for zone, area in self.zones.items() if area.path.contains(point)), "")

    def near(self, point: QPointF, reach: float) -> list[str]:
        """The zones within reach of the point, in units of the map."""
        return [zone for zone, area in self.zones.items() if area.distance(point) <= reach]


@cache
def load(name: str) -> Drawing:
    """The map of that name. FileNotFoundError if there is none."""
    root = ET.fromstring(resources.text("maps", f"{name}.svg"))
    groups = {group.get("id"): list(group) for group in root}
    areas = {path.attrib["id"]: _area(_shape(path)) for path in groups["zones"]}
    rows = sorted(areas.items(), key=lambda item: (round(item[1].heart.y() / 10), item[1].heart.x()))
    return Drawing(
        QRectF(*(float(part) for part in root.attrib["viewBox"].split())),
        tuple(_shape(path) for path in groups["figure"]),
        dict(rows),
        tuple(_shape(path) for path in groups["features"]),
    )


def neighbour(drawing: Drawing, zone: str, dx: int, dy: int) -> str:
    """The zone that lies next in that direction; nothing at the edge of the map."""
    here = drawing.zones[zone].heart
    best, least = "", math.inf
    for other, area in drawing.zones.items():
        x, y = area.heart.x() - here.x(), area.heart.y() - here.y()
        along, across = x * dx + y * dy, abs(x * dy - y * dx)
        if other == zone or along <= 1 or across > 3 * along:
            continue
        if (cost := along + _SIDEWAYS * across) < least:
            best, least = other, cost
    return best


def bounds(areas: Iterable[Area]) -> QRectF:
    """The smallest box around them all."""
    box = QRectF()
    for area in areas:
        box = box.united(area.path.boundingRect())
    return box


def client_left(drawing: Drawing) -> float:
    """1 where the client's left is the viewer's right, -1 where it is the viewer's left."""
    lefts = (area.heart.x() for zone, area in drawing.zones.items() if zone.endswith("-left"))
    return math.copysign(1, sum(lefts))


def _shape(element: ET.Element) -> Shape:
    path, points = QPainterPath(), []
    for letter, x, y in re.findall(r"([MLZ])\s*(?:(-?[\d.]+),(-?[\d.]+))?", element.attrib["d"]):
        if letter == "Z":
            path.closeSubpath()
            continue
        points.append((float(x), float(y)))
        if letter == "M":
            path.moveTo(*points[-1])
        else:
            path.lineTo(*points[-1])
    fill, stroke = (None if (colour := element.get(key)) == "none" else colour for key in ("fill", "stroke"))
    width, opacity = (float(element.get(key, "1")) for key in ("stroke-width", "opacity"))
    return Shape(path, tuple(points), fill, stroke, width, opacity)


def _area(shape: Shape) -> Area:
    """Looks on a grid for the point furthest from the edge, rather in the middle, then on finer ones around it."""
    box = shape.path.boundingRect()
    middle, x, y, best = box.center().x(), box.center().x(), box.center().y(), 0.0
    width, height = box.width(), box.height()
    for _ in range(_ROUNDS):
        steps = [(part + 0.5) / _GRID - 0.5 for part in range(_GRID)]
        for point in [(x + width * column, y + height * row) for row in steps for column in steps]:
            if shape.path.contains(QPointF(*point)):
                off = _MIDDLE * abs(point[0] - middle)
                far = _to_edge(shape.points, *point, best + off)
                if far - off > best:
                    best, (x, y) = far - off, point
        width, height = width / 4, height / 4
    return Area(shape, QPointF(x, y), _to_edge(shape.points, x, y))


def _to_edge(points: Sequence[tuple[float, float]], x: float, y: float, enough: float = 0.0) -> float:
    """Return how far the point is from the edge; where that is `enough` or less, any such length."""
    least, enough = math.inf, enough * enough
    x1, y1 = points[-1]
    for x2, y2 in points:
        dx, dy, right, down = x2 - x1, y2 - y1, x - x1, y - y1
        along, length = right * dx + down * dy, dx * dx + dy * dy
        if along >= length:
            right, down = x - x2, y - y2
        elif along > 0:
            right, down = right - dx * along / length, down - dy * along / length
        least = min(least, right * right + down * down)
        if least <= enough:
            break
        x1, y1 = x2, y2
    return math.sqrt(least)
