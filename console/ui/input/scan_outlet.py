"""What comes of a scan: it is told to who listens, unless secrets are typed where it came."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal

from console.exchange.udi import MOST
from console.ui.input.burst import ENTERS
from console.ui.input.key_events import KeyPress
from console.ui.input.signs import Spelled, by_caps_lock, spell
from console.ui.input.taught_scanner import TaughtScanner

SHORTEST = 4
"""Signs: fewer are no code."""
ENDS = ENTERS | {Qt.Key.Key_Tab}


class ScanOutlet(QObject):
    """`publish` each scan; `is_scan` says of what came into a field whether it is one."""

    scanned = Signal(str)
    """A scan's text without its end, at most one sign longer than a code may be."""
    slow = Signal()
    """What was just scanned came slowly."""
    slipped = Signal(object)
    """A few different keys came at once and did nothing: those, of type KeyPress."""
    left_out = Signal()
    """An Enter was taken for the end of a few digits, and did nothing."""
    garbled = Signal()
    """A scan had keys that stand for no sign on this keyboard."""
    typed = Signal()
    """No person's typing stands in a field, and the Enter behind it was left out."""
    headed = Signal(object)
    """A key of a scan that was not known yet has acted; what stood before it did."""
    kept_out = Signal(str, bool)
    """What came where secrets are typed: its digits, "" where it has others; and whether an Enter came behind it."""

    def __init__(self, parent: QObject, is_code: Callable[[str], bool]) -> None:
        """`is_code` says of what was typed fast into a field whether it is a code or text."""
        super().__init__(parent)
        self._is_code = is_code
        self.taught = TaughtScanner()
        self.letters_turned = False
        """Whether what was scanned last came by Caps Lock with its letters turned, and was turned back."""
        self.private: Callable[[], bool] = lambda: False
        """Whether secrets are typed now, so that nothing of what comes may be told to anybody."""
        self.standing: Callable[[], object] = lambda: ()
        """What stands before a key acts, so that it can be told what came of it."""

    def spelled(self, presses: Sequence[KeyPress]) -> Spelled:
        """Return what a scanner means by its keys; Caps Lock, left on, turns no letter."""
        spelled = spell(self.taught.own(presses))
        self.letters_turned = by_caps_lock(presses)
        return replace(spelled, text=spelled.text.swapcase()) if self.letters_turned else spelled

    def is_scan(self, spelled: Spelled) -> bool:
        """Say whether it is no text: a code, or what another keyboard made of one."""
        text = spelled.text
        broken = spelled.garbled and " " not in text and 2 * sum(map(str.isdigit, text)) >= len(text)
        return broken or self._is_code(text)

    def is_end(self, press: KeyPress) -> bool:
        return press.key in ENDS or press.text in ("\r", "\n") or self.taught.is_end(press.name)

    def publish(self, spelled: Spelled, presses: Sequence[KeyPress], ended: bool) -> None:
        """Tell what the keys of a scan spell without its end, and whether that came."""
        if self.private():
            signs = "".join(each.as_key.text for each in presses if not self.is_end(each))
            self.kept_out.emit(signs if signs.isdecimal() else "", ended)
        elif spelled.garbled and len(spelled.text) >= SHORTEST:
            self.garbled.emit()
        elif len(spelled.text) < SHORTEST:
            self.slipped.emit([each for each in presses if not self.is_end(each)])
        else:
            self.scanned.emit(spelled.text[: MOST + 1])
            if self.taught.is_slow(presses):
                self.slow.emit()
