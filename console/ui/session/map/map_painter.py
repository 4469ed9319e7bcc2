"""How a body map is painted: the figure, its zones by state, the features over them, and the labels."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from console.ui.session.map.map_drawing import Area, Shape
from console.ui.session.map.map_labels import leader

_PALE, _DEEP, _DEEPEST_UM = 0.25, 0.65, 2000
_READABLE = 4.5  # contrast of a label on its zone
_SKIN = "#f6ece6"  # in the drawings
_ROW, _ROWS = 4, 2
_DARK = {
    "#ffffff": ("#ffffff", 0.9),
    "#a9968b": ("#a9968b", 0.8),
    "#4a403c": ("#4a403c", 1.0),
    "#8a786f": ("#8a786f", 0.65),
    "#e6c3b8": ("#c98b7c", 0.34),
}
"""What the filled features become in a dark theme: a colour, and how much of it lies over the skin."""


class Label(Struct, frozen=True):
    """What stands in or beside a zone: a depth as text ("0.5"), dots for passes, or softly what was last time."""

    text: str
    passes: int = 0
    ghost: bool = False

    @property
    def lines(self) -> list[str]:
        """The depth, and the passes in figures where there are too many for dots."""
        many = f"×{self.passes}" if self.passes > _ROW * _ROWS else ""
        return [text for text in (self.text, many) if text]

    @property
    def rows(self) -> list[int]:
        """Dots by rows."""
        left = self.passes if self.passes <= _ROW * _ROWS else 0
        return [count for count in (min(left, _ROW), left - _ROW) if count > 0]


class Colours:
    """The theme's colours by role, and those that follow from them."""

    def __init__(self, tokens: Mapping[str, str]) -> None:
        self._tokens = {name: QColor(value) for name, value in tokens.items()}
        self.dark = self["bg"].lightness() < 128
        self._deepest = next(
            alpha / 100
            for alpha in range(round(_DEEP * 100), -1, -1)
            if contrast(self["ink"], self.tint(alpha / 100)) >= _READABLE or alpha / 100 <= _PALE
        )

    def __getitem__(self, role: str) -> QColor:
        return self._tokens[role]

    def tint(self, alpha: float) -> QColor:
        return mix(self["skin"], self["accent"], alpha)

    def depth(self, um: int) -> QColor:
        """The deeper the stronger, as long as a label can be read on it."""
        part = min(um, _DEEPEST_UM) / _DEEPEST_UM
        return self.tint(_PALE + (self._deepest - _PALE) * part)

    def stroke(self, colour: str, opacity: float) -> QColor:
        return mix(self["skin"], self["soft"] if self.dark else QColor(colour), opacity)

    def fill(self, colour: str, opacity: float) -> QColor:
        own, part = _DARK.get(colour, (colour, 0.3)) if self.dark else (colour, 1.0)
        return mix(self["skin"], QColor(own), part * opacity)


def mix(under: QColor, over: QColor, part: float) -> QColor:
    """So much of the colour above, the rest of the one below."""
    pairs = ((under.redF(), over.redF()), (under.greenF(), over.greenF()), (under.blueF(), over.blueF()))
    return QColor.fromRgbF(*(a + (b - a) * part for a, b in pairs))


def contrast(one: QColor, other: QColor) -> float:
    """Contrast by WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shapes(painter: QPainter, colours: Colours, drawn: Sequence[Shape], scale: float) -> None:
    """The figure, or the features over the zones; lines never get thinner than a hair."""
    for shape in drawn:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shape.fill == _SKIN:
            painter.setBrush(colours["skin"])
        elif shape.fill:
            painter.setBrush(colours.fill(shape.fill, shape.opacity))
        painter.setPen(Qt.PenStyle.NoPen)
        if shape.stroke:
            width = max(0.8, min(shape.width * scale, 0.8 + 0.4 * shape.width)) / scale
            painter.setPen(line(colours.stroke(shape.stroke, shape.opacity), width))
        painter.drawPath(shape.path)


def zone(painter: QPainter, colours: Colours, area: Area, fill: QColor | None, scale: float) -> None:
    """The ground of a zone, and the thin line around every one."""
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.setPen(line(mix(colours["skin"], colours["soft"], 0.35), 0.9 / scale))
    painter.drawPath(area.path)


def outline(painter: QPainter, area: Area, colour: QColor, width: float, dashes: Sequence[float] = ()) -> None:
    """A line around the zone; dashes in widths of the line."""
    pen = line(colour, width)
    if dashes:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dashes)
    painter.strokePath(area.path, pen)


def hatching(painter: QPainter, area: Area, colour: QColor, gap: float, width: float) -> None:
    """Diagonal lines across the zone."""
    box = area.path.boundingRect()
    steps = int((box.width() + box.height()) / gap) + 1
    path = QPainterPath()
    for step in range(steps):
        path.moveTo(box.left() - box.height() + step * gap, box.bottom())
        path.lineTo(box.left() + step * gap, box.top())
    painter.save()
    painter.setClipPath(area.path, Qt.ClipOperation.IntersectClip)
    painter.strokePath(path, line(colour, width))
    painter.restore()


def dotting(painter: QPainter, area: Area, colour: QColor, gap: float, radius: float) -> None:
    """Rows of small dots over the zone."""
    box = area.path.boundingRect()
    path = QPainterPath()
    for row in range(int(box.height() / gap) + 2):
        for column in range(int(box.width() / gap) + 2):
            shift = gap / 2 if row % 2 else 0.0
            path.addEllipse(QPointF(box.left() + column * gap - shift, box.top() + row * gap), radius, radius)
    painter.save()
    painter.setClipPath(area.path, Qt.ClipOperation.IntersectClip)
    painter.fillPath(path, QBrush(colour))
    painter.restore()


def line(colour: QColor, width: float) -> QPen:
    style, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, style, cap, join)


def label_font(font: QFont, pixels: float, ghost: bool) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(round(pixels * (0.86 if ghost else 1.0)))
    sized.setBold(not ghost)
    return sized


def label_size(label: Label, font: QFont, pixels: float) -> QSizeF:
    """The room that a label needs on the screen."""
    metrics = QFontMetricsF(label_font(font, pixels, label.ghost))
    wide = [metrics.horizontalAdvance(text) for text in label.lines] + [count * _pitch(pixels) for count in label.rows]
    return QSizeF(max(wide) + 4, 2 + len(label.lines) * _leading(metrics) + len(label.rows) * _pitch(pixels))


def draw_label(painter: QPainter, colours: Colours, label: Label, box: QRectF, font: QFont, pixels: float) -> None:
    """A label that fills the box, as `label_size` measured it."""
    sized = label_font(font, pixels, label.ghost)
    metrics, middle, y = QFontMetricsF(sized), box.center().x(), box.top()
    painter.setFont(sized)
    painter.setPen(colours["soft"] if label.ghost else colours["ink"])
    for text in label.lines:
        y += _leading(metrics)
        painter.drawText(QPointF(middle - metrics.horizontalAdvance(text) / 2, y - 1), text)
    pitch = _pitch(pixels)
    painter.setBrush(colours["accent"])
    painter.setPen(line(colours["skin"], 1.0))
    for row, count in enumerate(label.rows):
        for dot in range(count):
            at = QPointF(middle + (dot - (count - 1) / 2) * pitch, y + 2 + (row + 0.5) * pitch)
            painter.drawEllipse(at, pitch * 0.4, pitch * 0.4)


def draw_chip(painter: QPainter, colour: QColor, box: QRectF) -> None:
    """A quiet ground for words over a pattern or the figure."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box.adjusted(-2, -1, 2, 2), 5, 5)


def draw_leader(painter: QPainter, colours: Colours, box: QRectF, target: QPointF) -> None:
    start, end = leader(box, target)
    painter.setPen(line(colours["soft"], 1.0))
    painter.drawLine(start, end)
    painter.setBrush(colours["soft"])
    painter.drawEllipse(end, 1.5, 1.5)


def _leading(metrics: QFontMetricsF) -> float:
    return metrics.capHeight() + 3


def _pitch(pixels: float) -> float:
    return max(6.0, pixels * 0.5)


def _luminance(colour: QColor) -> float:
    parts = [(colour.redF(), 0.2126), (colour.greenF(), 0.7152), (colour.blueF(), 0.0722)]
    return sum(share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for part, share in parts)
