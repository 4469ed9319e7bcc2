"""Nothing that a scanner sends stands as a press; what people press counts, but for the price that ADR 13 names."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keysim.desk import Desk
from tests.keysim.persons import PEOPLE
from tests.keysim.report import allowed, people, scanners
from tests.keysim.scanners import UNTOLD

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SEED = 2026


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    made.open()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.close()


@pytest.mark.parametrize("rows", [12, pytest.param(2_000, marks=pytest.mark.soak)])
def test_what_people_press_counts(table: Desk, rows: int) -> None:
    found = people(table, SEED, rows)
    assert sum(each.presses for each in found.values()) > rows * len(PEOPLE)
    assert {name: each for name, each in found.items() if not allowed(PEOPLE[name], each)} == {}


@pytest.mark.parametrize("scans", [8, pytest.param(1_000, marks=pytest.mark.soak)])
def test_nothing_of_a_scan_stands(table: Desk, scans: int) -> None:
    """It is read, too: most of those that are not came twice at once with keys of the scanner's own between."""
    found = scanners(table, SEED, scans)
    assert {kind: each for kind, each in found.items() if each.stood and kind not in UNTOLD} == {}
    assert sum(each.read for each in found.values()) >= 0.9 * sum(each.scans for each in found.values())
