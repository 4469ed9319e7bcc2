"""The real window on a stage, as `stipple rehearse --show` has it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.app.ids import system_random
from console.app.ports import Store
from console.app.scripts.script_stage import Stage
from console.core.clock import Clock
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.shell.window import Window
from console.ui.shell.window_dependencies import WindowDependencies
from tests.support.stage import protocol
from tests.support.texts import WORDS


def no_store(*_: object) -> Store:
    raise AssertionError("no other store is opened here")


def parts_of(clock: Clock) -> WindowDependencies:
    return WindowDependencies(
        words=WORDS, clock=clock, random=system_random, folder=Path(), settings=Path("settings.json"),
        open_store=no_store, create_store=no_store, is_store=lambda _: False, protocol=protocol,  # type: ignore[arg-type]
        summary=lambda record, paper: b"", recall_list=lambda found, paper: b"",
        zone_name=lambda: "UTC", example=no_store,
    )  # fmt: skip


def shown(stage: Stage) -> Window:
    """With the latest session in hand and everything of it painted."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    model = Model(parts_of(stage.clock))
    theme = Theme(app, "light")
    theme.load_scripts()
    window = Window(model, theme)
    model.use(stage.store, stage.sessions, stage.clinic)
    model.sign_in(stage.first)
    window.show()
    window.activateWindow()
    if stage.named:
        model.choose(stage.latest)
        while model.session is None:
            app.processEvents()
    for _ in range(20):
        app.processEvents()
    return window
