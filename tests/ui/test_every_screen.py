"""Every screen, in both themes and in four sizes, has names, order, targets, room and contrast, with long names too."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.ui.shell.preferences import Settings
from resources import table
from tests.screens.contrast import faint, pairs
from tests.screens.every import OF_A_CLIENT, WHOLE
from tests.screens.screen_faults import faults
from tests.screens.walk import CLIENTS, MAYA
from tests.support.booth import Booth
from tests.support.flashes import Flashes
from tests.support.pseudo import english, mirrored

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FEWEST_SCREENS = 150
PSEUDO = "pseudo"
"""Instead of a client's name: everything in a longer language that runs from right to left."""
ROOM = {(1024, 768): 1.2, (1280, 760): 1.4, (1280, 800): 1.5, (1920, 1080): 2.0}
"""The greatest text for which a window of this size has room."""
Open = Callable[[str, Settings, tuple[int, int]], Booth]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    booths: list[Booth] = []
    flashes: list[Flashes] = []

    def begin(client: str, settings: Settings, size: tuple[int, int]) -> Booth:
        language = mirrored if client == PSEUDO else english
        booth = Booth(qapp, tmp_path, CLIENTS.get(client, MAYA), settings, language)
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


LEAST, SMALL, LOW, FULL = (1024, 768), (1280, 800), (1280, 760), (1920, 1080)
HARDEST = (PSEUDO, "light", LEAST, 2.0)
"""Where most goes wrong: a longer language from right to left in the least room."""
OTHERS = [
    ("", "light", SMALL, 1.0),
    ("long-name", "dark", LOW, 1.5),
    ("hebrew", "light", FULL, 2.0),
    ("", "dark", SMALL, 2.0),
    ("arabic", "dark", FULL, 1.5),
    (PSEUDO, "dark", SMALL, 1.0),
    (PSEUDO, "light", LEAST, 1.0),
    (PSEUDO, "light", LOW, 2.0),
    (PSEUDO, "light", SMALL, 2.0),
    (PSEUDO, "dark", FULL, 2.0),
    ("", "light", LEAST, 2.0),
]
"""Each theme at each size: themes change colours only, and of these every pair is looked at below."""
PAINTED = [HARDEST, *OTHERS[:2]]
"""What is looked for does not depend on what is painted: one of each theme shows that all of it can be."""


@pytest.mark.parametrize(
    ("client", "theme", "size", "scale"),
    [HARDEST, *(pytest.param(*each, marks=pytest.mark.soak) for each in OTHERS)],
)
def test_nothing_is_wrong_with_any_screen(
    opened: Open, client: str, theme: str, size: tuple[int, int], scale: float
) -> None:
    booth = opened(client, Settings("dark" if theme == "dark" else "light", scale), size)
    found: dict[str, str] = {}
    names = []
    whole = client != "arabic"
    for each in WHOLE if whole else OF_A_CLIENT:
        for screen in each(booth):
            booth.settle()
            assert booth.window.size().toTuple() == size
            assert booth.theme.scale == min(scale, ROOM[size])
            page = booth.window.page
            assert page is not None
            names.append(screen)
            for fault in faults(booth.window, page, tab=whole and (scale == 1.0 or size == LEAST)):
                found.setdefault(fault, screen)
    assert not found, "\n".join(f"{screen}: {fault}" for fault, screen in found.items())
    assert len(set(names)) == len(names)
    assert not whole or len(names) >= FEWEST_SCREENS


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_and_every_part_stands_out(theme: str) -> None:
    tokens = table("themes", f"{theme}.toml")["tokens"]
    assert len(set(pairs())) > 80
    assert faint(tokens) == []
    assert faint(tokens | {"soft": tokens["bg"]}) != []
