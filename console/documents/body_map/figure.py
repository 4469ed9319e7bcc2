"""The map on paper: what was treated, how deep and how often. It reads in greys too, every depth is a number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from console.documents.body_map.maps import Label, Point, Shape, labels, load
from console.documents.typesetting import prose, style
from console.documents.typesetting.inks import ink, mixed

_LABEL = style.Style(7, 8, bold=True, tabular=True)
_SPOT = 4.2  # radius of a sub-area's circle
_SPOT_LABEL = style.Style(6, 7, bold=True, tabular=True)
_DOT = 0.9  # radius; dots stand three radii apart
_MOST_DOTS = 6
_DOTS_HEIGHT = 3
_PADDING = 2
_PALE, _DEEP = "#dcebe9", "#7fb0ae"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a treated zone shows: its depth as text ("0.75"), its passes, and its tint from 0 (pale) to 1 (deep)."""

    depth: str
    passes: int
    tint: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A sub-area: its place as parts of the map's width and height, its number, and whether it was treated."""

    x: float
    y: float
    number: str
    treated: bool


class Figure(Flowable):
    """A map as large as width and height, in points, allow. Zones that the map doesn't have are left out.

    Treated zones are tinted and carry depth and passes, planned ones are dashed, those never needled are hatched.
    A spot is a circle with its number, dashed until it was treated.
    """

    def __init__(
        self,
        map_name: str,
        treated: Mapping[str, Mark],
        planned: Collection[str] = (),
        hatched: Collection[str] = (),
        width: float = 220,
        height: float = 300,
        spots: Sequence[Spot] = (),
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.name, self._map = map_name, load(map_name)
        self._treated, self._planned, self._hatched, self._spots = treated, planned, hatched, spots
        left, top, right, bottom = self._map.box
        self._scale = min(width / (right - left), height / (bottom - top))
        self._x = width / 2 - self._scale * (left + right) / 2
        self._y = height / 2 + self._scale * (top + bottom) / 2

    @property
    def reach(self) -> float:
        """Return how far the paper goes to either side of the middle, in units of the map."""
        return self.width / 2 / self._scale

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        left, top, right, bottom = self._map.box
        self.canv.saveState()
        self.canv.translate(self._x, self._y)
        self.canv.scale(self._scale, -self._scale)
        self._put(f"{left} {top} {right - left} {bottom - top} re W n 1 j 1 J")
        for shape in self._map.figure:
            self._paint(shape, fill=style.SKIN)
        for zone, shape in self._map.zones.items():
            self._zone(zone, shape)
        for shape in self._map.features:
            self._paint(shape, fill=shape.fill)
        self.canv.restoreState()
        for label in labels(self.name, self.sizes(), self.reach):
            self._label(self._treated[label.zone], label)
        for spot in self._spots:
            self._spot(spot)

    def _zone(self, zone: str, shape: Shape) -> None:
        hair = 0.5 / self._scale
        if zone in self._treated:
            self._ink(tint(self._treated[zone].tint), style.ACCENT)
            self._put(f"{hair} w {shape.ops} B")
        elif zone in self._hatched:
            self._put(f"q {shape.ops} W n")
            self._ink(None, style.OUTLINE)
            self._put(f"{0.7 * hair} w {_hatching(shape, 3 / self._scale)} S Q")
            self._ink(None, style.OUTLINE)
            self._put(f"{hair} w {shape.ops} S")
        elif zone in self._planned:
            self._ink(None, style.INK)
            self._put(f"q {1.4 * hair} w [{6 * hair} {4 * hair}] 0 d {shape.ops} S Q")

    def _paint(self, shape: Shape, fill: str | None) -> None:
        """Paint a shape of the drawing. Transparent lines are mixed with the skin's colour: same look, safer print."""
        colours = [colour and mixed(style.SKIN, colour, shape.opacity) for colour in (fill, shape.stroke)]
        self._ink(*colours)
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}[fill is not None, shape.stroke is not None]
        self._put(f"{shape.stroke_width} w {shape.ops} {paint}")

    def _ink(self, fill: Color | str | None, stroke: Color | str | None) -> None:
        if fill:
            self.canv.setFillColor(ink(fill) if isinstance(fill, str) else fill)
        if stroke:
            self.canv.setStrokeColor(ink(stroke) if isinstance(stroke, str) else stroke)

    def _put(self, operators: str) -> None:
        self.canv._code.append(operators)  # type: ignore[attr-defined]

    def sizes(self) -> tuple[tuple[str, float, float], ...]:
        """Return the treated zones of this map with width and height of their labels, in its units."""
        marks = [(zone, self._treated[zone]) for zone in self._map.zones if zone in self._treated]
        high = (_LABEL.leading + _DOTS_HEIGHT) / self._scale
        return tuple((zone, (_width(mark) + _PADDING) / self._scale, high) for zone, mark in marks)

    def _label(self, mark: Mark, label: Label) -> None:
        x, y = self._x + label.at[0] * self._scale, self._y - label.at[1] * self._scale
        if label.target:
            end_x, end_y = self._x + label.target[0] * self._scale, self._y - label.target[1] * self._scale
            half = (_width(mark) + _PADDING) / 2
            self._ink(style.INK, style.INK)
            self.canv.setLineWidth(0.5)
            self.canv.line(x + (half if end_x > x else -half), y, end_x, end_y)
            self._dots([(end_x, end_y)])
        count = mark.passes if mark.passes <= _MOST_DOTS else 0
        prose.draw(self.canv, x, y - (0.8 if count else 2.5), _caption(mark), _LABEL, "centre")
        self._dots([(x + 3 * _DOT * (i - (count - 1) / 2), y - 4) for i in range(count)])

    def _spot(self, spot: Spot) -> None:
        left, top, right, bottom = self._map.box
        x = self._x + (left + spot.x * (right - left)) * self._scale
        y = self._y - (top + spot.y * (bottom - top)) * self._scale
        self._ink("#ffffff", style.INK)
        self.canv.saveState()
        self.canv.setLineWidth(0.8)
        if not spot.treated:
            self.canv.setDash(1.5, 1.2)
        self.canv.circle(x, y, _SPOT, stroke=1, fill=1)
        self.canv.restoreState()
        self._ink(style.INK, style.INK)
        prose.draw(self.canv, x, y - 2.1, spot.number, _SPOT_LABEL, "centre")

    def _dots(self, places: Sequence[Point]) -> None:
        """Draw dots, as the round ends of lines without length."""
        lines = " ".join(f"{x:.2f} {y:.2f} m {x:.2f} {y:.2f} l" for x, y in places)
        self._ink(None, style.INK)
        self._put(f"q 1 J {2 * _DOT} w {lines} S Q")


def tint(depth: float) -> Color:
    """Return the colour of a treated zone, from 0 (pale) to 1 (deep); in greys too it goes from light to dark."""
    return mixed(_PALE, _DEEP, depth)


def _caption(mark: Mark) -> str:
    return mark.depth if mark.passes <= _MOST_DOTS else f"{mark.depth} ×{mark.passes}"


def _width(mark: Mark) -> float:
    dots = 3 * _DOT * mark.passes if mark.passes <= _MOST_DOTS else 0
    return max(prose.width(_caption(mark), _LABEL), dots)


def _hatching(shape: Shape, gap: float) -> str:
    left, top, right, bottom = shape.bounds
    tall = bottom - top
    lines = range(int((right - left + tall) / gap) + 1)
    return " ".join(f"{left - tall + i * gap:.2f} {bottom:.2f} m {left + i * gap:.2f} {top:.2f} l" for i in lines)
