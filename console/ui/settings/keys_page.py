"""All keys, each with what it does, and teaching another one."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.ui.input.key_capture import KeyCapture, Teach
from console.ui.input.keys import KEYS, KEYS_AROUND, cap
from console.ui.kit.labels import button, chip, label
from console.ui.kit.layouts import holder, row
from console.ui.kit.prompt import Prompt
from console.ui.kit.sheet import Sheet, enter, head, on_key, page, scrolling, titled
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

ACROSS, ACROSS_SMALL = 3, 4
WIDE = 1220
STRETCHES = (4, 3, 3)
DIGIT = "digit-"


class KeysPage(QWidget):
    """Closed by Escape, Enter and the key that opened it."""

    closed = Signal()
    taught = Signal(dict)

    def __init__(
        self, model: Model, theme: Theme, taught: Mapping[str, str] = {}, teach: Teach = lambda _: None
    ) -> None:
        super().__init__()
        self._words, self._taught = model.words, taught
        around = label(self._say("keys-around"), "large", strong=True, wrap=True)
        others = self._columns([self._line(name, keys, "body") for name, keys in KEYS_AROUND.items()], ACROSS_SMALL)
        inner = titled(self._say("keys"), self._say("keys-long"), self._columns(self._lines()), around, others, gap=12)
        self.close_button = button(self._say("close"), self.closed.emit)
        sheet = Sheet(theme, inner, WIDE)
        self.prompt = Prompt(model.words, self)
        self.teaching = KeyCapture(model.words, self.prompt, taught, teach, self.taught.emit)
        self.teach_button = button(self._say("teach"), self.teaching.ask)
        aside = holder(row(self.teach_button, self.close_button, gap=12))
        page(self, head(model.words.say("window", "title"), aside), sheet)
        scrolling(self, sheet.area)
        enter(self, self._entered)
        for key in ("Esc", *KEYS["keys"]):
            on_key(self, key, self.closed.emit)
        self._keys = self.findChildren(QShortcut)
        self.prompt.opened.connect(lambda: self._listen(False))
        self.prompt.closed.connect(lambda: self._listen(True))

    def _entered(self) -> None:
        """What is in focus."""
        if self.teach_button.hasFocus():
            self.teaching.ask()
        else:
            self.closed.emit()

    def _listen(self, on: bool) -> None:
        """The sheet has the keys to itself."""
        for key in self._keys:
            key.setEnabled(on)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.close_button.setFocus()

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("start", code, **facts)

    def _columns(self, lines: list[QWidget], across: int = ACROSS) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        high = -(-len(lines) // across)
        for at, line in enumerate(lines):
            grid.addWidget(line, at % high, at // high, Qt.AlignmentFlag.AlignVCenter)
        for at in range(across):
            grid.setColumnStretch(at, STRETCHES[at] if across == ACROSS else 1)
        return holder(grid)

    def _lines(self) -> list[QWidget]:
        """The digits share one line."""
        also = {name: tuple(key for key, action in self._taught.items() if action == name) for name in KEYS}
        made = [self._line(name, (*keys, *also[name])) for name, keys in KEYS.items() if not name.startswith(DIGIT)]
        digits = [key for name, keys in KEYS.items() if name.startswith(DIGIT) for key in keys]
        return [*made, self._line("digits", (f"{digits[0]} – {digits[-1]}",))]

    def _line(self, name: str, keys: tuple[str, ...], size: str = "large") -> QWidget:
        what = label(self._say(f"key-{name}"), size, wrap=True)
        caps = []
        for named in dict.fromkeys(cap(self._words, key) for key in keys):
            made = chip("accent")
            made.setProperty("lettering", "body")
            made.setProperty("strong", True)
            made.setText(named)
            caps.append(made)
        line = row(what, *caps, gap=6)
        line.setStretch(0, 1)
        whole = holder(line)
        whole.setAccessibleName(f"{what.text()}: {', '.join(each.text() for each in caps)}")
        return whole
