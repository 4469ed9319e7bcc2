"""About Stipple: version, intended use, and the licences of what it is made of."""

import re
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

import resources
from console.ui.kit.card import Card, card_body, scroll_by_keys
from console.ui.kit.card_page import CardPage
from console.ui.kit.labels import ElidedLabel, button, label
from console.ui.kit.layouts import holder, section
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


class AboutPage(CardPage):
    """Version, intended use and licences; nothing to choose but to close it."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "start")
        use = label(self.words.say("command", "intended-use"), strong=True, wrap=True)
        inner = card_body(
            self.say("about"),
            self.say("version", version=version_text()),
            self._part("intended-use", use, label(self.say("statement"), wrap=True)),
            self._part("licences", self._licences()),
            self._part("licence-texts", *self._places()),
        )
        self.close_button = button(self.say("close"), self.leave)
        card = Card(theme, inner, WIDE)
        self.lay_out(card, self.close_button)
        scroll_by_keys(self.keys, card.area)

    def begin(self) -> None:
        self.close_button.setFocus()

    def _part(self, title: str, *items: QWidget) -> QWidget:
        return section(self.say(title), *items, size="large")

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
        self.paths: list[QWidget] = []
        for path in filter(None, (licence_file(), resources.path("fonts"))):
            line = ElidedLabel()
            line.set_text(str(path))
            self.paths.append(line)
        return [*self.paths, label(self.say("licence-packages"), "body", "soft", wrap=True)]


def licence_file() -> Path | None:
    """Return where the licence's text lies: beside the source, or where the installer put it; None where nobody did."""
    if (ROOT / "pyproject.toml").is_file():
        return ROOT / "LICENSE"
    try:
        installed = files("stipple") or ()
    except PackageNotFoundError:
        return None
    return next((Path(str(each.locate())).absolute() for each in installed if each.name == "LICENSE"), None)


def version_text() -> str:
    """Return the version as installed; run from its source, as the project file has it; "" where neither tells."""
    try:
        return version("stipple")
    except PackageNotFoundError:
        project = ROOT / "pyproject.toml"
        text = project.read_text(encoding="utf-8") if project.is_file() else ""
        found = re.search(r'^version = "([^"]+)"$', text, re.MULTILINE)
        return found.group(1) if found else ""
