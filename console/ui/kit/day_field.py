"""A day that is known, to change or to choose from the calendar that opens with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit, QWidget


class DayField(QDateEdit):
    """A day to change or to choose from a calendar; Tab leaves it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the field, rather than go from day to month to year."""
        return QWidget.focusNextPrevChild(self, forward)

    @property
    def iso(self) -> str:
        """The day as 2027-03-31."""
        return self.date().toString(Qt.DateFormat.ISODate)
