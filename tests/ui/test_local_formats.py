"""What is written as the place writes it: a day that is chosen, and the items of a list."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication

from console.ui.kit.day_field import DayField
from console.ui.kit.local_formats import list_separator
from console.ui.shell.preferences import Settings, load, save


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


@pytest.mark.parametrize(("place", "separator"), [("de_DE", ";"), ("en_GB", ","), ("pt_BR", ";"), ("ja_JP", ",")])
def test_a_list_has_the_separator_of_the_place(place: str, separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(place))
    assert list_separator() == separator


@pytest.mark.skipif(os.name == "nt", reason="links are another matter there")
def test_settings_behind_a_link_are_kept_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    save(tmp_path / "link", Settings(volume=30))
    assert (tmp_path / "link").is_symlink()
    assert load(tmp_path / "kept") == Settings(volume=30)
