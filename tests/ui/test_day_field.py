"""A day that is chosen has its whole year, in every place."""

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication

from console.ui.kit.day_field import DayField


@pytest.mark.parametrize(("place", "shown"), [("de_DE", "02.03.2026"), ("en_US", "3/2/2026"), ("en_GB", "02/03/2026")])
def test_the_year_has_four_digits_and_is_a_possible_one(qapp: QApplication, place: str, shown: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(place))
    try:
        field = DayField()
    finally:
        QLocale.setDefault(before)
    field.setDate(QDate(2026, 3, 2))
    assert field.text() == shown
    field.setDate(QDate(203, 1, 1))
    assert field.iso == "1900-01-01"
    field.deleteLater()
