"""A day to choose: typed, or from the calendar that opens with it."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QWidget

NO_DAY = QDate(2000, 1, 1)


class DayField(QDateEdit):
    """With `none` it begins without a day, and says so; Tab leaves it at once."""

    def __init__(self, none: str = "") -> None:
        super().__init__()
        self.setCalendarPopup(True)
        if none:
            self.setMinimumDate(NO_DAY)
            self.setSpecialValueText(none)
            self.setDate(NO_DAY)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Not from day to month to year, where it would stay for as long as there is no day."""
        return QWidget.focusNextPrevChild(self, forward)

    @property
    def iso(self) -> str:
        """The day as 2027-03-31, or "" where there is none."""
        none = bool(self.specialValueText()) and self.date() == NO_DAY
        return "" if none else self.date().toString(Qt.DateFormat.ISODate)

    def clear(self) -> None:
        """Without a day again."""
        self.setDate(NO_DAY)
