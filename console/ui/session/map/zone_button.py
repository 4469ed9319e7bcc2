"""What assistive technology meets of a zone: a button without a look of its own, and the words that tell its state."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ZoneLook(Struct, frozen=True):
    """How a zone stands. `why` says why it is refused; `cream`: numbing cream is still on it; ghost: last session;
    differs: it is not planned as it was done then."""

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

    def tell(self, look: ZoneLook, current: bool) -> None:
        self.setAccessibleName(spoken(look, current, self.locale()))
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


def number(um: int, locale: QLocale, decimals: int | None = None) -> str:
    """Micrometres as millimetres: with so many decimals, else with as many as it needs."""
    return locale.toString(um / 1000, "f", decimals) if decimals is not None else locale.toString(um / 1000, "g", 4)


def spoken(look: ZoneLook, current: bool, locale: QLocale) -> str:
    """ "Left cheek, 1.00 mm, 2 passes, planned"."""
    parts = [look.name]
    if look.depth_um is not None:
        parts.append(_tr("%1 mm").replace("%1", number(look.depth_um, locale, 2)))
    if look.passes:
        parts.append(_passes(look.passes))
    if look.ghost_um is not None and not look.treated:
        before = [_tr("%1 mm").replace("%1", number(look.ghost_um, locale, 2))]
        before += [_passes(look.ghost_passes)] if look.ghost_passes else []
        parts.append(_tr("last time %1").replace("%1", ", ".join(before)))
    states = {
        _tr("done"): look.done,
        _tr("planned"): look.planned and not look.done,
        _tr("in work"): current,
        _tr("numbing cream on it"): look.cream,
        _tr("not as last time"): look.differs and not look.treated,
        _tr("not to be needled"): look.never,
    }
    return ", ".join([*parts, *(word for word, holds in states.items() if holds)])


def _passes(count: int) -> str:
    return _tr("1 pass") if count == 1 else _tr("%1 passes").replace("%1", str(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("BodyMap", text)
