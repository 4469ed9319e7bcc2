"""All keys, each with what it does, and teaching another one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from console.core.text.words import Words
from console.ui.input.key_capture import Capture, KeyCapture
from console.ui.input.keys import cap, keys_of
from console.ui.input.layout import Layout
from console.ui.kit.card import Card, card_body, scroll_by_keys
from console.ui.kit.card_page import CardPage
from console.ui.kit.flow import Columns
from console.ui.kit.labels import button, chip, label
from console.ui.kit.layouts import holder, row
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

WIDE = 1220
SHARES, SMALL = (4, 3, 3), (1, 1, 1, 1)
DIGIT = "digit-"


class KeyLine(QWidget):
    """What is done, and a cap for each key that does it."""

    def __init__(self, words: Words, what: str, keys: Sequence[str], size: str = "large") -> None:
        super().__init__()
        self._words, self._what = words, what
        self._caps: list[QLabel] = []
        self._inside = row(label(what, size, wrap=True), gap=6)
        self._inside.setStretch(0, 1)
        self.setLayout(self._inside)
        self.show_keys(keys)

    def show_keys(self, keys: Sequence[str]) -> None:
        for each in self._caps:
            self._inside.removeWidget(each)
            each.deleteLater()
        self._caps = [self._cap(each) for each in dict.fromkeys(cap(self._words, key) for key in keys)]
        for each in self._caps:
            self._inside.addWidget(each)
        self.setAccessibleName(self._words.pair(self._what, self._words.listed(each.text() for each in self._caps)))

    def _cap(self, text: str) -> QLabel:
        made = chip("accent")
        made.setProperty("lettering", "body")
        made.setProperty("strong", True)
        made.setText(text)
        return made


class KeysPage(CardPage):
    """Shows what every key does on this keyboard; Escape, Enter and the key that opened it close it.

    Emits `aliases_changed` with what keys stand for now.
    """

    aliases_changed = Signal(dict)

    def __init__(
        self, model: Model, theme: Theme, aliases: Mapping[str, str] = {}, capture: Capture = lambda _: None,
        layout: Layout | None = None,
    ) -> None:  # fmt: skip
        super().__init__(model, theme, "keys")
        self._aliases, self._layout = aliases, layout or Layout()
        around = label(self.say("keys-around"), "large", strong=True, wrap=True)
        self._lines = {name: self._line(name, self._keys(name)) for name in keys_of("session") if DIGIT not in name}
        digits = [key for name, keys in keys_of("session").items() if DIGIT in name for key in keys]
        all_digits = self._line("digits", (f"{digits[0]} – {digits[-1]}",))
        every = Columns(*self._lines.values(), all_digits, shares=SHARES, beside=28, down=True)
        lines = [self._line(name, keys, "body") for name, keys in keys_of("around").items()]
        others = Columns(*lines, shares=SMALL, beside=28, down=True)
        inner = card_body(self.say("keys"), self.say("keys-long"), holder(every), around, holder(others), gap=12)
        self.close_button = button(self.say("close"), self.leave)
        card = Card(theme, inner, WIDE)
        self.prompt = Prompt(model.words, self.keys, lock=model.lock_asked.emit)
        self.capture = KeyCapture(model.words, self.prompt, aliases, capture, self.aliases_changed.emit, self._layout)
        self.teach_button = button(self.say("teach"), self.capture.ask)
        self.lay_out(card, self.teach_button, self.close_button)
        scroll_by_keys(self.keys, card.area)
        self.keys.bind({"keys": self.leave})
        self._layout.changed.connect(self._show_layout)

    def begin(self) -> None:
        self.close_button.setFocus()

    def _show_layout(self) -> None:
        for name, line in self._lines.items():
            line.show_keys(self._keys(name))

    def _keys(self, name: str) -> tuple[str, ...]:
        """Return the action's keys on this keyboard, and those that were taught it."""
        return (*self._layout.keys_of(name), *(key for key, action in self._aliases.items() if action == name))

    def _line(self, name: str, keys: Sequence[str], size: str = "large") -> KeyLine:
        return KeyLine(self.words, self.say(f"key-{name}"), keys, size)
