"""Every test runs without a screen, and fails on what a user should never meet.

That is: a log record of WARNING and above, a window left open, a timer left running.
"""

import logging
import os
import sys
from collections.abc import Iterator

import hypothesis
import pytest

from console.ui.shell import refcount_workaround
from console.ui.shell.system_libraries import missing_line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
refcount_workaround.keep()
if line := missing_line(os.environ):
    sys.exit(line)

hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile(
    "steady", hypothesis.settings.get_profile("house"), derandomize=True, database=None, max_examples=50
)
hypothesis.settings.load_profile("house" if "soak" in sys.argv else "steady")


class Records(logging.Handler):
    """Keeps what was logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that means to provoke a warning carries the marker `expects_log`."""
    records, root = Records(), logging.getLogger()
    root.addHandler(records)
    yield
    root.removeHandler(records)
    if records.lines and request.node.get_closest_marker("expects_log") is None:
        pytest.fail("stray log records:\n" + "\n".join(records.lines), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that uses Qt hides its windows and stops its timers."""
    yield
    if "qapp" in request.fixturenames and (left := windows_shown() + timers_running()):
        pytest.fail("left open: " + ", ".join(left), pytrace=False)


def windows_shown() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [f"window {window!r}" for window in QApplication.topLevelWidgets() if window.isVisible()]


def timers_running() -> list[str]:
    from PySide6.QtCore import QTimer
    from shiboken6 import getAllValidWrappers

    timers = [thing for thing in getAllValidWrappers() if isinstance(thing, QTimer)]
    return [f"timer {timer!r} of {timer.parent()!r}" for timer in timers if timer.isActive()]
