"""All keys, each with what it does, and teaching another one."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.ui.input.key_capture import Capture, KeyCapture
from console.ui.input.keys import cap, keys_of
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


class KeysPage(CardPage):
    """Shows what every key does; Escape, Enter and the key that opened it close it.

    Emits `aliases_changed` with what keys stand for now.
    """

    aliases_changed = Signal(dict)

    def __init__(
        self, model: Model, theme: Theme, aliases: Mapping[str, str] = {}, capture: Capture = lambda _: None
    ) -> None:
        super().__init__(model, theme, "keys")
        self._aliases = aliases
        around = label(self.say("keys-around"), "large", strong=True, wrap=True)
        lines = [self._line(name, keys, "body") for name, keys in keys_of("around").items()]
        every = Columns(*self._lines(), shares=SHARES, beside=28, down=True)
        others = Columns(*lines, shares=SMALL, beside=28, down=True)
        inner = card_body(self.say("keys"), self.say("keys-long"), holder(every), around, holder(others), gap=12)
        self.close_button = button(self.say("close"), self.leave)
        card = Card(theme, inner, WIDE)
        self.prompt = Prompt(model.words, self.keys)
        self.capture = KeyCapture(model.words, self.prompt, aliases, capture, self.aliases_changed.emit)
        self.teach_button = button(self.say("teach"), self.capture.ask)
        self.lay_out(card, self.teach_button, self.close_button)
        scroll_by_keys(self.keys, card.area)
        self.keys.bind({"keys": self.leave})

    def begin(self) -> None:
        self.close_button.setFocus()

    def _lines(self) -> list[QWidget]:
        """Return a line for each action of the run screen; the digits share one."""
        actions = keys_of("session")
        also = {name: tuple(key for key, action in self._aliases.items() if action == name) for name in actions}
        made = [self._line(name, (*keys, *also[name])) for name, keys in actions.items() if not name.startswith(DIGIT)]
        digits = [key for name, keys in actions.items() if name.startswith(DIGIT) for key in keys]
        return [*made, self._line("digits", (f"{digits[0]} – {digits[-1]}",))]

    def _line(self, name: str, keys: tuple[str, ...], size: str = "large") -> QWidget:
        what = label(self.say(f"key-{name}"), size, wrap=True)
        caps = []
        for named in dict.fromkeys(cap(self.words, key) for key in keys):
            made = chip("accent")
            made.setProperty("lettering", "body")
            made.setProperty("strong", True)
            made.setText(named)
            caps.append(made)
        line = row(what, *caps, gap=6)
        line.setStretch(0, 1)
        whole = holder(line)
        whole.setAccessibleName(self.words.pair(what.text(), self.words.listed(each.text() for each in caps)))
        return whole
