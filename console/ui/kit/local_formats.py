"""What is asked of the system alone: how its user writes a day. How things read is the language's (`Words`)."""

from PySide6.QtCore import QLocale


def month_first() -> bool:
    """Return whether the place writes the month before the day."""
    return QLocale.system().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("m")
