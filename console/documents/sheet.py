"""The sheet that every paper stands on: frame, numbered footer, marks across the page; and its tables."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Table

from console.documents.prose import Prose, draw
from console.documents.prose import width as lettering_width
from console.documents.style import CELL, HEAD, INK, LINE, OUTLINE, SMALL, Page, Style

rl_config.useA85 = 0  # every reader takes streams as bytes; as text they take a fifth of the time and more room
MARK = Style(54, 60, bold=True, colour="#e9e4df")
GAP = 16
TALL = 400
"""Characters: a row with a cell longer than this may be taller than a page, and is split inside."""
Row = Sequence[str | Flowable]
Looks = list[tuple[Any, ...]]
Foot = Callable[[int, int], tuple[str, str]]
"""Page and number of pages → what stands left and right."""


class Sheet:
    """Builds one paper; `mark` stands across every page."""

    def __init__(self, page: Page, title: str, mark: str) -> None:
        self.page, self.title, self.mark = page, title, mark
        self.width = page.frame[2]

    def build(self, story: list[Flowable], foot: Foot) -> bytes:
        """The finished PDF: the same story gives the same bytes."""
        out = BytesIO()
        left, bottom, width, height = self.page.frame
        frame = Frame(left, bottom, width, height, 0, 0, 0, 0)
        document = BaseDocTemplate(
            out,
            pagesize=(self.page.width, self.page.height),
            title=self.title,
            author="",
            subject="",
            creator="Stipple",
        )
        document.addPageTemplates(PageTemplate("page", [frame], onPage=self._background))

        def numbered(*args: Any, **options: Any) -> Canvas:
            return _Numbered(self, foot, *args, **(options | {"invariant": 1}))

        document.build(story, canvasmaker=numbered)
        return out.getvalue()

    def _background(self, canvas: Canvas, _: object) -> None:
        if not self.mark:
            return
        canvas.saveState()
        canvas.translate(self.page.width / 2, self.page.height / 2)
        canvas.rotate(52)
        draw(canvas, 0, -MARK.size / 3, self.mark, MARK, "centre")
        canvas.restoreState()

    def footer(self, canvas: Canvas, left: str, right: str) -> None:
        x, bottom, width, _ = self.page.frame
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        canvas.line(x, bottom - 12, x + width, bottom - 12)
        draw(canvas, x, bottom - 24, _fitting(left, width - lettering_width(right, SMALL) - GAP), SMALL)
        draw(canvas, x + width, bottom - 24, right, SMALL, "end")


class _Numbered(Canvas):
    """Keeps the pages until their number is known."""

    def __init__(self, sheet: Sheet, foot: Foot, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sheet, self._foot = sheet, foot
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        pages = self._kept
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            self._sheet.footer(self, *self._foot(number, len(pages)))
            super().showPage()
        super().save()


def _fitting(text: str, room: float) -> str:
    """The text, or as much of its beginning as there is room for, and an ellipsis."""
    if lettering_width(text, SMALL) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lettering_width(text[:middle] + "…", SMALL) <= room else (low, middle - 1)
    return text[:low] + "…"


def grid(rows: Sequence[Row], widths: Sequence[float], head: bool = True) -> Table:
    """Rows with a hairline under each. The first is a head, repeated on every page. Widths in points."""
    tall = any(isinstance(cell, str) and len(cell) > TALL for row in rows for cell in row)
    set_rows = [
        [Prose(cell, HEAD if head and not index else CELL) if isinstance(cell, str) else cell for cell in row]
        for index, row in enumerate(rows)
    ]
    looks: Looks = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
    ]
    if head:
        looks.append(("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(OUTLINE)))
    return Table(
        set_rows, colWidths=list(widths), style=looks, repeatRows=int(head), splitInRow=int(tall), hAlign="LEFT"
    )


def beside(left: list[Flowable], right: list[Flowable], widths: tuple[float, float]) -> Table:
    """Two stacks side by side, a gap between them; neither may be taller than a page."""
    looks: Looks = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (0, 0), GAP)]
    looks += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "TOP", "BOTTOM")]
    looks.append(("RIGHTPADDING", (1, 0), (1, 0), 0))
    return Table([[left, right]], colWidths=list(widths), style=looks, hAlign="LEFT")


def framed(prose: Prose) -> Table:
    """A paragraph in a box: what must not be overlooked, in black and white too."""
    looks: Looks = [("BOX", (0, 0), (-1, -1), 1.2, HexColor(INK)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return Table([[prose]], style=looks, splitInRow=1, hAlign="LEFT")
