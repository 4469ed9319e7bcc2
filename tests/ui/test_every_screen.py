"""Every screen, in both themes and at each size named, has names, order, targets, room and contrast; long names too."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.ui.shell.preferences import Settings
from resources import table
from tests.screens.contrast import faint, pairs
from tests.screens.cropped_texts import Painted
from tests.screens.every import OF_A_CLIENT, WHOLE
from tests.screens.screen_faults import faults
from tests.screens.walk import CLIENTS, FORTY
from tests.support.booth import Booth
from tests.support.flashes import Flashes
from tests.support.pseudo import english, mirrored

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FEWEST_SCREENS = 150
PSEUDO = "pseudo"
"""Instead of a client's name: everything in a longer language that runs from right to left."""
ROOM = {
    (911, 512): 1.25, (1093, 614): 1.5, (1024, 768): 1.4, (1280, 760): 1.9, (1366, 768): 1.95, (1280, 800): 2.0,
    (1920, 1080): 2.0,
}  # fmt: skip
LONGER = {(911, 512): 1.0, (1024, 768): 1.15, (1280, 760): 1.6, (1280, 800): 1.65, (1920, 1080): 2.0}
"""The greatest text for which a window of this size has room; in the longer language."""
Open = Callable[[str, Settings, tuple[int, int]], Booth]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    booths: list[Booth] = []
    flashes: list[Flashes] = []

    def begin(client: str, settings: Settings, size: tuple[int, int]) -> Booth:
        language = mirrored if client == PSEUDO else english
        booth = Booth(qapp, tmp_path, CLIENTS.get(client, FORTY), settings, language)
        booth.window.setUpdatesEnabled(True)
        booth.show(size)
        booths.append(booth)
        flashes.append(Flashes(qapp, booth.window))
        return booth

    yield begin
    for flash in flashes:
        flash.end()
    for booth in booths:
        booth.close()


@pytest.fixture
def painted() -> Iterator[Painted]:
    watched = Painted()
    yield watched
    watched.end()


LEAST, SMALL, LOW, FULL = (1024, 768), (1280, 800), (1280, 760), (1920, 1080)
WIDE, WIDE_125, WIDE_150 = (1366, 768), (1093, 614), (911, 512)
"""A usual screen, and what it has at a display scale of 125 and of 150 %."""
HARDEST = (PSEUDO, "light", WIDE_150, 1.25)
"""Where most goes wrong: a longer language from right to left in the least room."""
OTHERS = [
    ("forty", "dark", WIDE_150, 1.25),
    ("forty", "light", WIDE_125, 1.5),
    ("forty", "dark", WIDE, 1.0),
    ("forty", "light", WIDE, 2.0),
    ("forty", "dark", LEAST, 1.0),
    ("forty", "light", LEAST, 2.0),
    ("forty", "dark", SMALL, 1.0),
    ("forty", "light", SMALL, 1.5),
    ("forty", "dark", FULL, 1.0),
    ("forty", "light", FULL, 2.0),
    (PSEUDO, "light", LEAST, 2.0),
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
"""Every size named, with the least and the greatest text asked for. Themes change colours only, and of these every pair
is looked at below."""


@pytest.mark.parametrize(
    ("client", "theme", "size", "scale"),
    [HARDEST, *(pytest.param(*each, marks=pytest.mark.soak) for each in OTHERS)],
)
def test_nothing_is_wrong_with_any_screen(
    opened: Open, painted: Painted, client: str, theme: str, size: tuple[int, int], scale: float
) -> None:
    booth = opened(client, Settings("dark" if theme == "dark" else "light", scale), size)
    found: dict[str, str] = {}
    names = []
    whole = client != "arabic"
    for each in WHOLE if whole else OF_A_CLIENT:
        for screen in each(booth):
            booth.settle()
            assert booth.window.size().toTuple() == size
            assert booth.theme.scale == min(scale, (LONGER if client == PSEUDO else ROOM)[size])
            page = booth.window.page
            assert page is not None
            names.append(screen)
            by_tab = whole and (scale == 1.0 or size in (LEAST, WIDE_150))
            for fault in [*faults(booth.window, page, tab=by_tab), *painted.taken()]:
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
