"""What is to be done a moment later holds on to nothing where who wanted it is gone by then."""

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.ui.input.key_queue import KeyQueue
from console.ui.kit.later import later
from tests.support.left_open import discard

UI = Path(__file__).parents[2] / "console" / "ui"


class Waiting(QObject):
    done = 0

    def act(self) -> None:
        Waiting.done += 1


def test_it_is_done_once_and_not_for_who_is_gone(qapp: QApplication) -> None:
    Waiting.done = 0
    stays, goes = Waiting(), Waiting()
    for each in (stays, goes):
        later(each, each.act)
    gone = weakref.ref(goes)
    discard(goes)
    del goes, each
    gc.collect()
    assert gone() is None
    qapp.processEvents()
    discard()
    assert (Waiting.done, stays.children()) == (1, [])
    discard(stays)


def test_a_queue_of_keys_whose_time_is_up_goes_with_its_window(qapp: QApplication) -> None:
    window = QObject()
    queue = KeyQueue(window, lambda text: False, lambda press: None)
    queue._timer.timeout.emit()
    gone = weakref.ref(queue)
    discard(window)
    del queue
    gc.collect()
    assert gone() is None


def test_nothing_is_put_off_by_what_keeps_it_for_ever() -> None:
    assert [path.name for path in UI.rglob("*.py") if "QTimer.singleShot(" in path.read_text("utf-8")] == []
