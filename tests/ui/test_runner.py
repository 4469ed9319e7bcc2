"""The engine's thread lets go of no widget: PySide would destroy it there, while the window walks over all of them."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.shell.runner import Runner, Task
from console.ui.shell.window import Window
from tests.support.app_room import Room
from tests.support.fake_dependencies import dependencies
from tests.support.left_open import discard

"""So many new containers, and Python would collect."""


class Page(QWidget):
    """Notes in which thread it is destroyed."""

    def __init__(self, threads: list[int]) -> None:
        super().__init__()
        self.destroyed.connect(lambda: threads.append(get_ident()), Qt.ConnectionType.DirectConnection)

    def get(self, _: object) -> None:
        """Gets what comes of a job."""


class Failing(Exception):
    """What a job raises."""


class Held(Runner):
    """Its thread still has each task in hand when that is delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.delivered = Event()

    def _work(self, task: Task) -> None:
        super()._work(task)
        assert self.delivered.wait(10)
        self.delivered.clear()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Held]:
    made = Held()
    yield made
    made.close()


def wait(runner: Runner, qtbot: QtBot) -> None:
    """Until the engine's thread has let go of everything before, and only then until all of it is delivered."""
    idle = Event()
    runner.run(idle.set, lambda _: None, lambda _: None)
    assert idle.wait(10)
    qtbot.waitUntil(lambda: not runner.busy)


def held_by_job(runner: Runner, page: Page) -> None:
    runner.run(lambda: page.get(None), lambda _: None, lambda _: None)


def held_by_callback(runner: Runner, page: Page) -> None:
    runner.run(lambda: None, page.get, lambda _: None)


def held_by_error(runner: Runner, page: Page) -> None:
    def job(holding: list[Page]) -> None:
        raise Failing(holding)

    pages = [page]
    runner.run(lambda: job(pages), lambda _: None, page.get)


def held_by_result(runner: Runner, page: Page) -> None:
    runner.run(lambda: page, lambda _: None, lambda _: None)


@pytest.mark.parametrize("delivered_first", [True, False])
@pytest.mark.parametrize("hold", [held_by_job, held_by_callback, held_by_error, held_by_result])
def test_a_widget_that_only_a_job_holds_goes_in_the_windows_thread(
    runner: Held, qtbot: QtBot, hold: Callable[[Runner, Page], None], delivered_first: bool
) -> None:
    threads: list[int] = []
    hold(runner, Page(threads))
    if delivered_first:
        qtbot.waitUntil(lambda: not runner.busy)
    runner.delivered.set()
    wait(runner, qtbot)
    runner.delivered.set()
    assert threads == [get_ident()]


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme = Theme(qapp, "light")
    theme.load_scripts()
    model = Model(dependencies(tmp_path, Room().clock))
    made = Window(model, theme)
    yield made
    made.close()
    discard(made, model, theme)


def test_garbage_goes_in_the_windows_thread_at_a_tick(window: Window, qtbot: QtBot) -> None:
    threads, many = list[int](), 20 * gc.get_threshold()[0]
    cycle: list[object] = [Page(threads)]
    cycle.append(cycle)
    del cycle
    window.model.runner.run(lambda: [[] for _ in range(many)], lambda _: None, lambda _: None)
    wait(window.model.runner, qtbot)
    assert threads == []
    kept: list[list[int]] = [[] for _ in range(many)]
    window.ticked.emit()
    assert threads == [get_ident()] * bool(kept)
