"""How everything looks: theme, text size, fonts, and the one stylesheet made of them."""

import math
from functools import cache
from typing import Literal
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

import resources
from console.ui.kit.stylesheet import stylesheet

ThemeName = Literal["light", "dark", "system"]

FAMILY = "Atkinson Hyperlegible Next"
FIRST = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf")
BODY_PX = 16
WIDTH_PX, HEIGHT_PX = 640, 390
NARROW_PX, LOW_HIGH_PX = 728, 409
"""A window of so much has room for text as drawn; the second pair counts where it is narrower than `BESIDE_PX` or lower
than `LOW_PX`: for 125 % in 911x512, 150 % in 1093x614, 140 % in 1024x768, 195 % in 1366x768, 200 % in 1280x800."""
TIGHT_PX, TIGHT_HIGH_PX = 853, 510
"""In a window that is narrower or lower than this at its text size, secondary words give way: in one of 1280x800 with
more than 150 %."""
STEPS = 20
LARGE, BESIDE_PX = 1.4, 1280
"""From this text size on, or in a narrower window, there is less room beside a text than below it, or the reverse."""
LOW_PX = 680
"""In a lower window bars and edges are thin, so that what they hold between them has room."""
SCRIPTS_MS = 300
"""So long the first window has to be painted before the fonts of other scripts are loaded."""


class Theme(QObject):
    """The theme and text size in force. Emits `changed` after every new one; what is painted asks for colours."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: ThemeName = "system", scale: float = 1.0, longer: float = 1.0) -> None:
        """`longer` is how long the language is beside English, by which its texts need more room."""
        super().__init__(app)
        self._longer = longer
        self._app = app
        self.name: ThemeName = theme
        self.preferred_scale = scale
        self._room = self._width = self._height = math.inf
        self.low = False
        self.motion = True
        self._families = [FAMILY]
        self._windows: WeakSet[QWidget] = WeakSet()
        _load(FIRST)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.set(theme, scale)
        self._later = QTimer(self, singleShot=True, interval=SCRIPTS_MS)
        self._later.timeout.connect(self.load_scripts)
        self._later.start()

    def dress(self, window: QWidget) -> None:
        """Give a window the house's look, and all that is put into it.

        A stylesheet of the application would be applied anew with each part of a page that is put into another.
        """
        self._windows.add(window)
        self._dress(window)

    def set(self, theme: ThemeName, scale: float) -> None:
        """Put a theme in force, and a text size from 1.0 (as drawn) to 2.0, as far as the window has room."""
        self.name, self.preferred_scale = theme, scale
        self.tokens = resources.table("themes", f"{self.shade}.toml")["tokens"]
        self._apply()

    def fit(self, width: int, height: int) -> None:
        """Let no text grow out of a window of this size in pixels; a larger one brings back what was asked for."""
        before = self.scale, self.large, self.tight, self.low
        across = width / (WIDTH_PX if width >= BESIDE_PX else NARROW_PX)
        down = height / (LOW_HIGH_PX if height < LOW_PX else HEIGHT_PX)
        self._room = max(1.0, int(min(across, down) / self._longer * STEPS) / STEPS)
        self._width, self._height, self.low = width, height, height < LOW_PX
        if (self.scale, self.large, self.tight, self.low) != before:
            self._apply()

    @property
    def scale(self) -> float:
        return min(self.preferred_scale, self._room)

    @property
    def shade(self) -> Literal["light", "dark"]:
        if self.name != "system":
            return self.name
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    @property
    def large(self) -> bool:
        """Whether there is less room beside a text than below it."""
        return self.scale >= LARGE or self._width < BESIDE_PX

    @property
    def tight(self) -> bool:
        """Whether the text is so large for the window that only what must be read keeps its words."""
        return self._width < TIGHT_PX * self._longer * self.scale or self._height < TIGHT_HIGH_PX * self.scale

    def colour(self, token: str) -> QColor:
        return QColor(self.tokens[token])

    def px(self, size: float) -> int:
        """Return a length of the design in pixels at this text size."""
        return round(size * self.scale)

    def font(self, size: float, bold: bool = False) -> QFont:
        """Return the house font at so many pixels of the design, digits all of one width."""
        font = QFont(self._families)
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def load_scripts(self) -> None:
        """Load the fonts of other scripts: after the first window, since they take a while."""
        self._later.stop()
        if len(self._families) > 1:
            return
        others = sorted(file.name for file in resources.path("fonts").glob("*.ttf") if file.name not in FIRST)
        others.sort(key=lambda name: (name.startswith("Droid"), not name.startswith("NotoSans-")))
        self._families += _load(tuple(others))
        self._apply()

    def _dress(self, window: QWidget) -> None:
        window.setStyleSheet(self._sheet)

    def _system_changed(self) -> None:
        if self.name == "system":
            self.set("system", self.preferred_scale)

    def _apply(self) -> None:
        self._app.setFont(self.font(BODY_PX))
        self._app.setPalette(self._palette())
        rtl = self._app.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._sheet = stylesheet(self.tokens, self.scale, rtl, self.tight)
        for window in filter(isValid, self._windows):
            self._dress(window)
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for to, token in (
            (role.Window, "bg"), (role.WindowText, "ink"), (role.Base, "panel"), (role.AlternateBase, "bg"),
            (role.Text, "ink"), (role.Button, "panel"), (role.ButtonText, "ink"), (role.Highlight, "accent"),
            (role.HighlightedText, "on"), (role.PlaceholderText, "soft"), (role.ToolTipBase, "panel"),
            (role.ToolTipText, "ink"), (role.Link, "accent"),
        ):  # fmt: skip
            palette.setColor(to, self.colour(token))
        return palette


@cache
def _load(names: tuple[str, ...]) -> tuple[str, ...]:
    """Load these fonts of ours, once for the program; return their families, each once."""
    families: dict[str, None] = {}
    for name in names:
        known = QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(known))
    return tuple(families)
