"""Every screen, in both themes and in three sizes, has names, order, targets, room and contrast; so have long names."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.ui.shell.preferences import Settings
from resources import table
from tests.screens.contrast import faint, pairs
from tests.screens.every import OF_A_CLIENT, WHOLE
from tests.screens.screen_faults import faults
from tests.screens.walk import CLIENTS
from tests.support.booth import Booth
from tests.support.flashes import Flashes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FEWEST_SCREENS = 150
Open = Callable[[str, Settings, tuple[int, int]], Booth]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    booths: list[Booth] = []
    flashes: list[Flashes] = []

    def begin(client: str, settings: Settings, size: tuple[int, int]) -> Booth:
        booth = Booth(qapp, tmp_path, CLIENTS[client], settings)
        booth.window.setUpdatesEnabled((client, settings.theme, size, settings.scale) in PAINTED)
        booth.show(size)
        booths.append(booth)
        flashes.append(Flashes(qapp, booth.window))
        return booth

    yield begin
    for flash in flashes:
        flash.end()
    for booth in booths:
        booth.close()


SMALL, LOW, FULL = (1280, 800), (1280, 760), (1920, 1080)
VARIANTS = [
    ("", "light", SMALL, 1.0),
    ("", "dark", LOW, 1.5),
    ("", "light", FULL, 2.0),
    ("", "dark", SMALL, 2.0),
    ("long-name", "dark", LOW, 1.5),
    ("arabic", "light", LOW, 1.5),
    ("hebrew", "dark", FULL, 2.0),
]
"""Each theme at each size: themes change colours only, and of these every pair is looked at below."""
PAINTED = (VARIANTS[0], VARIANTS[-1])
"""What is looked for does not depend on what is painted: one of each theme shows that all of it can be."""


@pytest.mark.parametrize(("client", "theme", "size", "scale"), VARIANTS)
def test_nothing_is_wrong_with_any_screen(
    opened: Open, client: str, theme: str, size: tuple[int, int], scale: float
) -> None:
    booth = opened(client, Settings("dark" if theme == "dark" else "light", scale), size)
    found: dict[str, str] = {}
    names = []
    for each in OF_A_CLIENT if client else WHOLE:
        for screen in each(booth):
            booth.settle()
            assert booth.window.size().toTuple() == size
            assert booth.theme.scale == min(scale, 2.0 if size == FULL else 1.5 if size == SMALL else 1.4)
            page = booth.window.page
            assert page is not None
            names.append(screen)
            for fault in faults(booth.window, page, tab=scale == 1.0):
                found.setdefault(fault, screen)
    assert not found, "\n".join(f"{screen}: {fault}" for fault, screen in found.items())
    assert len(set(names)) == len(names)
    assert client or len(names) >= FEWEST_SCREENS


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_and_every_part_stands_out(theme: str) -> None:
    tokens = table("themes", f"{theme}.toml")["tokens"]
    assert len(set(pairs())) > 80
    assert faint(tokens) == []
    assert faint(tokens | {"soft": tokens["bg"]}) != []
