"""What a first start offers: set up a clinic, look at the example clinic, put a backup back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.card import card_body
from console.ui.kit.fields import Offer, Trouble
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder, row


class Offers(QWidget):
    """Three cards, taken by their digits too. Emits `set_up`, `example` or `put_back`."""

    set_up = Signal()
    example = Signal()
    put_back = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        say = partial(words.say, "start")
        self._making_text = say("example-making")
        self.set_up_card = Offer("1", say("set-up"), say("set-up-long"))
        self.example_card = Offer("2", say("example"), say("example-long"))
        self.restore_card = Offer("3", words.say("backups", "fresh"), words.say("backups", "offer-long"))
        self._cards = self.set_up_card, self.example_card, self.restore_card
        for card, offered in zip(self._cards, (self.set_up, self.example, self.put_back), strict=True):
            card.clicked.connect(lambda _=False, offered=offered: offered.emit())
        across = row(*self._cards, gap=18)
        for at in range(len(self._cards)):
            across.setStretch(at, 1)
        self._across = holder(across)
        self.progress_line, self.trouble = label("", "large", strong=True, wrap=True), Trouble()
        self.progress_line.hide()
        use = label(words.say("command", "intended-use"), "small", "soft", wrap=True)
        parts = self._across, self.progress_line, self.trouble, use
        self.setLayout(column(card_body(say("welcome"), say("welcome-long"), *parts)))
        KeyScope(self, {f"digit-{digit}": card.click for digit, card in enumerate(self._cards, start=1)})

    def begin(self) -> None:
        """Put the focus on the first card; on the second where the example was asked for in vain."""
        (self.example_card if self.trouble.text() else self.set_up_card).setFocus()

    def press(self) -> None:
        """Take the card in focus, or the first."""
        next((card for card in self._cards if card.hasFocus()), self.set_up_card).click()

    def show_progress(self, on: bool) -> None:
        """Say that the example is being made, which takes a moment; nothing else is taken until then."""
        self._across.setDisabled(on)
        self.progress_line.setText(self._making_text if on else "")
        self.progress_line.setVisible(on)
