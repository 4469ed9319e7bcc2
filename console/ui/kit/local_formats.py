"""What is asked of the system alone: how its user writes days and lists. How things read the language says."""

from PySide6.QtCore import QLocale


def month_first() -> bool:
    """Return whether the place writes the month before the day."""
    return QLocale.system().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("m")


def list_separator() -> str:
    """Return what the place has between the items of a list: a semicolon where numbers have a comma."""
    return ";" if QLocale.system().decimalPoint() == "," else ","
