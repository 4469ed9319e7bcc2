"""Plays a session script in the window: as fast as asked, or for one picture of every step."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from console.app.scripts.interpreter import steps
from console.app.scripts.language import Line
from console.app.scripts.script_stage import Stage
from console.core.clock import Clock, SystemClock
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.shell.window import Window
from console.ui.shell.window_dependencies import WindowDependencies

FRAME_MS = 50
LAYOUTS = 5
"""A text that wraps within a list within a page asks for so many rounds until all have their place."""


class ScriptPlayer(QObject):
    """A script's clock runs `speed` times as fast as the real one; each line is run when its time has come."""

    ended = Signal()

    def __init__(self, stage: Stage, text: str, file: str, model: Model, speed: float) -> None:
        super().__init__(model)
        self._stage, self._model, self._speed = stage, model, speed
        self._lines: Iterator[Line] = steps(stage, text, file)
        self._next: Line | None = next(self._lines)
        self._real = SystemClock()
        self._since_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)
        self._busy = False
        self.error: BaseException | None = None
        model.use(stage.store, stage.sessions, stage.clinic)

    def start(self) -> None:
        self._since_ms = self._real.now().boot_ms
        self._timer.start()

    def _frame(self) -> None:
        if not self._busy:
            self._busy = True
            now_ms = round((self._real.now().boot_ms - self._since_ms) * self._speed)
            self._model.runner.run(lambda: self._run_to(now_ms), self._shown, self._failed)

    def _run_to(self, now_ms: int) -> str:
        """In the engine's thread: every line up to this time of the script; the session that it led to."""
        while self._next is not None and self._next.t_ms <= now_ms:
            self._next = next(self._lines, None)
        if self._next is not None:
            self._stage.pass_time(max(0, now_ms - self._stage.passed_ms))
        return self._stage.latest if self._stage.named else ""

    def _failed(self, error: BaseException) -> None:
        self._timer.stop()
        self.error = error
        self.ended.emit()

    def _shown(self, session: str) -> None:
        self._busy = False
        if session:
            if self._model.open_clinic.sessions is not self._stage.sessions:
                self._model.use(self._stage.store, self._stage.sessions, self._stage.clinic)
                self._model.look_around()
            self._model.choose(session)
        if self._next is None:
            self._timer.stop()
            self.ended.emit()


def show(dependencies: WindowDependencies, stage: Stage, text: str, file: str, speed: float) -> None:
    """A window on the script until it is closed. Raises ScriptError where the script failed."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    model = Model(dependencies)
    window = Window(model, Theme(app))
    showing = ScriptPlayer(stage, text, file, model, speed)
    showing.ended.connect(lambda: window.close() if showing.error else None)
    showing.start()
    window.show()
    app.exec()
    if showing.error:
        raise showing.error


def pictures(
    dependencies: Callable[[Clock], WindowDependencies],
    stages: Callable[[], Stage],
    text: str,
    file: str,
    folder: Path,
) -> list[Path]:
    """One picture of each step, taken in its middle. `stages` gives an empty stage each time it is called."""
    moments = _middles(stages(), text, file)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    stage = stages()
    model = Model(dependencies(stage.clock))
    theme = Theme(app, "light")
    theme.load_scripts()
    window = Window(model, theme)
    window.show()
    written = []
    for index, _ in enumerate(steps(stage, text, file)):
        if index in moments:
            model.use(stage.store, stage.sessions, stage.clinic)
            model.choose(stage.latest)
            _settle(model)
            written.append(folder / f"step-{moments[index]}.png")
            window.grab().save(str(written[-1]))
    window.close()
    for each in (window, model, theme):
        each.deleteLater()
    return written


def _middles(stage: Stage, text: str, file: str) -> dict[int, str]:
    """Before which line each step is half through: index → number and name of the step."""
    found: dict[str, list[int]] = {}
    for index, _ in enumerate(steps(stage, text, file)):
        if stage.named:
            found.setdefault(stage.sessions.state(stage.latest).step, []).append(index)
    stage.store.close()
    return {at[len(at) // 2]: f"{number}-{step}" for number, (step, at) in enumerate(found.items(), start=1)}


def _settle(model: Model) -> None:
    """Until what was asked of the engine is on the screen."""
    loop = QEventLoop()
    model.run(lambda: None, lambda _: loop.quit())
    loop.exec()
    for _ in range(LAYOUTS):
        QApplication.processEvents()
