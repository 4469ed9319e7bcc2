"""The form on which lot and expiry of what is recorded are put right, typed anew or scanned."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from console.core.product_codes import is_same_item
from console.exchange.contents import Udi
from console.ui.kit.day_line import DayLine
from console.ui.kit.labels import enlarge, label
from console.ui.kit.layouts import column
from console.ui.kit.pack_fields import Pack
from console.ui.session.pane_context import PaneContext

Fields = Mapping[str, object]


class LotForm(QWidget):
    """As they stand at first. What it was stays, so another product's pack is not taken."""

    def __init__(self, context: PaneContext, stands: Fields) -> None:
        super().__init__()
        self._expiry = DayLine(context.words, context.model.today)
        self.pack = Pack(context.words, context.model.today, self._expiry)
        self._code = str(stands["gtin"])
        self.pack.keeps_from = self._keeps_from
        enlarge(self.pack.lot, self._expiry)
        parts = []
        for code, field in (("lot", self.pack.lot), ("expiry", self._expiry)):
            field.setAccessibleName(context.say(code))
            parts.append(column(label(context.say(code), "small", "soft"), field, gap=2))
        self.setLayout(column(*parts, self._expiry.reading, self.pack, gap=8))
        self.pack.lot.setText(str(stands["lot"]))
        self._expiry.setText(str(stands["expiry"]))
        self.pack.hold(self._code, str(stands["serial"]))

    def take_scan(self, udi: Udi) -> None:
        self.pack.take(udi)

    def right(self) -> Fields:
        """What is entered; of another unit nothing of the one before, but for what product it is."""
        return {
            "lot": self.pack.lot.text().strip(),
            "expiry": self._expiry.iso,
            "gtin": self.pack.code or self._code,
            "serial": self.pack.serial,
        }

    def ready(self) -> bool:
        """Whether no reading is left to choose, and the day can be read; if not, say so."""
        return self.pack.settled() and self._expiry.readable()

    def _keeps_from(self, udi: Udi) -> bool:
        code = udi.product_code
        return bool(code and self._code) and not is_same_item(self._code, code)
