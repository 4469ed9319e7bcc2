"""A field for grams, millilitres or millimetres: what can be typed into it is a number or nothing."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from console.app.number_input import MARKS, parse_number

MOST = 999
FORM = rf"(\p{{Nd}}{{1,3}}([{MARKS}]\p{{Nd}}{{0,3}})?)?"
"""Up to 999.999, with a point or a comma in every language. No sign, no exponent."""


class ThousandthsField(QLineEdit):
    """May stay empty; then nothing is recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QRegularExpressionValidator(QRegularExpression(FORM), self))

    @property
    def thousandths(self) -> int | None:
        typed = parse_number(self.text(), MOST + 1)
        return None if typed is None else int(typed * 1000)
