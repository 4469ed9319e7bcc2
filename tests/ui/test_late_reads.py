"""What was read comes late: it takes the place of nothing that somebody began meanwhile."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from console.app.emergency_number import set_emergency_number
from console.ui.kit.choice import Choice
from console.ui.shell import routes
from tests.support.lock_rooms import Hands

LONG_S = 10


@pytest.fixture
def go_on(hands: Hands) -> Iterator[threading.Event]:
    """Hold every read back until it is set."""
    hands.begin()
    parts, ended = hands.console.dependencies, threading.Event()
    set_emergency_number(hands.store, parts.clock, parts.random, hands.osei, "112")
    hands.settle()
    hands.model.read(lambda: ended.wait(LONG_S), lambda _: None)
    yield ended
    ended.set()
    hands.settle()


def test_who_goes_on_is_not_asked_over_another_sheet(hands: Hands, go_on: threading.Event) -> None:
    """M, 4, and before the names come something else: what is typed there stays."""
    page = hands.page
    page._prompts._ask_people()
    QApplication.processEvents()
    note = QPlainTextEdit()
    page.prompt.ask("Note", [Choice("Keep", lambda: None, "primary")], extra=note)
    note.setPlainText("typed")
    go_on.set()
    hands.settle()
    assert page.prompt.form is note


def test_a_number_that_is_being_typed_stays(hands: Hands, go_on: threading.Event) -> None:
    hands.console.home()
    page = hands.console.go(routes.SETTINGS)
    QApplication.processEvents()
    page.emergency.field.edit.insert("144")
    go_on.set()
    hands.settle()
    assert page.emergency.field.text == "144"
