"""A field for grams: what can be typed into it is a number or nothing."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

GRAMS = r"(\d{1,3}([.,]\d{0,3})?)?"
"""Up to 999.999, with a point or a comma in every language. No sign, no exponent."""


class Grams(QLineEdit):
    """May stay empty; then nothing is recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QRegularExpressionValidator(QRegularExpression(GRAMS), self))

    @property
    def mg(self) -> int | None:
        typed = self.text().replace(",", ".").strip()
        return round(float(typed) * 1000) if typed else None
