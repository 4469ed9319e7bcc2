"""A day that is known, to change or to choose from the calendar that opens with it."""

import re

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QWidget

from console.core.days import YEARS
from console.ui.kit.pedal import LeavesPedal


class DayField(LeavesPedal, QDateEdit):
    """A day to change or to choose from a calendar, its year in four digits; Tab leaves it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat(re.sub("y+", "yyyy", self.displayFormat()))
        self.setDateRange(QDate(YEARS[0], 1, 1), QDate(YEARS[-1], 12, 31))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the field, rather than go from day to month to year."""
        return QWidget.focusNextPrevChild(self, forward)

    @property
    def iso(self) -> str:
        """The day as 2027-03-31."""
        return self.date().toString(Qt.DateFormat.ISODate)
