"""Layouts that go on below where there is no more room beside."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Reflowing(QLayout):
    """Hold items whose places follow from the width alone; a kind of it says how, in `_arrange`."""

    def __init__(self, *widgets: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        """Forget how high it is: an item wishes for another room."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return how high all items are at this width: measured once, for layouts ask again and again."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the room of all items in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _put(self, item: QLayoutItem, rect: QRect, place: QRect) -> None:
        """Set the item to its place, counted from the side at which a line begins."""
        holder = self.parentWidget()
        way = holder.layoutDirection() if holder is not None else Qt.LayoutDirection.LeftToRight
        item.setGeometry(QStyle.visualRect(way, rect, place))

    def _arrange(self, rect: QRect, move: bool) -> int:
        """Set the items to their places where `move` is on; return how high these are."""
        raise NotImplementedError


class Flow(Reflowing):
    """Lays items side by side, each as wide as it wishes, in as many rows as that takes; the first leads the row, and
    those of a row stand level."""

    def _arrange(self, rect: QRect, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if line and x + width > rect.x() + rect.width():
                self._set_line(line, rect, high, move)
                x, y, high, line = rect.x(), y + high + self.spacing(), 0, []
            tall = height_of(item, width)
            line.append((item, QRect(x, y, width, tall)))
            x, high = x + width + self.spacing(), max(high, tall)
        self._set_line(line, rect, high, move)
        return y + high - rect.y()

    def _set_line(self, line: list[tuple[QLayoutItem, QRect]], rect: QRect, high: int, move: bool) -> None:
        """Set what stands in one row to its places, one middle for all."""
        for item, place in line if move else []:
            self._put(item, rect, place.translated(0, (high - place.height()) // 2))


class Columns(Reflowing):
    """Lays items out in columns: as many as were asked for, or fewer where one has no room for its longest word.

    They are read row by row, or column by column where `down` is on. `shares` are the columns' parts of the width.
    """

    def __init__(
        self, *widgets: QWidget, shares: tuple[int, ...], gap: int = 8, beside: int = 24, down: bool = False
    ) -> None:
        super().__init__(*widgets, gap=gap)
        self._shares, self._beside, self._down = shares, beside, down

    def _arrange(self, rect: QRect, move: bool) -> int:
        items = self._shown()
        widths = self._widths(items, rect.width())
        rows = -(-len(items) // len(widths))
        places = [(at % rows, at // rows) if self._down else divmod(at, len(widths)) for at in range(len(items))]
        heights = [0] * rows
        for item, (row, column) in zip(items, places, strict=True):
            heights[row] = max(heights[row], height_of(item, widths[column]))
        if move:
            for item, (row, column) in zip(items, places, strict=True):
                x = rect.x() + sum(widths[:column]) + self._beside * column
                y = rect.y() + sum(heights[:row]) + self.spacing() * row
                self._put(item, rect, QRect(x, y, widths[column], heights[row]))
        return sum(heights) + self.spacing() * max(0, rows - 1)

    def _widths(self, items: list[QLayoutItem], width: int) -> list[int]:
        """Return the width of each column: of the most in which every item has room."""
        for count in range(len(self._shares), 1, -1):
            rows, shares = -(-len(items) // count), self._shares if count == len(self._shares) else (1,) * count
            room = width - self._beside * (count - 1)
            widths = [room * share // sum(shares) for share in shares]
            if all(
                item.minimumSize().width() <= widths[at // rows if self._down else at % count]
                for at, item in enumerate(items)
            ):
                return widths
        return [width]


def height_of(item: QLayoutItem, width: int) -> int:
    """Return how high the item is at this width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
