"""Which part of a map is in sight: the whole figure, or nearer; and the way from one view to another."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from console.ui.session.map.map_drawing import Area, Drawing, bounds

MARGIN = 8
MOST = 5.0
FINGER = 44.0  # pixels: what a finger hits without aiming


class View(Struct, frozen=True):
    """The point of the map in the middle of the widget, and how much nearer than the whole figure it is."""

    x: float
    y: float
    factor: float = 1.0

    def towards(self, other: "View", part: float) -> "View":
        """A view on the way to the other."""
        pairs = ((self.x, other.x), (self.y, other.y), (self.factor, other.factor))
        return View(*(a + (b - a) * part for a, b in pairs))


def whole(box: QRectF) -> View:
    return View(box.center().x(), box.center().y())


def scale(view: View, box: QRectF, size: QSizeF) -> float:
    """Pixels to one unit of the map."""
    wide, high = (max(1.0, length - 2 * MARGIN) for length in (size.width(), size.height()))
    return min(wide / box.width(), high / box.height()) * view.factor


def transform(view: View, box: QRectF, size: QSizeF) -> QTransform:
    """From the map to the widget."""
    pixels = scale(view, box, size)
    return (
        QTransform.fromTranslate(size.width() / 2, size.height() / 2).scale(pixels, pixels).translate(-view.x, -view.y)
    )


def among(drawing: Drawing, zone: str, at: QPointF, pixels: float) -> list[Area]:
    """The small zones around a press for which to go nearer; none where it can be told what was meant."""
    here = drawing.zones.get(zone)
    if here and not _small(here, pixels):
        return []
    near = [drawing.zones[name] for name in drawing.near(at, FINGER / 2 / pixels)]
    small = [area for area in near if _small(area, pixels)]
    return [] if here and len(small) == 1 else small


def nearer(areas: Sequence[Area], box: QRectF, size: QSizeF) -> View:
    """So near that the thinnest zone is as wide as a finger; as much around it as that leaves, within the figure."""
    base, around = scale(whole(box), box, size), bounds(areas)
    thinnest = 2 * min(area.radius for area in areas)
    factor = min(MOST, max(1.6, FINGER / (thinnest * base)))
    half = QPointF(size.width() / 2 / (base * factor), size.height() / 2 / (base * factor))
    return View(
        _held(around.center().x(), box.left() + half.x(), box.right() - half.x()),
        _held(around.center().y(), box.top() + half.y(), box.bottom() - half.y()),
        factor,
    )


def _small(area: Area, pixels: float) -> bool:
    """Whether a finger can miss it: by its sides, and by the circle within it, somewhat enlarged as zones are long."""
    box = area.path.boundingRect()
    return min(box.width(), box.height(), 2.6 * area.radius) * pixels < FINGER


def _held(at: float, low: float, high: float) -> float:
    return min(max(at, low), high) if low < high else (low + high) / 2
