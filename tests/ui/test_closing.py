"""The window is closed while something that was asked for is on its way back."""

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import getAllValidWrappers

from console.app.ports import StoreError
from console.ui.home.home_page import HomePage
from console.ui.shell import routes
from console.ui.shell.runner import Runner
from console.ui.start.sign_in import SignIn
from tests.support.lock_rooms import Hands
from tests.support.window_practice import Practice


def mistakes_at_close(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(repr(error)))
    hands.window.close()
    for _ in range(5):
        QApplication.processEvents()
    return told


def test_after_a_read_was_asked_for(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """C, and Alt+F4 within a tenth of a second."""
    routes.show_clients(hands.console)
    assert mistakes_at_close(hands, monkeypatch) == []


def test_while_somebody_is_let_in(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.console.way_in.enter()
    assert mistakes_at_close(hands, monkeypatch) == []


def test_a_store_that_does_not_close_leaves_no_empty_page(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StoreError("disk-error", file="stipple.db", detail="I/O")

    hands.founded = True
    monkeypatch.setattr(hands.store, "close", fail)
    hands.console.sign_out()
    hands.settle()
    assert isinstance(hands.window.page, SignIn)


def test_trouble_ends_with_its_clinic(hands: Hands) -> None:
    hands.founded = True
    hands.model.fail(StoreError("disk-full", file="stipple.db", detail=""))
    hands.console.sign_out()
    hands.settle()
    assert hands.model.problem is None


def test_signing_out_leaves_no_thread(practice: Practice) -> None:
    def runners() -> int:
        return sum(isinstance(each, Runner) for each in getAllValidWrappers())

    practice.found()
    practice.begin()
    counts = []
    for _ in range(3):
        practice.sign_in()
        practice.page(HomePage)
        practice.wait(lambda: not practice.console.model.busy)
        practice.console.sign_out()
        practice.page(SignIn)
        counts.append(runners())
    assert counts == counts[:1] * 3
