"""The day on a pack until which it may be used: typed, read back with the month in words, or left open."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle, QStyleOptionFrame

from console.app.day_input import parse_expiry
from console.core.text.words import Words
from console.ui.kit.labels import label, mark
from console.ui.kit.local_formats import month_first

CARET_PX = 2
"""Before and after what is typed."""


class DayLine(QLineEdit):
    """A line for a day. `reading` belongs beside it: how the day was read, or once it is left, that it is none.

    today  a day before it has gone by, and is told to have
    room   the height in pixels that `reading` keeps while it says nothing, so that nothing below moves
    """

    def __init__(self, words: Words, today: Callable[[], date], room: int = 0) -> None:
        super().__init__()
        self._words, self._today, self._room = words, today, room
        self._months, self._month_first = words.months, month_first()
        self.reading: QLabel = label("", "small", wrap=not room)
        self.reading.setMinimumHeight(room)
        self.setPlaceholderText(words.say("format", "none"))
        self.setMaxLength(40)
        self.textChanged.connect(lambda: self._show())
        self.editingFinished.connect(lambda: self._show(left=True))
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Have room for what stands there while nothing is typed."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self).width()
        wide = self.fontMetrics().horizontalAdvance(self.placeholderText()) + self.width() - room
        return QSize(wide + 2 * CARET_PX, super().minimumSizeHint().height())

    @property
    def iso(self) -> str:
        """The day as 2027-03-31, or "" where none can be read."""
        day = self._day()
        return day.isoformat() if day else ""

    def readable(self) -> bool:
        """Whether a day stands here, or nothing; if not, say so and take the focus."""
        if self.iso or not self.text().strip():
            return True
        self.setFocus()
        self.selectAll()
        self._show(left=True)
        return False

    @property
    def trouble(self) -> str:
        """What to do about what can't be read."""
        return self._words.say("window", "expiry-not-day-month" if self._month_first else "expiry-not-day")

    def _day(self) -> date | None:
        return parse_expiry(self.text(), self._months, self._month_first)

    def _show(self, left: bool = False) -> None:
        day = self._day()
        wrong = left and day is None and bool(self.text().strip())
        past = day is not None and day < self._today()
        if day:
            told = self._words.day(day)
            text = f"⚠ {self._words.say('window', 'expiry-past', day=told)}" if past else f"✓ {told}"
        else:
            text = f"⚠ {self.trouble}" if wrong else ""
        self.reading.setText(text)
        mark(self.reading, tone="stop" if wrong or past else "ok")
        if not self._room:
            self.reading.setVisible(bool(text))
        self.setAccessibleDescription(text)
