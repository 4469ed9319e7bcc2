"""The numbing window as a ring: too early, effective, past its end; how long it has been on, and until when."""

import math

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.core.timers import Window
from console.ui.kit.theme import Theme


class RingState(Struct, frozen=True):
    """elapsed_ms since the cream went on; `time` and `said` stand in the middle; `tone` colours the time."""

    window: Window
    elapsed_ms: int
    time: str
    said: str
    tone: str = "ink"


class Ring(QWidget):
    """Repaints only where what it shows has changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: RingState | None = None
        self.setMinimumSize(140, 112)
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
        side = min(self.width(), self.height()) - 16
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        thick = side * 0.037
        whole = self._whole(state)
        frame = state.window
        for begin, end, token in (
            (0, frame.effective_ms, "line"), (frame.effective_ms, frame.remove_ms, "ok"),
            (frame.remove_ms, whole, "stop" if state.elapsed_ms >= frame.hard_ms else "warn"),
        ):  # fmt: skip
            self._arc(
                painter,
                box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2),
                begin / whole,
                end / whole,
                token,
                thick,
            )
        inner = box.adjusted(thick * 1.9, thick * 1.9, -thick * 1.9, -thick * 1.9)
        share = min(1.0, state.elapsed_ms / whole)
        self._arc(painter, inner, 0, share, "accent", thick * 0.5, Qt.PenCapStyle.RoundCap)
        angle = share * 2 * math.pi - math.pi / 2
        radius = side / 2 - thick / 2
        middle = QPointF(box.center().x() + radius * math.cos(angle), box.center().y() + radius * math.sin(angle))
        painter.setPen(QPen(self._theme.colour("bg"), thick * 0.25))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(middle, thick * 0.85, thick * 0.85)
        self._words(painter, box, state)

    def _words(self, painter: QPainter, box: QRectF, state: RingState) -> None:
        side = box.width()
        font = self._theme.font(1, bold=True)
        font.setPixelSize(round(side * (0.2 if len(state.time) < 6 else 0.16)))
        painter.setFont(font)
        painter.setPen(self._theme.colour(state.tone))
        painter.drawText(box.adjusted(0, -side * 0.06, 0, -side * 0.06), Qt.AlignmentFlag.AlignCenter, state.time)
        font = self._theme.font(1)
        font.setPixelSize(max(14, min(self._theme.px(23), round(side * 0.062))))
        while font.pixelSize() > 14 and QFontMetrics(font).horizontalAdvance(state.said) > side * 0.68:
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(self._theme.colour("soft"))
        below = QRectF(box.left() + side * 0.15, box.center().y() + side * 0.12, side * 0.7, side * 0.22)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), state.said)

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
