"""The list of clients, however many there are: rows, each with the name and what tells two of one name apart."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.app.ports import ClientPage, ClientView
from console.core.text.words import Words
from console.ui.clients.client_name import name_text
from console.ui.kit.labels import hint, leading
from console.ui.kit.theme import Theme

ROW_PX, RING_PX = 64, 3
NAME_WAYS = (17, 1), (15, 2), (13, 2), (11, 3)
LINE_WAYS = {1: ((15, 1), (13, 1), (12, 2)), 2: ((13, 1), (11, 1)), 3: ((11, 1),)}
"""Letters in pixels of the design, and in how many lines: of the name, and by its lines of what stands below it."""
Index = QModelIndex | QPersistentModelIndex


class ClientRows(QAbstractListModel):
    """The clients that were found, page by page as one goes down; `line` returns the second line of one.

    more  returns the page after a client
    """

    def __init__(
        self, words: Words, line: Callable[[ClientView], str], more: Callable[[ClientView], ClientPage]
    ) -> None:
        super().__init__()
        self._words, self._line, self._more = words, line, more
        self.rows: list[ClientView] = []
        self._whole = True

    def show_page(self, page: ClientPage) -> None:
        """Show the first page in place of what stands there."""
        self.beginResetModel()
        self.rows = list(page.clients)
        self._whole = len(self.rows) == page.count
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return not (parent.isValid() or self._whole)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            page = self._more(self.rows[-1])
            self._whole = not page.clients
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(page.clients) - 1)
            self.rows += page.clients
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        client = self.rows[index.row()]
        name = name_text(self._words, client.profile)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(name)
        if role == Qt.ItemDataRole.UserRole:
            return self._line(client)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {self._line(client)}"
        return None


class Delegate(QStyledItemDelegate):
    """Paints a client in two lines; where there is no room, the name goes on in a second one, in smaller letters. Of
    what has no room even so, the beginning and the end stay.

    The chosen one has a frame as well as a tint, a heavy one while the list has the focus.
    """

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(ROW_PX, self._theme.px(ROW_PX)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, state, box = self._theme, option.state, QRectF(option.rect).adjusted(2, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(box, 14, 14)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 14, 14)
        inside = box.adjusted(14, 4, -12, -4)
        name, lines = fitted(theme, str(index.data()), inside.width(), NAME_WAYS, bold=True)
        small, below = fitted(theme, str(index.data(Qt.ItemDataRole.UserRole)), inside.width(), LINE_WAYS[len(lines)])
        written = [(name, "ink", each) for each in lines] + [(small, "soft", each) for each in below]
        y = inside.center().y() - sum(QFontMetricsF(font).height() for font, _, _ in written) / 2
        for font, colour, text in written:
            high = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(QColor(theme.colour(colour)))
            line = QRectF(inside.left(), y, inside.width(), high)
            painter.drawText(line, leading() | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
            y += high
        painter.restore()


def fitted(
    theme: Theme, text: str, width: float, ways: Sequence[tuple[int, int]], bold: bool = False
) -> tuple[QFont, list[str]]:
    """Return the text's lines and letters by the first of the ways, a size and how many lines, in which it is whole."""
    words, font, lines = text.split(), QFont(), [""]
    for size, most in ways:
        font = theme.font(size, bold)
        wide, lines = QFontMetricsF(font).horizontalAdvance, [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            lines[-1:] = [longer] if wide(longer) <= width or not lines[-1] else [lines[-1], word]
        if len(lines) <= most and all(wide(line) <= width for line in lines):
            return font, lines
    kept = ways[-1][1]
    rest = QFontMetricsF(font).elidedText(" ".join(lines[kept - 1 :]), Qt.TextElideMode.ElideMiddle, width)
    return font, [*lines[: kept - 1], rest]


class SearchLine(QLineEdit):
    """A line to search in. Emits `moved` with how many rows an arrow key goes down, without leaving the line."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if event.key() in by:
            self.moved.emit(by[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class ClientList(QListView):
    def __init__(self, theme: Theme, rows: ClientRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.doItemsLayout)
