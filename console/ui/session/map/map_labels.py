"""Places for the labels of zones: in the zone where they fit, else beside the figure; none lies over another."""

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from console.ui.session.map.map_drawing import Area, Drawing

_COLUMNS, _ROWS = 11, 17
_STEPS = 24
_NEAR = 0.45  # of what is seen: further off, a label rather stands on the figure
_LEVEL = 1.6  # how much further up and down counts than sideways
_GAP = 0.25  # the air around a label beside the figure, in its own heights


class Place(Struct, frozen=True):
    """Where a label stands, in units of the map; `target` is the point in the zone that a leader line must reach."""

    zone: str
    box: QRectF
    target: QPointF | None = None


class _Line(Struct, frozen=True):
    """A leader line that is drawn: the box around it, and its points."""

    reach: QRectF
    points: Sequence[QPointF]

    def crosses(self, box: QRectF) -> bool:
        return box.intersects(self.reach) and any(box.contains(point) for point in self.points)


def places(
    drawing: Drawing,
    sizes: Mapping[str, QSizeF],
    seen: QRectF,
    taken: Sequence[QRectF] = (),
    known: dict[object, QRectF | None] | None = None,
) -> tuple[Place, ...]:
    """A place for each label of that size, within what is seen; nothing may cover what is taken already.

    `known` keeps the places within zones from one call to the next, for the same drawing.
    """
    visible = {zone: size for zone, size in sizes.items() if seen.contains(drawing.zones[zone].heart)}
    known = {} if known is None else known
    inside: dict[str, QRectF | None] = {}
    for zone, size in visible.items():
        key = (zone, size.width(), size.height(), seen.getRect())
        if key not in known:
            known[key] = _inside(drawing.zones[zone], size, seen)
        inside[zone] = known[key]
    placed = [Place(zone, box) for zone, box in inside.items() if box]
    boxes = [*taken, *(place.box for place in placed)]
    lines: list[_Line] = []
    balance = 0
    outside = [zone for zone, box in inside.items() if not box]
    for zone in sorted(outside, key=lambda zone: _order(drawing.zones[zone])):
        target = drawing.zones[zone].heart
        lean = target.x() - drawing.box.center().x()
        side = round(math.copysign(1, lean if abs(lean) > 1 else -balance))
        if box := _beside(drawing, target, visible[zone], side, seen, boxes, lines):
            balance += 1 if box.center().x() > target.x() else -1
            placed.append(Place(zone, box, target))
            boxes.append(box)
            lines.append(_Line(_reach(box, target), leader_points(box, target)))
    return tuple(placed)


def leader(box: QRectF, target: QPointF) -> tuple[QPointF, QPointF]:
    """The line from the near side of a label to the point in its zone."""
    side = box.left() if target.x() < box.left() else box.right() if target.x() > box.right() else box.center().x()
    if side == box.center().x():
        return QPointF(side, box.top() if target.y() < box.top() else box.bottom()), target
    return QPointF(side, box.center().y()), target


def leader_points(box: QRectF, target: QPointF) -> list[QPointF]:
    """Points along that line, without its two ends."""
    start, end = leader(box, target)
    return [start + (end - start) * (step / _STEPS) for step in range(1, _STEPS)]


def _reach(box: QRectF, target: QPointF) -> QRectF:
    """Return a box that holds that line and a little air."""
    return QRectF(*leader(box, target)).normalized().adjusted(-1, -1, 1, 1)


def _order(area: Area) -> tuple[float, float]:
    return -abs(area.heart.x()), area.heart.y()


def _inside(area: Area, size: QSizeF, seen: QRectF) -> QRectF | None:
    """The place nearest to the heart of the zone that lies wholly within it."""
    around = area.path.boundingRect()
    wide, high = around.width() - size.width(), around.height() - size.height()
    if wide < 0 or high < 0:
        return None
    corners = [
        QPointF(around.left() + wide * column / (_COLUMNS - 1), around.top() + high * row / (_ROWS - 1))
        for row in range(_ROWS)
        for column in range(_COLUMNS)
    ]
    half = QPointF(size.width() / 2, size.height() / 2)
    corners = [area.heart - half, *sorted(corners, key=lambda corner: _far(corner + half, area.heart))]
    boxes = (QRectF(corner, size) for corner in corners)
    return next((box for box in boxes if area.path.contains(box) and seen.contains(box)), None)


def _beside(
    drawing: Drawing,
    target: QPointF,
    size: QSizeF,
    side: int,
    seen: QRectF,
    taken: Sequence[QRectF],
    lines: Sequence[_Line],
) -> QRectF | None:
    """The nearest free place clear of the figure if that isn't far, else the nearest free place at all."""
    figure = [shape.path for shape in drawing.figure]
    air = size.height() * _GAP
    second: QRectF | None = None
    for box in _around(target, size, side, seen):
        wide = box.adjusted(-air, -air, air, air)
        if any(wide.intersects(other) for other in taken) or any(line.crosses(wide) for line in lines):
            continue
        reach = _reach(box, target)
        near = [other for other in taken if other.intersects(reach)]
        points = leader_points(box, target) if near else []
        if wide.contains(target) or any(other.contains(point) for other in near for point in points):
            continue
        if abs(box.center().x() - target.x()) < _NEAR * seen.width() and not _covers(figure, wide):
            return box
        second = second or box
    return second


def _around(target: QPointF, size: QSizeF, side: int, seen: QRectF) -> Iterator[QRectF]:
    """Boxes around the target, those first that are near and at its height; right of it first if the side is 1."""
    wide, high, x, y = size.width(), size.height(), target.x(), target.y()
    away = [wide * (0.8 + step / 3) for step in range(int(3 * seen.width() / wide))]
    rows = [row * high / 2 for row in range(-16, 17) if seen.top() <= y + (row - 1) * high / 2 <= seen.bottom() - high]
    for way in (side, -side):
        columns = [step for step in away if seen.left() <= x + way * step - wide / 2 <= seen.right() - wide]
        for _, column, row in sorted((column + _LEVEL * abs(row), column, row) for column in columns for row in rows):
            yield QRectF(x + way * column - wide / 2, y + row - high / 2, wide, high)


def _far(at: QPointF, target: QPointF) -> float:
    return abs(at.x() - target.x()) + _LEVEL * abs(at.y() - target.y())


def _covers(figure: Sequence[QPainterPath], box: QRectF) -> bool:
    return any(path.intersects(box) for path in figure)
