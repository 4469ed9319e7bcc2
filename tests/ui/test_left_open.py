"""The guard against what tests leave behind: each kind of it fails the test that left it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from console.ui.kit.theme import Theme
from tests.conftest import BEFORE, pytest_runtest_teardown
from tests.support.left_open import discard, kept, timers_running, windows_shown

Leak = Callable[[QApplication], QObject]


def hidden_window(app: QApplication) -> QObject:
    return QLabel()


def child_of_the_application(app: QApplication) -> QObject:
    return Theme(app)


def timer(app: QApplication) -> QObject:
    return QTimer()


LEAKS: dict[Leak, str] = {
    hidden_window: "1 window QLabel",
    child_of_the_application: "1 child of the application Theme",
    timer: "1 object QTimer",
}


def torn_down(item: Any) -> None:
    """As pytest does after a test's fixtures."""
    hook = pytest_runtest_teardown(item)
    next(hook)
    next(hook, None)


@pytest.mark.parametrize("leak", LEAKS)
def test_what_is_kept_fails_the_test(qapp: QApplication, leak: Leak) -> None:
    item = SimpleNamespace(stash=pytest.Stash(), funcargs={})
    item.stash[BEFORE] = kept()
    torn_down(item)
    held = [leak(qapp)]
    with pytest.raises(pytest.fail.Exception, match=LEAKS[leak]):
        torn_down(item)
    item.funcargs["held"] = held.pop()
    discard(item.funcargs["held"])
    torn_down(item)
    assert item.funcargs == {}


def test_what_only_a_fixture_held_is_no_leak(qapp: QApplication) -> None:
    item = SimpleNamespace(stash=pytest.Stash(), funcargs={})
    item.stash[BEFORE] = kept()
    item.funcargs["label"] = QLabel()
    torn_down(item)


def test_windows_and_timers_are_seen(qapp: QApplication) -> None:
    label, timer = QLabel(), QTimer()
    assert (windows_shown(), timers_running()) == ([], [])
    label.show()
    timer.start(10_000)
    assert (len(windows_shown()), len(timers_running())) == (1, 1)
    timer.stop()
    label.hide()
