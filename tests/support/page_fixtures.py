"""Fixtures of the pages around a session: the look, a model on real parts, and a page on show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.start.first_start import FirstStart
from tests.support.left_open import discard, look
from tests.support.real_parts import Show, parts


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The look is put back here: that of a whole module is there before `nothing_left_open` looks at it."""
    with look(qapp):
        made = Theme(qapp, "light", 1.0)
        made.load_scripts()
        yield made
        discard(made)


@pytest.fixture
def model(qapp: QApplication, tmp_path: Path) -> Iterator[Model]:
    made = Model(parts(tmp_path))
    yield made
    made.close()
    discard(made)


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    shown: list[QWidget] = []

    def put(page: QWidget) -> QWidget:
        qtbot.addWidget(page)
        theme.dress(page)
        shown.append(page)
        page.resize(1280, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield put
    for page in shown:
        page.hide()
    if (theme.name, theme.preferred_scale) != ("light", 1.0):
        theme.set("light", 1.0)


@pytest.fixture
def first(model: Model, theme: Theme, show: Show) -> Iterator[FirstStart]:
    page = FirstStart(model, theme)
    show(page)
    yield page
    page.hide()
    model.close()
    page.discard_setup()
