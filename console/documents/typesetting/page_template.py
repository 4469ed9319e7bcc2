"""The pages of every paper: filled from the top, with a numbered footer, and a mark across each."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from math import atan2, degrees, hypot

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from console.documents.typesetting.inks import ink
from console.documents.typesetting.prose import draw
from console.documents.typesetting.prose import width as lettering_width
from console.documents.typesetting.style import LINE, SMALL, Page, Style

rl_config.useA85 = 0  # every reader takes streams as bytes; as text they take a fifth of the time and more room
rl_config.documentLang = None  # type: ignore[attr-defined, unused-ignore]  # else it may come from the environment
MARK = Style(100, 100, bold=True, colour="#e8e4e0")
GAP = 16
Foot = Callable[[int, int], tuple[str, str]]
"""From page and number of pages to the left and right text of the footer."""
Placed = tuple[Flowable, float]
_SLACK = 1e-6


class PageTemplate:
    """The pages of one paper. `mark` stands across each; "" for none."""

    def __init__(self, page: Page, title: str, mark: str, keywords: str = "") -> None:
        self.page, self.title, self.mark, self.keywords = page, title, mark, keywords
        self.width = page.frame[2]

    def build(self, story: Iterable[Flowable], foot: Foot) -> bytes:
        """Return the finished PDF; the same story gives the same bytes."""
        out = BytesIO()
        canvas = _Canvas(out, (self.page.width, self.page.height), pageCompression=1, invariant=1)
        canvas.setTitle(self.title)
        canvas.setAuthor("")
        canvas.setSubject("")
        canvas.setKeywords(self.keywords)
        canvas.setCreator("Stipple")
        canvas.setProducer("Stipple")
        pages = self._filled(story)
        for number, page in enumerate(pages, start=1):
            self._background(canvas)
            for flowable, y in page:
                flowable.drawOn(canvas, self.page.side, y)
            self._footer(canvas, *foot(number, len(pages)))
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _filled(self, story: Iterable[Flowable]) -> list[list[Placed]]:
        """Return the flowables of each page with their height on it; one without room splits or goes to the next."""
        _, bottom, width, height = self.page.frame
        queue = deque(story)
        pages: list[list[Placed]] = [[]]
        y, gap = bottom + height, 0.0
        while queue:
            flowable = queue.popleft()
            before = max(gap, flowable.getSpaceBefore()) if pages[-1] else 0.0
            room = y - before - bottom
            fits = flowable.wrap(width, room)[1] <= room + _SLACK
            parts = [flowable] if fits else flowable.split(width, room)
            if parts == [flowable] or not (parts or pages[-1]):
                y -= before + flowable.height
                gap = flowable.getSpaceAfter()
                pages[-1].append((flowable, y))
            elif parts:
                queue.extendleft(reversed(parts))
            else:
                flowable._postponed = 1  # type: ignore[attr-defined]  # ReportLab's mark of a second try
                queue.appendleft(flowable)
                pages.append([])
                y, gap = bottom + height, 0.0
        return pages

    def _background(self, canvas: Canvas) -> None:
        """Draw the mark from corner to corner, pale, below everything else."""
        if not self.mark:
            return
        long = 0.7 * hypot(self.page.width, self.page.height)
        style = MARK.but(size=min(MARK.size * long / lettering_width(self.mark, MARK), 130))
        canvas.saveState()
        canvas.translate(self.page.width / 2, self.page.height / 2)
        canvas.rotate(degrees(atan2(self.page.height, self.page.width)))
        draw(canvas, 0, -style.size / 3, self.mark, style, "centre")
        canvas.restoreState()

    def _footer(self, canvas: Canvas, left: str, right: str) -> None:
        x, bottom, width, _ = self.page.frame
        canvas.setStrokeColor(ink(LINE))
        canvas.setLineWidth(0.5)
        canvas.line(x, bottom - 12, x + width, bottom - 12)
        draw(canvas, x, bottom - 24, _shorten(left, width - lettering_width(right, SMALL) - GAP), SMALL)
        draw(canvas, x + width, bottom - 24, right, SMALL, "end")


class _Canvas(Canvas):
    """A canvas whose pages name no default font: every font of the file is embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


@lru_cache(maxsize=8)
def _shorten(text: str, room: float) -> str:
    """Return the text, or as much of its beginning as fits, with an ellipsis: the same on most pages of a paper."""
    if lettering_width(text, SMALL) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lettering_width(text[:middle] + "…", SMALL) <= room else (low, middle - 1)
    return text[:low] + "…"
