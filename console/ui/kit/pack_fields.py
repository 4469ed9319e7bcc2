"""What stands on a pack: lot and expiry, typed or filled in by a scan, which brings product code and serial too."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol, runtime_checkable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from console.core.refusal import Refusal
from console.core.text.words import Words
from console.exchange.contents import Udi, known_pack
from console.exchange.one_pack import are_parted, is_another
from console.exchange.udi import BEGINNINGS, MARKED, read_udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.scanned_pack import ScannedPack
from console.ui.kit.udi_text import pack_text

LONGEST_LOT = 20
"""Signs of a lot in any code."""
CODE_FROM = 16
"""Signs: no lot is so long that begins as a code does."""


@runtime_checkable
class TakesScan(Protocol):
    """A form with a place for what is on a pack."""

    def take_scan(self, udi: Udi) -> None:
        """Fill in what the code says and record nothing."""


class Pack(ScannedPack):
    """`lot`, `expiry` and `serial_line` stand where the form has them; this itself is the line of what was scanned.

    Of a code that can be read in more than one way nothing is filled in until somebody has chosen. One rule for every
    form: of a second code for the same pack what stands in it is added; of another pack nothing of the first stays, or
    where the form `keeps_from` it, nothing of the second comes, and that is told.
    """

    by_hand = False
    filled = Signal()
    """A code was taken and nothing is left to ask."""
    noted = Signal()
    """What stands in no field is another than before."""
    cleared = Signal()
    """Nothing of the pack stands here any more."""

    def __init__(
        self, words: Words, today: Callable[[], date], expiry: DayLine, serial_line: QLineEdit | None = None
    ) -> None:
        super().__init__(words, today)
        self.expiry, self.lot, self._serial_line = expiry, QLineEdit(), serial_line
        self.code = self._serial = self._link = ""
        self.keeps_from: Callable[[Udi], bool] = lambda udi: False
        """Whether the form holds on to its own pack when this one, a code with one reading, is scanned."""
        self.more: Callable[[Udi], list[str]] = lambda udi: []
        """What else is to be told of a code that is filled in."""
        self.chosen.connect(self._fill)
        self.declined.connect(self.lot.setFocus)
        self.lot.editingFinished.connect(self._typed)

    @property
    def serial(self) -> str:
        return self._serial if self._serial_line is None else self._serial_line.text().strip()

    @property
    def stands(self) -> Udi:
        """What the form holds of a pack."""
        return replace(known_pack(self.code, self.lot.text().strip(), self.expiry.iso, self.serial), link=self._link)

    def clear(self) -> None:
        self.lot.clear()
        self.expiry.clear()
        self.hold("", "")
        self._link = ""
        self.forget()
        self.cleared.emit()

    def hold(self, code: str, serial: str) -> None:
        """Have a product's code and a serial number as if they had been scanned."""
        self.code, self._serial = code, serial
        if self._serial_line is not None:
            self._serial_line.setText(serial)

    def take(self, udi: Udi) -> None:
        """Fill it in, unless the form keeps its own pack: that is told, and all stands as it did."""
        if self.keeps(udi):
            self._tell_kept(udi)
        else:
            super().take(udi)

    def keeps(self, udi: Udi) -> bool:
        """Whether the form holds on to its own pack, whichever reading of the other is right."""
        return all(self.keeps_from(replace(each, others=())) for each in (udi, *udi.others))

    def is_another(self, udi: Udi) -> bool:
        """Whether the code is of another pack than what stands here; of one that leaves it open it is not."""
        return is_another(self.stands, udi)

    @property
    def aside(self) -> dict[str, str]:
        """What was scanned and stands in no field."""
        return {"code": self.code, "serial": self.serial, "link": self._link}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        """Have it as it was scanned before, and say it."""
        self._link = scanned["link"]
        self.hold(scanned["code"], scanned["serial"])
        if self.code or self.serial:
            self.tell(known_pack(self.code, serial=self.serial), Udi())

    def _fill(self, udi: Udi) -> None:
        if self.keeps_from(udi):
            self._tell_kept(udi)
            return
        parted = are_parted(self.stands, udi)
        if self.is_another(udi):
            self.clear()
        self._link = udi.link or self._link
        self.hold(udi.product_code or self.code, udi.serial or self.serial)
        for field, text in ((self.lot, udi.lot), (self.expiry, udi.expiry)):
            if text:
                field.setText(text)
        told = [self._words.say("scan", "link-differs")] if parted else []
        self.tell(known_pack(self.code, serial=self.serial), udi, [*told, *self.more(udi)])
        self.noted.emit()
        self.filled.emit()

    def _tell_kept(self, udi: Udi) -> None:
        told = self._words.say("scan", "other-pack-waits", what=pack_text(self._words, udi, self._today()))
        self.tell(replace(self.stands, link=""), Udi(), [told])

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
