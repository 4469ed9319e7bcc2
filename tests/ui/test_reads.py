"""What only reads: no press waits for it, it sees what was pressed before, and nothing of a closed clinic is shown."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel

from console.app.emergency_number import set_emergency_number
from console.app.ports import StoreError
from console.core.events import Noted
from console.core.refusal import Refusal
from tests.support.window_room import RunScreenRoom

LONG_S = 20


def test_a_press_does_not_wait_for_a_read(desk: RunScreenRoom) -> None:
    begun, go_on = threading.Event(), threading.Event()
    read: list[bool] = []

    def hang() -> bool:
        begun.set()
        return go_on.wait(LONG_S)

    desk.model.read(hang, read.append)
    until(begun.is_set)
    desk.model.propose(Noted("pressed meanwhile"))
    until(lambda: any(isinstance(each.body, Noted) for each in desk.state.history))
    assert (read, desk.model.busy) == ([], True)
    go_on.set()
    desk.settle()
    assert (read, desk.model.busy) == ([True], False)


def test_a_read_sees_what_was_pressed_before(desk: RunScreenRoom) -> None:
    store, session, found = desk.model.open_clinic.store, desk.state.id, list[int]()
    before = len(store.events(session))
    desk.model.propose(Noted("one"))
    desk.model.propose(Noted("two"))
    desk.model.read(lambda: len(store.events(session)), found.append)
    desk.settle()
    assert found == [before + 2]


def test_what_a_closed_clinic_read_is_shown_to_nobody(desk: RunScreenRoom) -> None:
    go_on, begun = threading.Event(), threading.Event()
    shown: list[object] = []

    def hang() -> str:
        begun.set()
        go_on.wait(LONG_S)
        raise ValueError("the store is gone")

    desk.model.read(lambda: "Maya Lindqvist", shown.append)
    desk.model.read(hang, shown.append)
    until(begun.is_set)
    shown.clear()
    desk.model.run(lambda: "Maya Lindqvist", shown.append)
    desk.model.close_clinic(lambda: shown.append("closed"))
    go_on.set()
    until(lambda: not desk.model.busy)
    assert shown == ["closed"]


def until(done: Callable[[], object]) -> None:
    """Let the window go on until it is so; the test's own limit ends it otherwise."""

    while not done():
        QApplication.processEvents()


def test_no_short_read_waits_for_a_long_one(desk: RunScreenRoom) -> None:
    """A check of the records takes minutes; the number to call, and the people who may unlock, are asked meanwhile."""
    set_emergency_number(desk.room.store, desk.room.clock, desk.room.random, desk.room.osei, "144")
    begun, go_on = threading.Event(), threading.Event()

    def check() -> bool:
        begun.set()
        return go_on.wait(LONG_S)

    desk.model.read(check, lambda _: None, long=True)
    until(begun.is_set)
    desk.page.bar.danger.emit()
    until(lambda: any(each.text() == "144" and each.isVisible() for each in desk.page.findChildren(QLabel)))
    go_on.set()
    desk.settle()


def test_an_error_of_a_closed_clinic_is_told_to_nobody(desk: RunScreenRoom) -> None:
    told: list[object] = []
    desk.model.trouble.connect(told.append)
    desk.model.refused.connect(told.append)
    go_on = threading.Event()

    def fail(error: Exception) -> None:
        go_on.wait(LONG_S)
        raise error

    desk.model.run(lambda: fail(StoreError("disk-full")), told.append)
    desk.model.run(lambda: fail(Refusal("unknown-client")), told.append)
    desk.model.close_clinic(lambda: told.append("closed"))
    go_on.set()
    until(lambda: not desk.model.busy)
    assert told == ["closed"]
    assert desk.model.problem is None
