"""How papers look: typefaces, colours, text styles, spacing, page frames. All lengths are points."""

from dataclasses import dataclass, replace
from typing import Literal

Align = Literal["start", "centre", "end"]

# Light tokens of the screens. Text keeps 4.5:1 on white and in greys; colour never says anything alone.
INK = "#22272b"
SOFT = "#55616a"
LINE = "#e2dcd6"
OUTLINE = "#7d8489"
ACCENT = "#0f6e6e"
STOP = "#b3261e"
SKIN = "#faf5f1"  # lighter than on screen: toner spreads

SPACE = (4, 8, 12, 16, 24, 32)
XS, S, M, L, XL, XXL = SPACE


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface by its files in resources/fonts. Without a bold file, the regular one is drawn thicker."""

    regular: str
    bold: str | None = None


# The order is the order of preference.
FAMILIES = (
    Family("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf"),
    Family("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    Family("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    Family("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    Family("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    Family("NotoSansSymbols-Marks-Regular.ttf"),
    Family("NotoSansSymbols2-Marks-Regular.ttf"),
    Family("DroidSansFallbackFull.ttf"),
    Family("NotoSansKR-Hangul-Regular.ttf"),
    Family("NotoSansHan-Supplement-Regular.ttf"),
    Family("NotoSansThai-Regular.ttf"),
    Family("NotoSansBengali-Regular.ttf"),
    Family("NotoSansGurmukhi-Regular.ttf"),
    Family("NotoSansGujarati-Regular.ttf"),
    Family("NotoSansTamil-Regular.ttf"),
    Family("NotoSansTelugu-Regular.ttf"),
    Family("NotoSansGeorgian-Regular.ttf"),
    Family("NotoSansArmenian-Regular.ttf"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set.

    align    start is left, or right where the text runs from the right
    tabular  gives all digits one width
    room     must be left below it on the page, so that no heading ends a page
    """

    size: float
    leading: float
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    align: Align = "start"
    tabular: bool = False
    room: float = 0

    def but(self, **changes: float | bool | str) -> "Style":
        """Return the style with some fields changed: `CELL.but(align="end")`."""
        return replace(self, **changes)  # type: ignore[arg-type]


TITLE = Style(20, 26, bold=True, after=S, room=48)
HEADING = Style(13, 18, bold=True, before=M, after=XS, room=36)
BODY = Style(10, 15, after=XS)
STRONG = BODY.but(bold=True)
SMALL = Style(8, 11.5, colour=SOFT)
CELL = Style(9, 13, tabular=True)
HEAD = Style(8, 12, bold=True, colour=SOFT)
WARNING = Style(10, 15, bold=True, colour=STOP)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper and its frame of text, inside margins that every office printer can reach."""

    width: float
    height: float
    side: float = 48
    top: float = 36
    bottom: float = 48

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of the text frame."""
        return self.side, self.bottom, self.width - 2 * self.side, self.height - self.top - self.bottom


A4 = Page(595.2756, 841.8898)
LETTER = Page(612, 792)
