"""Draws every screen in every size named, in both themes and with the greatest text, looks for texts that are cropped,
and makes a page of it all: build/screens/index.html.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.ui.kit.theme import ThemeName
from console.ui.shell import refcount_workaround
from console.ui.shell.preferences import Settings
from tests.screens.cropped_texts import Painted
from tests.screens.every import OF_A_CLIENT, WHOLE
from tests.screens.screen_faults import faults
from tests.screens.walk import CLIENTS, Walk
from tests.support.booth import Booth
from tests.support.pseudo import Language, english, mirrored

DRAWN_MS = 500
"""So long Qt takes to draw a PDF's page beside the window."""
HERE = Path(__file__).parents[2] / "build" / "screens"
SIZES: tuple[tuple[ThemeName, tuple[int, int], float], ...] = (
    ("light", (1024, 768), 1.0), ("dark", (1024, 768), 2.0), ("dark", (1280, 800), 1.0), ("light", (1280, 800), 1.5),
    ("light", (1366, 768), 1.0), ("dark", (1366, 768), 2.0), ("dark", (1093, 614), 1.0), ("light", (1093, 614), 1.5),
    ("light", (911, 512), 1.25), ("dark", (911, 512), 1.25), ("dark", (1920, 1080), 1.0), ("light", (1920, 1080), 2.0),
)  # fmt: skip
"""A screen of 1366x768 has 1093x614 at a display scale of 125 %, 911x512 at 150 %. A theme changes colours only."""
NAMED = (
    (Settings("light", 1.0), (1280, 800)),
    (Settings("dark", 1.5), (1280, 800)),
    (Settings("light", 2.0), (1920, 1080)),
)

MIRRORED = (
    ("", Settings("light", 2.0), (1024, 768), WHOLE),
    ("", Settings("dark", 1.0), (1280, 800), WHOLE),
    ("", Settings("light", 1.5), (1280, 800), WHOLE),
)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", metavar="TEXT", help="only pictures with this in their name")
    asked.add_argument("--pseudo", action="store_true", help="in a made-up language that runs from the right")
    given = asked.parse_args()
    refcount_workaround.keep()
    app = QApplication([])
    written, cropped = list[Path](), list[str]()
    for name, settings, size, walks in MIRRORED if given.pseudo else variants():
        for file, wrong in draw(app, name, settings, size, walks, given.only, mirrored if given.pseudo else english):
            print(file.relative_to(HERE.parent))
            written.append(file)
            cropped += [f"{file.relative_to(HERE)}: {fault}" for fault in wrong]
    index(written, cropped)
    print(*cropped, f"{len(written)} screens, {len(cropped)} faults", sep="\n")
    return int(bool(cropped) or not written)


def variants() -> Iterator[tuple[str, Settings, tuple[int, int], tuple[Walk, ...]]]:
    """Of everything with an everyday name and with one of forty signs; of a client's screens with names that need more
    room or another script."""
    themes: tuple[ThemeName, ...] = "light", "dark"
    for theme in themes:
        yield "", Settings(theme, 1.0), (1280, 800), WHOLE
    for theme, size, scale in SIZES:
        yield "forty", Settings(theme, scale), size, WHOLE
    for name in set(CLIENTS) - {"", "forty"}:
        for settings, size in NAMED:
            yield name, settings, size, OF_A_CLIENT


def draw(
    app: QApplication,
    name: str,
    settings: Settings,
    size: tuple[int, int],
    walks: tuple[Walk, ...],
    only: str,
    language: Language = english,
) -> Iterator[tuple[Path, list[str]]]:
    """Yield each picture, and what is wrong with the screen that it shows."""
    whose, look = "pseudo" if language is mirrored else name, f"{size[0]}x{size[1]}-{settings.scale:.0%}".rstrip("%")
    about = "-".join(filter(None, (whose, settings.theme, look)))
    with tempfile.TemporaryDirectory() as folder:
        booth, painted = Booth(app, Path(folder), CLIENTS[name], settings, language), Painted()
        booth.window.setUpdatesEnabled(True)
        booth.show(size)
        number = 0
        for each in walks:
            for screen in each(booth):
                number += 1
                booth.settle()
                file = HERE / about / f"{number:02}-{screen}.png"
                if only in f"{about}/{file.name}":
                    file.parent.mkdir(parents=True, exist_ok=True)
                    if screen == "summary":
                        QTest.qWait(DRAWN_MS)
                    booth.window.grab().save(str(file))
                    page = booth.window.page
                    assert page is not None
                    yield file, [*faults(booth.window, page, tab=False), *painted.taken()]
        painted.end()
        booth.close()


def index(files: list[Path], cropped: list[str]) -> None:
    """Thumbnails, each a way to its picture, below what is wrong with any."""
    parts = ["<!doctype html><meta charset=utf-8><title>Screens</title><style>body{font-family:sans-serif}"]
    parts.append("figure{display:inline-block;margin:6px;width:320px}img{width:100%;border:1px solid #999}</style>")
    parts += [f"<p>{escape(fault)}</p>" for fault in cropped]
    for folder, each in groupby(files, lambda file: file.parent.name):
        parts.append(f"<h2>{escape(folder)}</h2>")
        for file in each:
            to, said = f"{folder}/{file.name}", escape(file.stem)
            parts.append(f"<figure><a href='{to}'><img loading=lazy src='{to}' alt='{said}'></a>{said}</figure>")
    if files:
        (HERE / "index.html").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
