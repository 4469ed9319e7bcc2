"""What papers are made of besides paragraphs: tables whose rows split, columns, frames, stacks kept on one page."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from console.documents.typesetting.inks import ink
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import CELL, HEAD, INK, LINE, OUTLINE, S

Row = Sequence[str | Flowable]
Cells = Sequence[Flowable]

_ABOVE, _BELOW = 0.5, 1.5  # within a row
_GAP = S
_TALL = 200  # what is taller is cut at the end of a page; what is not moves to the next one
_ENDLESS = 1e6
HIGHEST = 700
"""Points: what is taller is on no one page."""


class Rows(Flowable):
    """A table whose columns share the width by weight. The head is repeated on each page; a row may split."""

    def __init__(self, head: Cells, rows: Sequence[Cells], weights: Sequence[float]) -> None:
        super().__init__()
        self._head, self._rows, self._weights = head, rows, weights

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self._widths = _shares(aW, self._weights, _GAP)
        self._top = self._tall(self._head) if self._head else 0.0
        self._heights = [self._tall(row) for row in self._rows]
        self.width, self.height = aW, self._top + sum(self._heights)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        self.wrap(aW, aH)
        room, count = aH - self._top, 0
        while count < len(self._rows) and self._heights[count] <= room:
            room -= self._heights[count]
            count += 1
        above, below = list(self._rows[:count]), list(self._rows[count:])
        if below and (not above or self._heights[count] > _TALL) and (cut := self._cut(below[0], room)):
            above.append(cut[0])
            below[0] = cut[1]
        return [Rows(self._head, part, self._weights) for part in (above, below) if part] if above else []

    def draw(self) -> None:
        y = self.height
        if self._head:
            self._put(self._head, y)
            y -= self._top
            self._rule(y, OUTLINE, 0.8)
        for row, tall in zip(self._rows, self._heights, strict=True):
            self._put(row, y)
            y -= tall
            self._rule(y, LINE, 0.4)

    def _tall(self, row: Cells) -> float:
        for cell, width in zip(row, self._widths, strict=True):
            cell.wrap(width, _ENDLESS)
        return max(cell.height for cell in row) + _ABOVE + _BELOW

    def _put(self, row: Cells, y: float) -> None:
        x = 0.0
        for cell, width in zip(row, self._widths, strict=True):
            cell.drawOn(self.canv, x, y - _ABOVE - cell.height)
            x += width + _GAP

    def _rule(self, y: float, colour: str, thick: float) -> None:
        self.canv.setStrokeColor(ink(colour))
        self.canv.setLineWidth(thick)
        self.canv.line(0, y, self.width, y)

    def _cut(self, row: Cells, room: float) -> tuple[Cells, Cells] | None:
        """Return the part of the row that fits and the rest; None where it can't be cut."""
        room -= _ABOVE + _BELOW
        above, below = list[Flowable](), list[Flowable]()
        for cell, width in zip(row, self._widths, strict=True):
            parts = [cell, Prose("", CELL)] if cell.height <= room else cell.split(width, room)
            if len(parts) != 2:
                return None
            above.append(parts[0])
            below.append(parts[1])
        return above, below


class Columns(Flowable):
    """Stacks side by side on one page. Taller than `most` points, they go one below the other instead."""

    def __init__(self, *stacks: Sequence[Flowable], weights: Sequence[float], gap: float, most: float) -> None:
        super().__init__()
        self._stacks, self._weights, self._gap, self._most = stacks, weights, gap, most
        self.spaceBefore = max(stack[0].getSpaceBefore() for stack in stacks)
        self.spaceAfter = max(stack[-1].getSpaceAfter() for stack in stacks)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self._widths = _shares(aW, self._weights, self._gap)
        self._ends = [_ends(stack, width) for stack, width in zip(self._stacks, self._widths, strict=True)]
        self.width, self.height = aW, max(ends[-1] for ends in self._ends)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        if self.wrap(aW, aH)[1] <= self._most and not hasattr(self, "_postponed"):
            return []
        return [flowable for stack in self._stacks for flowable in stack]

    def draw(self) -> None:
        x = 0.0
        for stack, ends, width in zip(self._stacks, self._ends, self._widths, strict=True):
            for flowable, end in zip(stack, ends, strict=True):
                flowable.drawOn(self.canv, x, self.height - end)
            x += width + self._gap


class Frame(Flowable):
    """A paragraph in a box, not to be overlooked in black and white either. Split over pages, each part has a box."""

    def __init__(self, prose: Flowable) -> None:
        super().__init__()
        self._prose = prose
        self.spaceAfter = S

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self._prose.wrap(aW - 2 * S, aH)
        self.width, self.height = aW, self._prose.height + S
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        return [Frame(part) for part in self._prose.split(aW - 2 * S, aH - S)]

    def draw(self) -> None:
        self.canv.setStrokeColor(ink(INK))
        self.canv.setLineWidth(1.2)
        self.canv.rect(0.6, 0.6, self.width - 1.2, self.height - 1.2)
        self._prose.drawOn(self.canv, S, S / 2)


def grid(rows: Sequence[Row], weights: Sequence[float], head: bool = True) -> Rows:
    """Return a table with a hairline under each row. With `head`, the first row is repeated on every page."""
    cells = [
        [Prose(cell, HEAD if head and not index else CELL) if isinstance(cell, str) else cell for cell in row]
        for index, row in enumerate(rows)
    ]
    return Rows(cells[0] if head else (), cells[int(head) :], weights)


def keep_together(*stack: Flowable, most: float = _TALL) -> Columns:
    """Return a stack that stays on one page where it is not taller than `most` points: a heading and a short table."""
    return Columns(stack, weights=(1,), gap=0, most=most)


def _shares(width: float, weights: Sequence[float], gap: float) -> list[float]:
    """Return the widths of columns with gaps between them."""
    free = width - gap * (len(weights) - 1)
    return [free * weight / sum(weights) for weight in weights]


def _ends(stack: Sequence[Flowable], width: float) -> list[float]:
    """Return how far below the top each flowable ends, in points."""
    ends = list[float]()
    y = after = 0.0
    for flowable in stack:
        flowable.wrap(width, _ENDLESS)
        y += (max(after, flowable.getSpaceBefore()) if ends else 0) + flowable.height
        after = flowable.getSpaceAfter()
        ends.append(y)
    return ends
