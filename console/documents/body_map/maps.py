"""The drawings of resources/maps, and places for labels in and beside their zones. Lengths are the map's own units."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product

import resources

Point = tuple[float, float]
Interval = tuple[float, float]
Edge = tuple[float, float, float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom; y runs downwards

_ROWS = 32
_STEPS = 16
_BAND = 10.0
_SQUEEZE = 0.6  # how much a label rather stays near the middle of its zone than in the widest part


@dataclass(frozen=True, slots=True)
class Shape:
    """A path as points and as PDF operators. `bands` has its edges by the bands, _BAND high, that they cross."""

    points: tuple[Point, ...]
    bands: Mapping[int, Sequence[Edge]]
    ops: str
    fill: str | None
    stroke: str | None
    stroke_width: float
    opacity: float

    @property
    def bounds(self) -> Box:
        """Return the smallest box around the shape."""
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A figure, its zones by id, and the features drawn over them."""

    box: Box
    figure: tuple[Shape, ...]
    zones: Mapping[str, Shape]
    features: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The middle of a zone's label. `target`: the point in the zone that a leader line reaches; None for no line."""

    zone: str
    at: Point
    target: Point | None = None


@cache
def load(name: str) -> MapDrawing:
    """Return the map of that name. Raises FileNotFoundError."""
    root = ET.fromstring(resources.text("maps", f"{name}.svg"))
    groups = {group.get("id"): list(group) for group in root}
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return MapDrawing(
        (left, top, left + width, top + height),
        tuple(_shape(path) for path in groups["figure"]),
        {path.attrib["id"]: _shape(path) for path in groups["zones"]},
        tuple(_shape(path) for path in groups["features"]),
    )


def _shape(path: ET.Element) -> Shape:
    commands = re.findall(r"([MLZ])\s*(?:(-?[\d.]+),(-?[\d.]+))?", path.attrib["d"])
    ops = " ".join("h" if letter == "Z" else f"{x} {y} {letter.lower()}" for letter, x, y in commands)
    points = tuple((float(x), float(y)) for letter, x, y in commands if letter != "Z")
    fill, stroke = (None if (colour := path.get(key)) == "none" else colour for key in ("fill", "stroke"))
    line, opacity = (float(path.get(key, "1")) for key in ("stroke-width", "opacity"))
    return Shape(points, _bands(points), ops, fill, stroke, line, opacity)


def _bands(points: Sequence[Point]) -> dict[int, list[Edge]]:
    bands: dict[int, list[Edge]] = {}
    for (x1, y1), (x2, y2) in pairwise((*points, points[0])):
        for band in range(int(min(y1, y2) // _BAND), int(max(y1, y2) // _BAND) + 1):
            bands.setdefault(band, []).append((x1, y1, x2, y2))
    return bands


@lru_cache(maxsize=256)
def labels(name: str, sizes: tuple[tuple[str, float, float], ...], half_width: float) -> tuple[Label, ...]:
    """Return a place for the label of each (zone, width, height): in its zone where it fits, else beside the figure.

    No two overlap. `half_width`: how far the paper goes to either side of the map's middle.
    """
    drawing = load(name)
    middle = (drawing.box[0] + drawing.box[2]) / 2
    inside = {zone: _inside(drawing.zones[zone], width, height) for zone, width, height in sizes}
    placed = [Label(zone, at) for zone, at in inside.items() if at]
    taken = [_around(at, width, height) for zone, width, height in sizes if (at := inside[zone])]
    lines: list[Point] = []
    outside = [(zone, (width, height)) for zone, width, height in sizes if not inside[zone]]
    for zone, size in sorted(outside, key=lambda item: drawing.zones[item[0]].bounds[1]):
        target = _heart(drawing.zones[zone])
        edge = middle + (half_width if target[0] >= middle else -half_width)
        at = _beside(drawing, target, size, edge, taken, lines)
        placed.append(Label(zone, at, target))
        taken.append(_around(at, *size))
        lines += _leader(at, target, size[0])
    return tuple(placed)


def _around(at: Point, width: float, height: float) -> Box:
    return at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2


def _inside(shape: Shape, width: float, height: float) -> Point | None:
    """Return the middle of a box of that size within the shape, roomy and near its middle; None where none fits."""
    _, top, _, bottom = shape.bounds
    found: list[tuple[float, Point]] = []
    for row in range(_ROWS):
        y = top + height / 2 + (bottom - top - height) * (row + 0.5) / _ROWS
        spans = _across(shape, y - height / 2)
        for line in (y - height / 4, y, y + height / 4, y + height / 2):
            spans = _common(spans, _across(shape, line))
        for left, right in spans:
            if right - left >= width:
                away = abs(y - (top + bottom) / 2) * _SQUEEZE
                found.append((right - left - away, ((left + right) / 2, y)))
    return max(found)[1] if found and bottom - top >= height else None


def _heart(shape: Shape) -> Point:
    """Return a point well within the shape."""
    _, top, _, bottom = shape.bounds
    rows = [top + (bottom - top) * (row + 0.5) / _ROWS for row in range(_ROWS // 4, _ROWS * 3 // 4)]
    _, x, y = max((right - left, (left + right) / 2, y) for y in rows for left, right in _across(shape, y))
    return x, y


def _across(shape: Shape, y: float) -> list[Interval]:
    """Return the intervals in which a horizontal line runs inside the shape."""
    near = shape.bands.get(int(y // _BAND), ())
    hits = sorted(x1 + (y - y1) * (x2 - x1) / (y2 - y1) for x1, y1, x2, y2 in near if (y1 > y) != (y2 > y))
    return list(zip(hits[::2], hits[1::2], strict=True))


def _common(a: Iterable[Interval], b: Sequence[Interval]) -> list[Interval]:
    overlaps = ((max(p, r), min(q, s)) for (p, q), (r, s) in product(a, b))
    return [(left, right) for left, right in overlaps if left < right]


def _beside(
    drawing: MapDrawing, target: Point, size: Point, edge: float, taken: Sequence[Box], lines: Sequence[Point]
) -> Point:
    """Return the nearest place towards the edge clear of figure, labels and leader lines, else of labels alone."""
    width, height = size
    limit = edge - width / 2 if edge > target[0] else edge + width / 2
    for at in _outwards(target, limit, width, height):
        box = _around(at, width * 1.2, height * 1.1)
        if any(_meet(box, other) for other in taken) or any(_holds(box, point) for point in lines):
            continue
        if _covers(drawing.figure, box):
            continue
        if not any(_holds(other, point) for other in taken for point in _leader(at, target, width)):
            return at
    rows = int((drawing.box[3] - drawing.box[1]) / height)
    column = [(limit, drawing.box[1] + height * (row + 0.5)) for row in range(rows)]
    free = [at for at in column if not any(_meet(_around(at, *size), other) for other in taken)]
    return min(free or column, key=lambda at: abs(at[1] - target[1]))


def _outwards(target: Point, limit: float, width: float, height: float) -> list[Point]:
    """Return places for the middle of a label, those near the target and at its height first."""
    far = abs(limit - target[0])
    side = 1 if limit > target[0] else -1
    columns = [width * 0.9 + step * width / 3 for step in range(int(3 * far / width) + 1)]
    rows = [height * 0.6 * row for row in range(-10, 11)]
    places = [(target[0] + side * x, target[1] + y) for x in columns if x <= far for y in rows]
    return sorted(places, key=lambda at: abs(at[0] - target[0]) + 2.5 * abs(at[1] - target[1]))


def _leader(at: Point, target: Point, width: float) -> list[Point]:
    """Return points along the line from the near end of a label to its target."""
    start = at[0] - width / 2 if at[0] > target[0] else at[0] + width / 2
    return [
        (start + (target[0] - start) * part / _STEPS, at[1] + (target[1] - at[1]) * part / _STEPS)
        for part in range(1, _STEPS + 1)
    ]


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _covers(figure: Iterable[Shape], box: Box) -> bool:
    """Whether the figure lies under the box along its top, middle or bottom line."""
    lines = (box[1], (box[1] + box[3]) / 2, box[3])
    return any(_common(_across(shape, y), [(box[0], box[2])]) for shape in figure for y in lines)
