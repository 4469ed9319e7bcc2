"""Text broken into lines and drawn on a canvas in visual order. Lengths are points, places character offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from reportlab.pdfgen.canvas import Canvas

from console.documents.typesetting.bidi import base_level, levels, visual
from console.documents.typesetting.font_runs import Run, runs
from console.documents.typesetting.glyph_writer import show
from console.documents.typesetting.line_breaks import breaks, extends, is_space
from console.documents.typesetting.style import Style
from console.documents.typesetting.typefaces import Glyph

_TOLERANCE = 0.001  # points


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a paragraph with its own weight, size and colour; the leading is the paragraph's."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """The characters from start to end, `width` points wide. `rtl`: their paragraph runs from the right."""

    start: int
    end: int
    width: float
    rtl: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run, or the part of it that has one level."""

    start: int
    end: int
    level: int
    run: Run
    style: Style

    def glyphs(self, start: int, end: int) -> tuple[Glyph, ...]:
        text = self.run.text[max(start - self.start, 0) : max(end - self.start, 0)]
        return self.run.face.shape(text, rtl=bool(self.level & 1), tabular=self.style.tabular) if text else ()


_Shown = tuple[_Piece, tuple[Glyph, ...], str, float]
"""What of a piece stands on a line: its glyphs, their text, and how wide they are."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The text between two line ends."""

    start: int
    end: int
    rtl: bool
    breaks: list[int]


class Setting:
    """A text ready to be broken into lines; what came of it is kept, for the same words come on many papers.

    A single span runs in the direction of its first letter. Several stand side by side from the left, each in its own
    direction, so that an Arabic name can't pull the number after it to its other side.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self.text = ""
        self._pieces: list[_Piece] = []
        self._isolates: list[tuple[int, list[int]]] = []
        for span in spans:
            self._add(span)
        self._starts = [piece.start for piece in self._pieces]
        self._reach = [0.0, *accumulate(self._advances())]
        self._paragraphs = list(self._cut(alone=len(spans) == 1))
        self._broken: dict[tuple[float, int, int], list[Line]] = {}
        self._shown: dict[Line, list[_Shown]] = {}

    def lines(self, width: float, start: int = 0, end: int | None = None) -> list[Line]:
        """Return the lines of the text from start to end, each at most `width` wide unless a single letter is wider."""
        last = len(self.text) if end is None else end
        known = self._broken.get((width, start, last))
        if known is None:
            known = self._broken[width, start, last] = [
                line
                for paragraph in self._paragraphs
                if paragraph.end >= start and paragraph.start <= last
                for line in self._wrapped(paragraph, max(start, paragraph.start), min(last, paragraph.end), width)
            ]
        return known

    def draw(self, canvas: Canvas, line: Line, x: float, y: float) -> None:
        """Draw a line on the canvas, its left end at x, its baseline at y."""
        parts = self._shown.get(line)
        if parts is None:
            parts = self._shown[line] = list(self._parts(line))
        for piece, glyphs, text, advance in parts:
            show(canvas, x, y, glyphs, text, piece.run, piece.style, rtl=bool(piece.level & 1))
            x += advance

    def _parts(self, line: Line) -> Iterator[_Shown]:
        for piece, start, end in self._ordered(line):
            glyphs = piece.glyphs(start, end)
            text = self.text[max(start, piece.start) : min(end, piece.end)]
            yield piece, glyphs, text, sum(glyph.advance for glyph in glyphs) * piece.style.size / 1000

    def _add(self, span: Span) -> None:
        found = runs(span.text, bold=span.style.bold)
        text = "".join(run.text for run in found)
        start, ways = len(self.text), list[int]()
        for part in re.findall(r"[^\n]*\n|[^\n]+", text):
            self._isolates.append((start + len(ways), levels(part, base_level(part))))
            ways += self._isolates[-1][1]
        self.text += text
        at = 0
        for run in found:
            offset = at
            for level, group in groupby(ways[offset : offset + len(run.text)]):
                end = at + len(list(group))
                part_run = Run(text[at:end], run.face, run.thick)
                self._pieces.append(_Piece(start + at, start + end, level, part_run, span.style))
                at = end

    def _advances(self) -> list[float]:
        found = [0.0] * len(self.text)
        for piece in self._pieces:
            for glyph in piece.glyphs(piece.start, piece.end):
                found[piece.start + glyph.cluster] += glyph.advance * piece.style.size / 1000
        return found

    def _cut(self, *, alone: bool) -> Iterator[_Paragraph]:
        start = 0
        for part in self.text.split("\n"):
            rtl = alone and bool(base_level(part))
            yield _Paragraph(start, start + len(part), rtl, [start + place for place in breaks(part)])
            start += len(part) + 1

    def _wrapped(self, paragraph: _Paragraph, start: int, end: int, width: float) -> Iterator[Line]:
        fit = start
        for place in paragraph.breaks:
            if place <= start:
                continue
            stop = min(place, end)
            if fit > start and self._room(start, stop) > width:
                yield self._line(start, fit, paragraph.rtl)
                start = fit
            while self._room(start, stop) > width and (cut := self._last_letter(start, stop, width)) < stop:
                yield self._line(start, cut, paragraph.rtl)
                start = cut
            fit = stop
            if stop == end:
                break
        yield self._line(start, end, paragraph.rtl)

    def _last_letter(self, start: int, stop: int, width: float) -> int:
        """Return where to cut a word wider than the line: after as many letters as fit, at least one."""
        cut = max(bisect_right(self._reach, self._reach[start] + width + _TOLERANCE) - 1, start + 1)
        while cut > start + 1 and extends(self.text[cut], self.text[cut - 1]):
            cut -= 1
        while cut < stop and extends(self.text[cut], self.text[cut - 1]):
            cut += 1
        return cut

    def _trimmed(self, start: int, stop: int) -> int:
        while stop > start and is_space(self.text[stop - 1]):
            stop -= 1
        return stop

    def _room(self, start: int, stop: int) -> float:
        return self._reach[self._trimmed(start, stop)] - self._reach[start] - _TOLERANCE

    def _line(self, start: int, stop: int, rtl: bool) -> Line:
        end = self._trimmed(start, stop)
        return Line(start, end, self._reach[end] - self._reach[start], rtl)

    def _ordered(self, line: Line) -> Iterator[tuple[_Piece, int, int]]:
        """Yield the pieces of a line from left to right, each with the characters to show of it."""
        for at, ways in self._isolates:
            start, end = max(line.start, at), min(line.end, at + len(ways))
            if start >= end:
                continue
            for a, b in visual(ways[start - at : end - at]):
                first = bisect_right(self._starts, start + a) - 1
                last = bisect_right(self._starts, start + b - 1)
                pieces = self._pieces[first:last]
                for piece in reversed(pieces) if pieces[0].level & 1 else pieces:
                    yield piece, start + a, start + b
