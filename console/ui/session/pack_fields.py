"""What stands on a pack: lot and expiry, typed or filled in by a scan, which brings product code and serial too."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from console.core.names import lot_key, serial_key
from console.core.product_codes import code_key
from console.core.refusal import Refusal
from console.core.text.words import Words
from console.exchange.contents import Udi, known_pack
from console.exchange.udi import BEGINNINGS, MARKED, read_udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.scanned_pack import ScannedPack
from console.ui.kit.udi_text import pack_text

LONGEST_LOT = 20
"""Signs of a lot in any code."""
CODE_FROM = 16
"""Signs: no lot is so long that begins as a code does."""


class Pack(ScannedPack):
    """`lot` and `expiry` stand where the form has them; this itself is the line of what was scanned, below them.

    Of a code that can be read in more than one way nothing is filled in until somebody has chosen.
    """

    by_hand = False
    filled = Signal()
    """A code was taken and nothing is left to ask."""

    def __init__(self, words: Words, today: Callable[[], date], expiry: DayLine) -> None:
        super().__init__(words, today)
        self.expiry, self.lot = expiry, QLineEdit()
        self.code = self.serial = self._link = ""
        self.keeps_from: Callable[[Udi], bool] = lambda udi: False
        """Whether the form holds on to its own pack when this one is scanned."""
        self.chosen.connect(self._fill)
        self.declined.connect(self.lot.setFocus)
        self.lot.editingFinished.connect(self._typed)

    def clear(self) -> None:
        self.lot.clear()
        self.expiry.clear()
        self.code = self.serial = self._link = ""
        self.forget()

    def take(self, udi: Udi) -> None:
        """Fill it in, unless the form keeps its own pack: that is told, and all stands as it did."""
        if self.keeps_from(udi):
            told = self._words.say("scan", "other-pack-waits", what=pack_text(self._words, udi, self._today()))
            self.tell(known_pack(self.code, self.lot.text().strip(), self.expiry.iso, self.serial), Udi(), [told])
        else:
            super().take(udi)

    def is_another(self, udi: Udi) -> bool:
        """Whether the code is of another pack than what stands here; of one that leaves it open it is not."""
        return not udi.others and (
            self._differs(udi) or bool(self.expiry.iso and udi.expiry not in ("", self.expiry.iso))
        )

    def _differs(self, udi: Udi) -> bool:
        """Whether product, lot or unit is another one, however they are written."""
        pairs = (
            (code_key(self.code), code_key(udi.product_code)), (serial_key(self.serial), serial_key(udi.serial)),
            (lot_key(self.lot.text()), lot_key(udi.lot)),
        )  # fmt: skip
        return any(here and there and here != there for here, there in pairs)

    @property
    def aside(self) -> dict[str, str]:
        """What was scanned and stands in no field."""
        return {"code": self.code, "serial": self.serial, "link": self._link}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        """Have it as it was scanned before, and say it."""
        self.code, self.serial, self._link = scanned["code"], scanned["serial"], scanned["link"]
        if self.code or self.serial:
            self.tell(known_pack(self.code, serial=self.serial), Udi())

    def _fill(self, udi: Udi) -> None:
        """Of a second code for the same pack only what stands in it; of another pack nothing of the first stays."""
        if self._differs(udi):
            self.clear()
        differs = bool(udi.link) and self._link not in ("", udi.link)
        self._link = udi.link or self._link
        self.code, self.serial = udi.product_code or self.code, udi.serial or self.serial
        if udi.lot:
            self.lot.setText(udi.lot)
        if udi.expiry:
            self.expiry.setText(udi.expiry)
        known = known_pack(self.code, serial=self.serial)
        self.tell(known, udi, [self._words.say("scan", "link-differs")] if differs else [])
        self.filled.emit()

    def _typed(self) -> None:
        """The line below the code, or the code of a scanner as slow as a hand, typed where the lot goes."""
        text = self.lot.text().strip()
        begun = text.lower().startswith(BEGINNINGS) and len(text) >= CODE_FROM
        if not begun and len(text) <= LONGEST_LOT and not text.startswith(MARKED):
            return
        try:
            found = read_udi(text, self._today().year)
        except Refusal:
            return
        if found.any_code or found.link:
            self.lot.clear()
            self.take(found)
