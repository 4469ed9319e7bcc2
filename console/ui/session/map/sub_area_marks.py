"""The marks of sub-areas on a body map: a circle with a number each, which a finger can press."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTransform

from console.ui.session.map.map_painter import Colours
from console.ui.session.map.map_view import FINGER, MARGIN
from console.ui.session.map.map_words import LEFT_OUT

RADIUS = 11.0
LETTERS = 12
PADDING = 8.0
WHOLE = 1000


class MarkLook(Struct, frozen=True):
    """How a sub-area stands: its place in thousandths of the map, its number within its zone, what was done on it."""

    id: str
    map: str
    x: int
    y: int
    number: str
    treated: bool = False
    current: bool = False
    left_out: bool = False


class Marks:
    """Those of all figures; it draws and finds those of the one that is shown."""

    def __init__(self) -> None:
        self.looks: tuple[MarkLook, ...] = ()
        self.hint = ""
        """What to do now, said over the map."""

    def paint(self, painter: QPainter, colours: Colours, name: str, box: QRectF, way: QTransform, font: QFont) -> None:
        """Filled where it was treated, dashed where it was not; a thick ring around the one in work, a sign at one that
        is left out."""
        letters = QFont(font)
        letters.setPixelSize(LETTERS)
        letters.setBold(True)
        painter.setFont(letters)
        for look, at in self._places(name, box, way):
            ring = QPen(colours["accent"], 4.0 if look.current else 2.0)
            if not look.treated:
                ring.setDashPattern([2.0, 1.6])
            painter.setPen(ring)
            painter.setBrush(colours["accent" if look.treated else "panel"])
            painter.drawEllipse(at, RADIUS, RADIUS)
            painter.setPen(colours["panel" if look.treated else "ink"])
            within = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
            painter.drawText(within, Qt.AlignmentFlag.AlignCenter, look.number)
            if look.left_out:
                painter.setPen(colours["ink"])
                painter.drawText(within.translated(RADIUS * 1.5, -RADIUS), Qt.AlignmentFlag.AlignCenter, LEFT_OUT)
        painter.setFont(font)
        if self.hint:
            self._say(painter, colours)

    def _say(self, painter: QPainter, colours: Colours) -> None:
        """In a chip along the lower edge, in as many lines as that takes."""
        wide, high = painter.viewport().width() - 2 * (MARGIN + PADDING), painter.viewport().height() - MARGIN - PADDING
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        text = painter.boundingRect(QRectF(MARGIN + PADDING, 0, wide, high), int(flags), self.hint)
        painter.setPen(QPen(colours["accent"], 2.0))
        painter.setBrush(colours["panel"])
        painter.drawRoundedRect(text.adjusted(-PADDING, -PADDING, PADDING, PADDING), PADDING, PADDING)
        painter.setPen(colours["ink"])
        painter.drawText(text, int(flags), self.hint)

    def at(self, point: QPointF, name: str, box: QRectF, way: QTransform) -> str:
        """The id of the mark under a finger; "" for none."""
        near = [((at - point).manhattanLength(), look.id) for look, at in self._places(name, box, way)]
        return min(near)[1] if near and min(near)[0] <= FINGER / 2 else ""

    def _places(self, name: str, box: QRectF, way: QTransform) -> Sequence[tuple[MarkLook, QPointF]]:
        """The marks of this figure with their places in the widget."""
        return [(each, way.map(in_map(box, each.x, each.y))) for each in self.looks if each.map == name]


def in_map(box: QRectF, x: int, y: int) -> QPointF:
    """From thousandths of the map's width and height to its units."""
    return QPointF(box.left() + box.width() * x / WHOLE, box.top() + box.height() * y / WHOLE)


def in_thousandths(box: QRectF, at: QPointF) -> tuple[int, int]:
    """The other way; what lies beside the map is brought to its edge."""
    parts = ((at.x() - box.left()) / box.width(), (at.y() - box.top()) / box.height())
    x, y = (min(WHOLE, max(0, round(WHOLE * part))) for part in parts)
    return x, y
