"""A sheet over the page: a question and what may be chosen, one press each."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from console.core.text.words import Words
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import card, clear_layout, column, holder, row, scroll_area
from console.ui.kit.prompt_fields import asked_in, texts_in

WIDEST, EDGE, MARGIN, GAP, BAR = 56, 24, 24, 10, 16
"""The card's greatest width in the height of its letters; pixels around it, within it, between its parts, its bar."""


class Choice(Struct, frozen=True):
    """What stands on the button and what pressing it does; `kind` as in the stylesheet."""

    text: str
    chosen: Callable[[], object]
    kind: str = "plain"
    on: bool | None = None
    may: Callable[[], bool] = lambda: True
    """Asked first; where it says no, the sheet stays, and says why by itself."""


class Prompt(QWidget):
    """Digits choose, arrows and Space too; Escape closes. At first nothing is chosen, so a bounce picks nothing.

    Where text is asked for, digits are typed: the first field has the focus, Enter goes on from field to field and then
    does what the primary choice says. When the sheet closes, the focus is again where it was."""

    opened = Signal()
    closed = Signal()
    urgent = Signal()
    """R was pressed: a reaction does not wait for the sheet."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._page = words, parent
        self._title = label("", "title", strong=True, wrap=True)
        self._said = label("", "body", "soft", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._buttons: list[QPushButton] = []
        self._columns = 2
        self._before: QWidget | None = None
        self._form: QWidget | None = None
        self._extra = column()
        self._cancel = button(words.say("window", "cancel"), self.close_sheet, "quiet", large=True)
        self._below = holder(column())
        self._inner = holder(column(self._extra, self._grid, 1, gap=14))
        area = scroll_area(self._inner)
        foot = row(1, self._cancel)
        self._card: QFrame = card(self._title, self._said, area, self._below, foot, gap=GAP, margin=MARGIN)
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
        focused = QApplication.focusWidget()
        if self.isHidden():
            self._before = focused if focused and self._page.isAncestorOf(focused) else None
        self._title.setText(title)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.setAccessibleName(f"{title} {said}".strip())
        clear_layout(self._grid)
        clear_layout(self._extra)
        self._under(extra is not None)
        self._columns = columns
        self._buttons = []
        self._form = extra if any(each.kind == "primary" for each in choices) and texts_in(extra) else None
        for index, choice in enumerate(choices):
            text = f"{index + 1}.  {choice.text}" if index < 9 and not self._form else choice.text
            made = button(text.replace("&", "&&"), partial(self._choose, choice), choice.kind, choice.text, large=True)
            if choice.on is not None:
                made.setCheckable(True)
                made.setChecked(choice.on)
            self._buttons.append(made)
        if extra is not None:
            self._extra.addWidget(extra)
        self._spread(columns)
        self.show()
        self.raise_()
        self.opened.emit()
        self._place()
        next(iter(self._stops() if self._form else ()), self).setFocus()

    def close_sheet(self) -> None:
        self.hide()
        before = self._before if self._before and isValid(self._before) else None
        (before if before and before.isVisible() and before.isEnabled() else self._page).setFocus()
        self.closed.emit()

    @property
    def form(self) -> QWidget | None:
        """What is asked for besides, while the sheet is shown."""
        own = None if self.isHidden() else self._extra.itemAt(0)
        return own.widget() if own else None

    def to_primary(self) -> None:
        """The focus goes to the choice that records: one press is left."""
        next(each for each in self._buttons if each.property("kind") == "primary").setFocus()

    def press(self, index: int) -> None:
        if index < len(self._buttons):
            self._buttons[index].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.isAutoRepeat() or self.isHidden():
            return
        if key == Qt.Key.Key_Escape:
            self.close_sheet()
        elif self._form and self._form.isAncestorOf(self.focusWidget()):
            self._typed(key)
        elif key == Qt.Key.Key_R:
            self.urgent.emit()
        elif not self._form and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.press(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._move(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else -1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()

    def _typed(self, key: int) -> None:
        """What a field leaves to the sheet."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = self._stops().index(self.focusWidget())
            to = self._stops()[at + 1]
            if to in self._buttons:
                next(each for each in self._buttons if each.property("kind") == "primary").click()
            else:
                self._go(to)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the sheet: from the last control to the first."""
        stops = self._stops()
        if not stops:
            return True
        focused = self.focusWidget()
        at = next((at for at, each in enumerate(stops) if each is focused or each.isAncestorOf(focused)), -1)
        if at < 0 and not forward:
            at = 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        self._go(stops[(at + (1 if forward else -1)) % len(stops)], reason)
        return True

    def _go(self, to: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        to.setFocus(reason)
        if self._inner.isAncestorOf(to):
            self._area.ensureWidgetVisible(to, 0, MARGIN)

    def _stops(self) -> list[QWidget]:
        """What can be typed into or ticked, the choices, and the way out: as they are read."""
        inside = self.form
        return [
            each for each in (*asked_in(inside), *self._buttons, self._cancel) if each.isVisible() and each.isEnabled()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(10, 14, 16, 140))

    def _choose(self, choice: Choice) -> None:
        if not choice.may():
            return
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
        width = min(self.width() - 2 * EDGE, WIDEST * self.fontInfo().pixelSize())
        inside = width - 2 * MARGIN
        self._card.setFixedWidth(width)
        self._spread(self._fitting(inside - BAR))
        parts = (self._title, self._said, self._below, self._cancel)
        fixed = sum(_tall(each, inside) + GAP for each in parts if each.isVisibleTo(self))
        needed = _tall(self._inner, inside - BAR)
        self._area.setFixedHeight(min(needed, self.height() - 2 * EDGE - 2 * (MARGIN + 1) - fixed))
        layout = self._card.layout()
        if layout is not None:
            layout.activate()
        tall = fixed + self._area.height() + 2 * (MARGIN + 1)
        self._card.setGeometry((self.width() - width) // 2, max(EDGE, (self.height() - tall) // 2), width, tall)

    def _under(self, on: bool) -> None:
        """Where something is asked for besides, it scrolls above the choices; alone, the choices scroll."""
        to = self._below.layout() if on else self._inner.layout()
        if isinstance(to, QVBoxLayout) and self._grid.parent() is not to:
            old = self._grid.parent()
            assert isinstance(old, QLayout)
            old.removeItem(self._grid)
            self._grid.setParent(None)
            to.insertLayout(0 if on else 1, self._grid)
        self._below.setVisible(on)

    def _fitting(self, width: int) -> int:
        """In how many columns every choice has room for its text, and no more than were asked for."""
        widest = max((each.sizeHint().width() for each in self._buttons), default=0)
        return next((each for each in range(self._columns, 1, -1) if (width + GAP) // each - GAP >= widest), 1)

    def _spread(self, columns: int) -> None:
        for index, made in enumerate(self._buttons):
            self._grid.addWidget(made, index // columns, index % columns)
        for at in range(4):
            self._grid.setColumnStretch(at, int(at < columns))


def _tall(widget: QWidget, width: int) -> int:
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
