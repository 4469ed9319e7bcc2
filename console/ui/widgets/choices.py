"""A sheet over the page: a question and what may be chosen, one press each."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QWidget

from console.core.words import Words
from console.ui.widgets.basics import button, card, column, emptied, holder, label, row, scrolled

WIDEST, EDGE, MARGIN, GAP, BAR = 900, 24, 24, 10, 16
"""Pixels: the card's greatest width, around it, within it, between its parts, and its scroll bar."""


class Choice(Struct, frozen=True):
    """What stands on the button and what pressing it does; `kind` as in the stylesheet."""

    text: str
    chosen: Callable[[], object]
    kind: str = "plain"
    on: bool | None = None


class Choices(QWidget):
    """Digits choose, arrows and Space too; Escape closes. At first nothing is chosen, so a bounce picks nothing."""

    opened = Signal()
    closed = Signal()

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._page = words, parent
        self._title = label("", "title", strong=True, wrap=True)
        self._said = label("", "body", "soft", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._buttons: list[QPushButton] = []
        self._extra = column()
        self._cancel = button(words.say("window", "cancel"), self.close_sheet, "quiet")
        self._cancel.setProperty("session", True)
        self._inner = holder(column(self._grid, self._extra, 1, gap=14))
        area = scrolled(self._inner)
        self._card: QFrame = card(self._title, self._said, area, row(1, self._cancel), gap=10, margin=24)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._area = area
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parent.installEventFilter(self)
        self._card.setParent(self)
        self.hide()

    def ask(
        self, title: str, choices: Sequence[Choice], said: str = "", extra: QWidget | None = None, columns: int = 2
    ) -> None:
        """Shows the sheet; a choice closes it first and then does what it does."""
        self._title.setText(title)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.setAccessibleName(f"{title} {said}".strip())
        emptied(self._grid)
        emptied(self._extra)
        self._buttons = []
        for index, choice in enumerate(choices):
            text = f"{index + 1}  {choice.text}" if index < 9 else choice.text
            made = button(text.replace("&", "&&"), partial(self._choose, choice), choice.kind, choice.text)
            made.setProperty("session", True)
            if choice.on is not None:
                made.setCheckable(True)
                made.setChecked(choice.on)
            self._buttons.append(made)
            self._grid.addWidget(made, index // columns, index % columns)
        if extra is not None:
            self._extra.addWidget(extra)
        self.show()
        self.raise_()
        self.opened.emit()
        self._place()
        self.setFocus()

    def close_sheet(self) -> None:
        self.hide()
        self.closed.emit()

    def press(self, index: int) -> None:
        if index < len(self._buttons):
            self._buttons[index].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.isAutoRepeat():
            return
        if key == Qt.Key.Key_Escape:
            self.close_sheet()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.press(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._move(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else -1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(10, 14, 16, 140))

    def _choose(self, choice: Choice) -> None:
        self.close_sheet()
        choice.chosen()

    def _move(self, by: int) -> None:
        every = [*self._buttons, self._cancel]
        focused = self.focusWidget()
        at = every.index(focused) if isinstance(focused, QPushButton) and focused in every else (-1 if by > 0 else 0)
        every[(at + by) % len(every)].setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        """In the middle, as high as needed and no higher than the page: then its middle part scrolls."""
        self.setGeometry(self._page.rect())
        width = min(self.width() - 2 * EDGE, WIDEST)
        inside = width - 2 * MARGIN
        self._card.setFixedWidth(width)
        fixed = sum(
            _tall(each, inside) + GAP for each in (self._title, self._said, self._cancel) if each.isVisibleTo(self)
        )
        needed = _tall(self._inner, inside - BAR)
        self._area.setFixedHeight(min(needed, self.height() - 2 * EDGE - 2 * MARGIN - fixed))
        layout = self._card.layout()
        if layout is not None:
            layout.activate()
        tall = fixed + self._area.height() + 2 * MARGIN
        self._card.setGeometry((self.width() - width) // 2, max(EDGE, (self.height() - tall) // 2), width, tall)


def _tall(widget: QWidget, width: int) -> int:
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
