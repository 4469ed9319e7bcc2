"""Every test runs without a screen, and fails on what a user should never meet.

That is: a log record of WARNING and above, a window left open, a timer left running.
"""

import gc
import logging
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import hypothesis
import pytest

from console.ui.shell import refcount_workaround
from console.ui.shell.system_libraries import missing_line
from tests.support.examples import LONG

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
refcount_workaround.keep()
if line := missing_line(os.environ):
    sys.exit(line)

SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile(LONG, deadline=None, suppress_health_check=SLOW)
hypothesis.settings.register_profile(
    "short", hypothesis.settings.get_profile(LONG), derandomize=True, database=None, max_examples=25
)

MEMORY, ROOM = Path("/dev/shm"), 2 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Let what tests write lie in memory where that has room: only the soak and the long faults wait for a disk."""
    long = config.option.markexpr.startswith("soak")
    hypothesis.settings.load_profile(LONG if long else "short")
    if long or "TMPDIR" in os.environ:
        return
    if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)


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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in an order of their own for each seed")


def pytest_report_header(config: pytest.Config) -> list[str]:
    seed = config.getoption("shuffle")
    return [] if seed is None else [f"shuffled: --shuffle {seed}"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seed = config.getoption("shuffle")
    if seed is not None:
        Random(seed).shuffle(items)


COLLECTED = (50_000, 20, 20)
"""Objects made, and collections of a generation, before the next is looked at: freezing else makes each a full one."""


def pytest_collection_finish() -> None:
    """What was imported is never looked at again when garbage is collected, and what tests make only now and then."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


BEFORE = pytest.StashKey[Counter[str] | None]()


@pytest.fixture(autouse=True)
def nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that uses Qt hides its windows and stops its timers, and the next one finds the look that it found.

    Nothing is collected while it runs. What was there before is not looked at again when garbage is collected after it.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    from tests.support.left_open import kept, look, timers_running, windows_shown

    app = request.getfixturevalue("qapp")
    gc.freeze()
    gc.disable()
    request.node.stash[BEFORE] = kept()
    with look(app):
        yield
    gc.enable()
    if left := windows_shown() + timers_running():
        pytest.fail("left open: " + ", ".join(left), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What a failed test had in hand is kept for its report."""
    try:
        yield
    except BaseException:
        item.stash[BEFORE] = None
        raise


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Function) -> Iterator[None]:
    """After all of its fixtures, nothing of Qt is kept that was not there before the test."""
    yield
    before = item.stash.get(BEFORE, None)
    if before is not None:
        from tests.support.left_open import collect, kept

        item.funcargs.clear()
        collect()
        if more := kept() - before:
            pytest.fail("kept: " + ", ".join(f"{count} {name}" for name, count in more.items()), pytrace=False)
