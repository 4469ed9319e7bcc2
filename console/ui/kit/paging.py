"""Turns what scrolls page by page: each page begins and ends between two rows, none is cut, and none comes twice."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from console.ui.kit.later import later

Span = tuple[int, int]
"""Where something begins and ends, in pixels from the top of what scrolls."""
Piece = tuple[QWidget, QWidget]
"""From the top of the first to the bottom of the second: what is read together."""
ABOVE = 1
NEAR = 4
"""Pixels that nobody has to scroll for."""
OVER = 0.85
"""How far what is higher than a page is turned on: what was cut at its end comes again."""


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in their order, those that overlap as one."""
    found: list[Span] = []
    for top, end in sorted(spans):
        if found and top < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((top, end))
    return found


def page_of(spans: Sequence[Span], place: int, high: int) -> Span:
    """Return where the page ends that begins at this place and is so `high`, and where the next one begins.

    What begins above the place was read, as far as it was in sight. What is higher than a page is cut.
    """
    left = [span for span in spans if span[1] > place + NEAR]
    whole = [span for span in left if span[1] <= place + high]
    if len(whole) == len(left):
        end = whole[-1][1] if whole else place
        return end, end
    after = left[len(whole)]
    if whole and after[0] >= whole[-1][1]:
        return whole[-1][1], after[0]
    return place + high, place + round(high * OVER)


class Pages(QObject):
    """Shows an area page by page. Emits `turned` when another place is in sight.

    Below a page's last row there is nothing, unless somebody scrolls by hand: then all that has room is in sight.
    """

    turned = Signal()
    _cut = _due = _placing = False  # of the class: events still come while an object goes

    def __init__(self, area: QScrollArea, inner: QWidget, pieces: Callable[[], Sequence[Piece]]) -> None:
        """`pieces` tells what is read together; each line of text is, at least."""
        super().__init__(area)
        self._area, self._inner, self._pieces = area, inner, pieces
        self._bar = area.verticalScrollBar()
        self._bar.valueChanged.connect(lambda _: self._scrolled())
        area.installEventFilter(self)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window or the text has another size: the page begins where it did."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self._cut and not self._due:
            self._due = True
            later(self, self._again)
        return False

    @property
    def at_end(self) -> bool:
        """Whether the end is in sight."""
        return self._bar.value() >= self._bar.maximum() - NEAR

    def turn(self) -> None:
        """Go on to the first row that is not whole in sight."""
        place = self._bar.value()
        after = page_of(self._spans(), place, self._high())[1] - ABOVE
        if after > place:
            self.show_from(after)
        else:  # nothing has its place yet, or nothing but room is left
            self._bar.setValue(place + self._high())

    def turn_back(self) -> None:
        """Go back so far that what was first in sight is the first row after the page."""
        place, spans = self._bar.value(), self._spans()
        tops = [top - ABOVE for top, _ in spans if place - self._high() <= top - ABOVE < place - NEAR]
        self.show_from(tops[0] if tops else max(0, place - self._high()))

    def show_from(self, place: int) -> None:
        """Show the page that begins here."""
        spans, full = self._spans(), self._full()
        place = max(0, place)
        end, after = page_of(spans, place, full)
        last = not any(span[1] > after + NEAR for span in spans)
        self._cut = True
        self._place(place, max(0, full - ((self._inner.height() if last else end + ABOVE) - place)))
        self.turned.emit()

    def release(self) -> None:
        """Let all be in sight that has room."""
        if self._cut:
            self._cut = False
            self._place(self._bar.value(), 0)
            self.turned.emit()

    def _place(self, place: int, blank: int) -> None:
        self._placing = True
        self._area.setViewportMargins(0, 0, 0, blank)
        self._bar.setValue(place)
        self._placing = False

    def _scrolled(self) -> None:
        if not self._placing:
            self.release()
            self.turned.emit()

    def _again(self) -> None:
        self._due = False
        if self._cut:
            self.show_from(self._bar.value())

    def _full(self) -> int:
        return self._area.contentsRect().height()

    def _high(self) -> int:
        """Return how much is in sight of what was laid out."""
        return self._full() if self._cut else self._area.viewport().height()

    def _spans(self) -> list[Span]:
        """Return what is read together, and in what is higher than a page each line."""
        full, found = self._full(), list[Span]()
        for first, last in self._pieces():
            if first.isVisibleTo(self._inner) and last.isVisibleTo(self._inner):
                found.append((self._top(first), self._top(last) + last.height()))
        return joined(span for span in found if span[1] - span[0] <= full)

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self._inner, QPoint(0, 0)).y()
