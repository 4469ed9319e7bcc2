"""Text on paper: paragraphs that wrap and split across pages, and single lines drawn at a place."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Self

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from console.documents.typesetting.setting import Line, Setting, Span
from console.documents.typesetting.style import BODY, Align, Style

_SHORT = 120  # characters: labels and cells, which come again and again
_BASELINE = 0.34  # of the size: how far the baseline lies below the middle of a line


class Prose(Flowable):
    """A paragraph: `Prose("ليلى", BODY)`, or with parts that differ: `Prose([Span("Lot ", STRONG), ...])`."""

    def __init__(self, text: str | Sequence[Span], style: Style = BODY) -> None:
        setting = _setting(text, style) if isinstance(text, str) else Setting(text)
        self._set(setting, style, 0, len(setting.text))

    def _set(self, setting: Setting, style: Style, start: int, end: int) -> None:
        super().__init__()
        self.style, self._setting, self._start, self._end = style, setting, start, end
        self._lines: list[Line] = []
        is_last = end == len(setting.text)
        self.spaceBefore = 0 if start else style.before
        self.spaceAfter = style.after if is_last else 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        if not self._lines or aW != self.width:
            self._lines = self._setting.lines(aW, self._start, self._end)
        self.width, self.height = aW, len(self._lines) * self.style.leading
        lacking = self.style.room and self.height <= aH < self.height + self.style.room
        return self.width, self.height + (self.style.room if lacking else 0)

    def split(self, aW: float, aH: float) -> list[Flowable]:
        self.wrap(aW, aH)
        room = int(aH / self.style.leading + 1e-6)
        waits = self.style.room and not hasattr(self, "_postponed")  # ReportLab's mark of a second try, on a new page
        if room < 1 or waits:
            return []
        if room >= len(self._lines):
            return [self]
        return [self._part(self._start, self._lines[room - 1].end), self._part(self._lines[room].start, self._end)]

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:
        """Draw as ReportLab does, in the same words; a text changes nothing of the canvas that had to be kept."""
        code: list[str] = canvas._code  # type: ignore[attr-defined]
        code += ("q", _move(x, y))
        self.canv = canvas
        self.draw()
        del self.canv
        code.append("Q")

    def draw(self) -> None:
        y = self.height - self.style.leading / 2 - _BASELINE * self.style.size
        for line in self._lines:
            spare = self.width - line.width
            right = (self.style.align == "end") != line.rtl
            self._setting.draw(self.canv, line, spare / 2 if self.style.align == "centre" else spare * right, y)
            y -= self.style.leading

    def _part(self, start: int, end: int) -> Self:
        part = type(self).__new__(type(self))
        part._set(self._setting, self.style.but(room=0), start, end)
        return part


def draw(canvas: Canvas, x: float, y: float, text: str, style: Style = BODY, align: Align = "start") -> float:
    """Draw one line of text and return its width. x is its start, middle or end by `align`, y its baseline."""
    setting, line = _line(text, style)
    setting.draw(canvas, line, x - {"start": 0.0, "centre": 0.5, "end": 1.0}[align] * line.width, y)
    return line.width


def width(text: str, style: Style = BODY) -> float:
    """Return the width of the text on one line, in points."""
    return _line(text, style)[1].width


@lru_cache(maxsize=4096)
def _move(x: float, y: float) -> str:
    """Return the operator that moves the origin, as ReportLab writes it."""
    return f"1 0 0 1 {fp_str(x, y)} cm"


def _setting(text: str, style: Style) -> Setting:
    return _short(text, style) if len(text) <= _SHORT else Setting([Span(text, style)])


@lru_cache(maxsize=1024)
def _short(text: str, style: Style) -> Setting:
    return Setting([Span(text, style)])


def _line(text: str, style: Style) -> tuple[Setting, Line]:
    setting = _setting(" ".join(text.splitlines()), style)
    return setting, setting.lines(float("inf"))[0]
