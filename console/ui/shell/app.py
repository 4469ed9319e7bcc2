"""Runs the window of the program until it is closed."""

import signal

from PySide6.QtWidgets import QApplication

from console.app.ports import Store
from console.ui.kit.later import later
from console.ui.shell.shell import Shell
from console.ui.shell.single_instance import SingleInstance
from console.ui.shell.window_dependencies import WindowDependencies
from console.ui.shell.window_place import WindowPlace

READY_MS = 350
"""After this the first page stands, and the fonts of other scripts too."""


def run(dependencies: WindowDependencies, begin: Store | None = None) -> int:
    """Show the window until it is closed, on this store where one is given. Return the program's exit code.

    If another instance has this folder open, raise its window and return 0.
    """
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setApplicationName("Stipple")
    app.setDesktopFileName("stipple")
    single = SingleInstance(dependencies.folder, app)
    if not single.first:
        return 0
    shell = Shell(app, dependencies)
    single.shows(shell.window)
    shell.begin(begin)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: shell.window.close())
    WindowPlace(shell.window).show()
    later(shell, shell.get_ready, READY_MS)
    return app.exec()
