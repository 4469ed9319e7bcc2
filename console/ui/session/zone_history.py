"""One zone at the last visits: how deep as bars, passes as dots, what was seen and whether skin reacted as words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.core.visits import ZoneVisit
from console.ui.session.pane_context import PaneContext

BAR_PX = 24
DOT_PX = 6


class ZoneHistory(QWidget):
    """The oldest on the left. It shows what is recorded and draws no conclusion."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self._visits: tuple[ZoneVisit, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self._measure)
        self.hide()

    def show_visits(self, visits: Sequence[ZoneVisit]) -> None:
        """The latest first, as they are kept; nothing is shown where there is none."""
        self.setVisible(bool(visits))
        if tuple(reversed(visits)) != self._visits:
            self._visits = tuple(reversed(visits))
            self.setAccessibleName(self._context.say("earlier-visits"))
            self.setAccessibleDescription("; ".join(self._told(each) for each in self._visits))
            self.setToolTip(self.accessibleDescription())
            self._measure()

    def sizeHint(self) -> QSize:
        return QSize(200, round(BAR_PX * self._scale + 2 * DOT_PX + self._lines * self._line))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @property
    def _scale(self) -> float:
        return self._context.theme.px(100) / 100

    @property
    def _lines(self) -> int:
        """Depth and day, and what was seen where somebody said it."""
        return 3 if any(each.endpoint for each in self._visits) else 2

    @property
    def _line(self) -> float:
        return QFontMetricsF(self._context.theme.font(13)).height()

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def _told(self, each: ZoneVisit) -> str:
        """ "25 Feb: 0.5 mm, 3 passes, redness, 1 reaction"."""
        parts = [self._context.say("visit-done", depth=self._context.words.mm(each.depth_um), count=each.passes)]
        if each.endpoint:
            parts.append(self._context.say(f"endpoint-{each.endpoint}"))
        if each.reactions:
            parts.append(self._context.say("visit-reactions", count=each.reactions))
        return self._context.say("visit-line", day=self._day(each), what=self._context.words.listed(parts))

    def _day(self, each: ZoneVisit) -> str:
        words = self._context.words
        return words.day(words.day_of(each.utc_ms, each.minutes), year=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._visits:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._context.theme.font(13))
        wide = self.width() / len(self._visits)
        deepest = max(each.depth_um for each in self._visits)
        for at, each in enumerate(self._visits):
            self._column(painter, QRectF(at * wide, 0, wide, self.height()), each, each.depth_um / deepest)

    def _column(self, painter: QPainter, box: QRectF, each: ZoneVisit, share: float) -> None:
        theme, line, bars = self._context.theme, self._line, BAR_PX * self._scale
        middle = Qt.AlignmentFlag.AlignCenter
        words = ["⚠" if each.reactions else "", self._context.words.number(each.depth_um / 1000)]
        painter.setPen(theme.colour("stop" if each.reactions else "ink"))
        painter.drawText(QRectF(box.left(), 0, box.width(), line), middle, " ".join(filter(None, words)))
        high = max(2.0, bars * share)
        wide = min(28.0, box.width() * 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("stop" if each.reactions else "accent"))
        left = box.center().x() - wide / 2
        painter.drawRoundedRect(QRectF(left, line + bars - high, wide, high), 3, 3)
        y, pitch = line + bars + DOT_PX, min(DOT_PX * 1.3, box.width() / (each.passes + 1))
        painter.setBrush(theme.colour("ink"))
        for dot in range(each.passes):
            x = box.center().x() + (dot - (each.passes - 1) / 2) * pitch
            painter.drawEllipse(QPointF(x, y), pitch * 0.36, pitch * 0.36)
        painter.setPen(theme.colour("soft"))
        seen = self._context.say(f"endpoint-{each.endpoint}") if each.endpoint else ""
        for above, said in ((2, seen), (1, self._day(each))):
            fits = QFontMetricsF(painter.font()).elidedText(said, Qt.TextElideMode.ElideRight, box.width() - 2)
            painter.drawText(QRectF(box.left(), self.height() - above * line, box.width(), line), middle, fits)
