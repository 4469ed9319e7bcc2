"""The words in the corners of a body map: which side is the client's left, and what a sign means."""

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from console.core.text.words import Words
from console.ui.session.map.map_drawing import Drawing, client_left
from console.ui.session.map.map_view import MARGIN

SPARE, APART = 4, 12
LEFT_OUT = "✕"
"""The sign of what is left out today."""
Worded = list[tuple[QRectF, str]]


def sides(words: Words, drawing: Drawing, metrics: QFontMetricsF, size: QSizeF) -> Worded:
    """In the lower corners; where they would meet there, in fewer words."""
    widths = list[float]()
    for short in ("", "-short"):
        said = [words.say("map", f"side-right{short}"), words.say("map", f"side-left{short}")]
        said = said if client_left(drawing) > 0 else said[::-1]
        widths = [metrics.horizontalAdvance(word) + SPARE for word in said]
        if sum(widths) + APART <= size.width() - 2 * MARGIN:
            break
    lefts = (MARGIN, size.width() - MARGIN - widths[1])
    top = size.height() - metrics.height() - MARGIN
    boxes = [QRectF(left, top, width, metrics.height()) for left, width in zip(lefts, widths, strict=True)]
    return list(zip(boxes, said, strict=True))


def legend(words: Words, metrics: QFontMetricsF, size: QSizeF) -> Worded:
    """In the upper corner that the way back to the whole figure leaves free."""
    said = words.say("map", "legend-left-out", sign=LEFT_OUT)
    wide = metrics.horizontalAdvance(said) + SPARE
    return [(QRectF(size.width() - MARGIN - wide, MARGIN, wide, metrics.height()), said)]
