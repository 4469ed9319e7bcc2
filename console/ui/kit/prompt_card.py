"""The card of a sheet: what is asked, a form where there is one, the choices and the way out, and where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console.ui.kit.labels import label
from console.ui.kit.layouts import SCROLL_PX, clear_layout, column, holder, row, scroll_over, to_top
from console.ui.kit.pedal import PassingArea
from console.ui.kit.theme import LOW_PX
from console.ui.kit.wrapped_button import WrappedButton

WIDEST, EDGE, MARGIN, GAP, BAR = 56, 12, 24, 10, 16
"""The card's greatest width in the height of its letters; pixels around it, within it, between its parts, its bar."""
LOW_EDGE, LOW_MARGIN = 4, 10
"""Above and below the card and what is on it, in a low window."""


class PromptCard(QFrame):
    """Stands in the middle of the sheet, as high as needed and no higher than that: then its middle part scrolls."""

    def __init__(self, sheet: QWidget, cancel: QPushButton, lock: QPushButton) -> None:
        """`cancel` is the way out; `lock` stands beside it."""
        super().__init__(sheet)
        self._sheet = sheet
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = label("", "title", strong=True, wrap=True)
        self._said = label("", "body", "soft", wrap=True)
        self._cancel = cancel
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self._buttons: Sequence[WrappedButton] = ()
        self._columns = 2
        self._extra = column()
        self._below = holder(column())
        self._inner = holder(column(self._extra, self._grid, 1, gap=14))
        self._area = scroll_over(PassingArea(), self._inner)
        self._edge, self._margin, self._needed = EDGE, MARGIN, 0
        self._inner.installEventFilter(self)
        self._inside = column(self._title, self._said, self._area, self._below, row(lock, 1, cancel), gap=GAP)
        self.setLayout(self._inside)

    def show_question(self, title: str, said: str, form: QWidget | None) -> None:
        """Show this in place of what stood there. A form scrolls above the choices; without one the choices scroll."""
        self._title.setText(title)
        self.say(said)
        self._buttons = ()
        clear_layout(self._grid)
        clear_layout(self._extra)
        to_top(self._area)
        self._put_choices(below=form is not None)
        if form is not None:
            self._extra.addWidget(form)
            form.show()

    def say(self, said: str) -> None:
        """Show what stands below the title."""
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def show_choices(self, buttons: Sequence[WrappedButton], columns: int) -> None:
        """Show the buttons in so many columns, or in fewer where their text has no room.

        At once: what comes into a card that is in sight counts for its height only when it is shown itself.
        """
        self._buttons, self._columns = buttons, columns
        self._spread(columns)
        for made in buttons:
            made.show()

    @property
    def form(self) -> QWidget | None:
        own = self._extra.itemAt(0)
        return own.widget() if own else None

    def place(self) -> None:
        """Fit the card into the sheet."""
        room = self._sheet
        self._edge, self._margin = (LOW_EDGE, LOW_MARGIN) if room.height() < LOW_PX else (EDGE, MARGIN)
        self._inside.setContentsMargins(MARGIN, self._margin, MARGIN, self._margin)
        width = min(room.width() - 2 * EDGE, WIDEST * room.fontInfo().pixelSize())
        inside = width - 2 * (MARGIN + 1)
        self.setFixedWidth(width)
        columns = self._fitting(inside - BAR)
        for made in self._buttons:
            made.fit_into((inside - BAR + GAP) // columns - GAP)
        self._spread(columns)
        self._put_choices(below=self.form is not None)
        fixed, needed, left = self._shares(inside)
        if self.form is not None and left < min(needed, SCROLL_PX):
            self._put_choices(below=False)
            fixed, needed, left = self._shares(inside)
        self._needed = needed
        bars = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if needed > left else bars.ScrollBarAlwaysOff)
        self._area.setFixedHeight(min(needed, left))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = fixed + self._area.height() + 2 * (self._margin + 1)
        self.setGeometry((room.width() - width) // 2, max(self._edge, (room.height() - height) // 2), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give a form that grew or shrank since it was asked the height that it needs now."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            inside = self.width() - 2 * (MARGIN + 1)
            if _height(self._inner, inside - BAR) != self._needed:
                self.place()
        return False

    def _shares(self, inside: int) -> tuple[int, int, int]:
        """Return the height of what never scrolls, what the rest needs, and what it can have."""
        parts = (self._title, self._said, self._below, self._cancel)
        fixed = sum(_height(each, inside) + GAP for each in parts if each.isVisibleTo(self._sheet))
        most = self._sheet.height() - 2 * self._edge - 2 * (self._margin + 1)
        return fixed, _height(self._inner, inside - BAR), most - fixed

    def reveal(self, control: QWidget) -> None:
        """Scroll the control into sight."""
        if self._inner.isAncestorOf(control):
            self._area.ensureWidgetVisible(control, 0, MARGIN)

    def _put_choices(self, below: bool) -> None:
        to = self._below.layout() if below else self._inner.layout()
        if isinstance(to, QVBoxLayout) and self._grid.parent() is not to:
            old = self._grid.parent()
            assert isinstance(old, QLayout)
            old.removeItem(self._grid)
            self._grid.setParent(None)
            to.insertLayout(0 if below else 1, self._grid)
            for made in self._buttons:
                made.show()
        self._below.setVisible(below)

    def _fitting(self, width: int) -> int:
        """Return in how many columns every choice has room for its text, and no more than were asked for."""
        widest = max((each.sizeHint().width() for each in self._buttons), default=0)
        return next((each for each in range(self._columns, 1, -1) if (width + GAP) // each - GAP >= widest), 1)

    def _spread(self, columns: int) -> None:
        for index, made in enumerate(self._buttons):
            self._grid.addWidget(made, index // columns, index % columns)
        for at in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(at, int(at < columns))


def _height(widget: QWidget, width: int) -> int:
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
