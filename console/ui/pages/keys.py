"""All keys, each with what it does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.ui.keys import KEYS
from console.ui.look import Look
from console.ui.model import Model
from console.ui.widgets.basics import button, chip, holder, label, row
from console.ui.widgets.sheet import Sheet, enter, head, page, scrolling, titled

ACROSS = 3
WIDE = 1220
STRETCHES = (4, 3, 3)
DIGIT = "digit-"


class KeysPage(QWidget):
    """Closed by Escape, Enter and the key that opened it."""

    closed = Signal()

    def __init__(self, model: Model, look: Look) -> None:
        super().__init__()
        self._words = model.words
        inner = titled(self._say("keys"), self._say("keys-long"), self._columns())
        self.close_button = button(self._say("close"), self.closed.emit)
        sheet = Sheet(look, inner, WIDE)
        page(self, head(model.words.say("window", "title"), self.close_button), sheet)
        scrolling(self, sheet.area)
        enter(self, self.closed.emit, "Esc", *KEYS["keys"])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.close_button.setFocus()

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

    def _columns(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(14)
        lines = self._lines()
        high = -(-len(lines) // ACROSS)
        for at, line in enumerate(lines):
            grid.addWidget(line, at % high, at // high, Qt.AlignmentFlag.AlignVCenter)
        for at, stretch in enumerate(STRETCHES):
            grid.setColumnStretch(at, stretch)
        return holder(grid)

    def _lines(self) -> list[QWidget]:
        """The digits share one line."""
        made = [self._line(name, keys) for name, keys in KEYS.items() if not name.startswith(DIGIT)]
        digits = [key for name, keys in KEYS.items() if name.startswith(DIGIT) for key in keys]
        return [*made, self._line("digits", (f"{digits[0]} – {digits[-1]}",))]

    def _line(self, name: str, keys: tuple[str, ...]) -> QWidget:
        what = label(self._say(f"key-{name}"), "large", wrap=True)
        caps = []
        for text in dict.fromkeys(self._named(key) for key in keys):
            cap = chip("accent")
            cap.setProperty("lettering", "body")
            cap.setProperty("strong", True)
            cap.setText(text)
            caps.append(cap)
        line = row(what, *caps, gap=6)
        line.setStretch(0, 1)
        made = holder(line)
        made.setAccessibleName(f"{what.text()}: {', '.join(cap.text() for cap in caps)}")
        return made

    def _named(self, key: str) -> str:
        """As it stands on a keyboard."""
        code = f"cap-{key}"
        if self._words.has("start", code):
            return self._say(code)
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
