"""About Stipple: version, intended use, and the licences of what it is made of."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

import resources
from console.ui.kit.labels import Elided, button, label
from console.ui.kit.layouts import column, holder
from console.ui.kit.sheet import Sheet, enter, head, page, scrolling, titled
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

ROOT = Path(__file__).parents[3]
LICENCES = (
    ("Stipple", "Apache-2.0"),
    ("Qt, PySide6, Shiboken6", "LGPL-3.0"),
    ("Atkinson Hyperlegible Next, Noto", "OFL-1.1"),
    ("Droid Sans Fallback", "Apache-2.0"),
    ("SQLAlchemy, Alembic, platformdirs, tzlocal", "MIT"),
    ("SQLCipher, msgspec, ReportLab", "BSD-3-Clause"),
    ("sqlcipher3", "Zlib"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("uharfbuzz, tzdata", "Apache-2.0"),
    ("Pillow", "MIT-CMU"),
)
WIDE = 900


class AboutPage(QWidget):
    """Nothing to choose but to close it."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._words = model.words
        use = label(model.words.say("command", "intended-use"), strong=True, wrap=True)
        inner = titled(
            self._say("about"),
            self._say("version", version=version_text()),
            self._part("intended-use", use, label(self._say("statement"), wrap=True)),
            self._part("licences", self._licences()),
            self._part("licence-texts", *self._places()),
        )
        self.close_button = button(self._say("close"), self.closed.emit)
        sheet = Sheet(theme, inner, WIDE)
        page(self, head(model.words.say("window", "title"), self.close_button), sheet)
        scrolling(self, sheet.area)
        enter(self, self.closed.emit, "Esc")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.close_button.setFocus()

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

    def _part(self, title: str, *items: QWidget) -> QWidget:
        return holder(column(label(self._say(title), "large", strong=True), *items, gap=8))

    def _licences(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for line, (name, licence) in enumerate(LICENCES):
            grid.addWidget(label(name, wrap=True), line, 0)
            grid.addWidget(label(licence, "body", "soft", wrap=True), line, 1)
        return holder(grid)

    def _places(self) -> list[QWidget]:
        made: list[QWidget] = []
        for path in (ROOT / "LICENSE", resources.path("fonts")):
            line = Elided()
            line.set_text(str(path))
            made.append(line)
        return [*made, label(self._say("licence-packages"), "body", "soft", wrap=True)]


def version_text() -> str:
    """As installed; run from its source, as the project file has it."""
    try:
        return version("stipple")
    except PackageNotFoundError:
        project = ROOT / "pyproject.toml"
        text = project.read_text(encoding="utf-8") if project.is_file() else ""
        found = re.search(r'^version = "([^"]+)"$', text, re.MULTILINE)
        return found.group(1) if found else ""
