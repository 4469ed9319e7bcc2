"""The numbing window as a ring: too early, effective, past its end; how long it has been on, and until when."""

import math

from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QWidget

from console.core.timers import Window
from console.ui.kit.theme import Theme

LEAST, MOST, EDGE, GAP, LEAST_RING = 14, 23, 8, 18, 48
"""Pixels of the design: the least and greatest height of the words; around the ring; beside it; its least width."""
CHORDS = ((0.68, 0.11), (0.5, 0.22))
"""How wide and high words below the time may be so that they stay within the ring, in shares of its side."""
FLAGS = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)


class RingState(Struct, frozen=True):
    """elapsed_ms since the cream went on; `time` stands in the middle, `said` below it; `tone` colours the time."""

    window: Window
    elapsed_ms: int
    time: str
    said: str
    tone: str = "ink"


class Ring(QWidget):
    """Repaints only where what it shows has changed. Words that have no room within the ring stand beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: RingState | None = None
        self.setMinimumSize(140, 80)
        theme.changed.connect(self.update)

    def show_state(self, state: RingState | None) -> None:
        if state != self._state:
            seconds = state and state.elapsed_ms // 1000
            before = self._state and self._state.elapsed_ms // 1000
            told = (state and state.time, state and state.said) != (
                self._state and self._state.time,
                self._state and self._state.said,
            )
            self._state = state
            if seconds != before or told:
                self.update()
            if state:
                self.setAccessibleName(f"{state.time} {state.said}")

    def paintEvent(self, event: QPaintEvent) -> None:
        state = self._state
        if state is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring, said, font = self.places()
        box, side = QRectF(ring), ring.width()
        thick = side * 0.037
        whole = self._whole(state)
        frame = state.window
        for begin, end, token in (
            (0, frame.effective_ms, "line"), (frame.effective_ms, frame.remove_ms, "ok"),
            (frame.remove_ms, whole, "stop" if state.elapsed_ms >= frame.hard_ms else "warn"),
        ):  # fmt: skip
            self._arc(
                painter, box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2), begin / whole, end / whole, token,
                thick,
            )  # fmt: skip
        inner = box.adjusted(thick * 1.9, thick * 1.9, -thick * 1.9, -thick * 1.9)
        share = min(1.0, state.elapsed_ms / whole)
        self._arc(painter, inner, 0, share, "accent", thick * 0.5, Qt.PenCapStyle.RoundCap)
        angle = share * 2 * math.pi - math.pi / 2
        radius = side / 2 - thick / 2
        middle = QPointF(box.center().x() + radius * math.cos(angle), box.center().y() + radius * math.sin(angle))
        painter.setPen(QPen(self._theme.colour("bg"), thick * 0.25))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(middle, thick * 0.85, thick * 0.85)
        self._write(painter, box, state)
        painter.setFont(font)
        painter.setPen(self._theme.colour("soft"))
        painter.drawText(said, FLAGS, state.said)

    def places(self) -> tuple[QRect, QRect, QFont]:
        """Return where the ring and its words stand, in pixels of this widget, and the words' font."""
        text = self._state.said if self._state else ""
        side = min(self.width(), self.height()) - 2 * EDGE
        ring = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        for size in range(self._theme.px(MOST), self._theme.px(LEAST) - 1, -1):
            font, room = self._lettering(size), ring.center().y() + round(side * 0.12)
            for wide, high in CHORDS:
                needed = _needed(font, text, round(side * wide))
                if needed.width() <= side * wide and needed.height() <= side * high:
                    return ring, QRect(QPoint(ring.center().x() - needed.width() // 2, room), needed), font
        return self._beside(side, text)

    def _beside(self, side: int, text: str) -> tuple[QRect, QRect, QFont]:
        """Return the places where the words have no room within the ring: the ring, and what follows it."""
        room = self.width() - side - 2 * EDGE - GAP
        for size in range(self._theme.px(MOST), LEAST - 1, -1):
            font = self._lettering(size)
            needed = _needed(font, text, room)
            if needed.width() <= room and needed.height() <= self.height():
                break
        side = max(LEAST_RING, side - max(0, needed.width() - room))
        left = (self.width() - side - GAP - needed.width()) // 2
        ring = QRect(left, (self.height() - side) // 2, side, side)
        said = QRect(QPoint(ring.right() + GAP, (self.height() - needed.height()) // 2), needed)
        way = self.layoutDirection()
        return QStyle.visualRect(way, self.rect(), ring), QStyle.visualRect(way, self.rect(), said), font

    def _lettering(self, size: int) -> QFont:
        font = self._theme.font(1)
        font.setPixelSize(size)
        return font

    def _write(self, painter: QPainter, box: QRectF, state: RingState) -> None:
        side = box.width()
        font = self._theme.font(1, bold=True)
        font.setPixelSize(round(side * (0.2 if len(state.time) < 6 else 0.16)))
        painter.setFont(font)
        painter.setPen(self._theme.colour(state.tone))
        painter.drawText(box.adjusted(0, -side * 0.06, 0, -side * 0.06), Qt.AlignmentFlag.AlignCenter, state.time)

    def _whole(self, state: RingState) -> int:
        """What the full circle stands for: the window with a quarter more, or all that has passed."""
        frame = state.window
        return max(round(frame.remove_ms * 1.25), state.elapsed_ms)

    def _arc(
        self, painter: QPainter, box: QRectF, begin: float, end: float, token: str, thick: float,
        cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap,
    ) -> None:  # fmt: skip
        painter.setPen(QPen(self._theme.colour(token), thick, Qt.PenStyle.SolidLine, cap))
        painter.drawArc(box, round(90 * 16 - begin * 5760), round(-(end - begin) * 5760))


def _needed(font: QFont, text: str, width: int) -> QSize:
    """Return how many pixels the words take where they break within this width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 1_000), FLAGS, text).size()
