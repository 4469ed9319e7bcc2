"""What assistive technology meets of a zone: a button without a look of its own, and the words that tell its state."""

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.core.text.words import Words

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ZoneLook(Struct, frozen=True):
    """How a zone stands. `why` says why it is refused; `cream`: numbing cream is still on it; ghost: last session;
    differs: it is not planned as it was done then; left_out: why it is left out today."""

    zone: str
    name: str
    depth_um: int | None = None
    passes: int = 0
    planned: bool = False
    done: bool = False
    never: bool = False
    why: str = ""
    ghost_um: int | None = None
    ghost_passes: int = 0
    cream: bool = False
    differs: bool = False
    left_out: str = ""

    @property
    def treated(self) -> bool:
        return self.depth_um is not None or self.passes > 0 or self.done


class ZoneButton(QAbstractButton):
    """Transparent to the mouse, which its map answers; keys go to the map too."""

    def __init__(self, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.by_key = False
        self.setObjectName(zone)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def tell(self, look: ZoneLook, current: bool, words: Words) -> None:
        self.setAccessibleName(spoken(look, current, words))
        self.setAccessibleDescription(look.why)

    def cover(self, box: QRectF) -> None:
        self.setGeometry(box.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map paints the zone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_key = event.reason() in _BY_KEY
        self._map.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.by_key = False
        self._map.update()


def spoken(look: ZoneLook, current: bool, words: Words) -> str:
    """ "Left cheek, 1.00 mm, 2 passes, planned"."""
    parts = [look.name, *_done(words, look.depth_um, look.passes)]
    if look.ghost_um is not None and not look.treated:
        before = words.listed(_done(words, look.ghost_um, look.ghost_passes))
        parts.append(words.say("map", "last-time", what=before))
    if look.left_out:
        parts.append(words.say("map", "left-out", reason=look.left_out))
    states = {
        "done": look.done,
        "planned": look.planned and not look.done and not look.left_out,
        "in-work": current,
        "cream": look.cream,
        "differs": look.differs and not look.treated,
        "never": look.never,
    }
    return words.listed([*parts, *(words.say("map", code) for code, holds in states.items() if holds)])


def _done(words: Words, depth_um: int | None, passes: int) -> list[str]:
    depth = [] if depth_um is None else [words.mm(depth_um)]
    return [*depth, *([words.say("map", "passes", count=passes)] if passes else [])]
