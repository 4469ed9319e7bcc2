"""Session n on screen counts the client's sessions as they stand; the record keeps the number that it began with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from console.app.ports import SessionView
from console.core.events import PlanSet
from console.ui.home.home_page import HomePage
from console.ui.records.summary_page import SummaryPage
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from tests.screens.walk import MAYA
from tests.support.app_room import MONDAY
from tests.support.booth import Booth

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DAY_MS = 86_400_000


@pytest.fixture
def booth(qapp: QApplication, tmp_path: Path) -> Iterator[Booth]:
    """A session that began as the client's first, and an earlier one that came from another room afterwards."""
    made = Booth(qapp, tmp_path, MAYA, Settings("light"))
    made.show((1280, 800), made.store)
    made.model.begin(made.room.maya, "Couch 1")
    made.settle()
    assert _seen(made) & {"Session 1", "Session 2"} == {"Session 1"}
    earlier = SessionView("other", made.room.maya, made.osei.id, MONDAY - DAY_MS, "sign-off", "signed", MONDAY - DAY_MS)
    made.store.views[earlier.id] = earlier
    made.console.home()
    made.settle()
    yield made
    made.close()


def _seen(booth: Booth) -> set[str]:
    return {each.text() for each in booth.window.findChildren(QLabel) if each.isVisible()}


def test_home_the_top_bar_and_the_plans_go_by_the_clients_sessions(booth: Booth) -> None:
    booth.one(HomePage).show_all()
    booth.settle()
    assert "Prepare · session 2" in _seen(booth)
    booth.one(HomePage).cards[0].press()
    booth.settle()
    assert booth.state.number == 1
    assert _seen(booth) & {"Session 1", "Session 2"} == {"Session 2"}
    booth.page.primary()
    booth.act(PlanSet("touch", ()))
    assert _seen(booth) & {"Session 1", "Session 2"} == {"Session 2"}
    booth.press("Device and plan")
    booth.press("Plan: ")
    assert "Same as last time" in " ".join(each.accessibleName() for each in booth.window.findChildren(QAbstractButton))


def test_the_summarys_title_counts_and_its_paper_keeps_the_records_number(booth: Booth) -> None:
    routes.show_summary(booth.console, booth.model.open_sessions[0].id)
    booth.settle()
    assert "2 Mar 2026 · session 2" in _seen(booth)
    summary = booth.one(SummaryPage).summary
    assert summary is not None
    assert summary.state.number == 1
