"""What is in hand, whole, on as many lines as that takes; a press changes it."""

from collections.abc import Callable

from console.core.setup import setup_now
from console.core.state import SessionState
from console.core.text.setup_words import cartridge_text, device_text, under_text
from console.ui.kit.rows import Row
from console.ui.session.pane_context import PaneContext


class SetupStrip(Row):
    """Device, cartridge and what lies under the passes; all of it is read aloud."""

    def __init__(self, context: PaneContext, pressed: Callable[[], object]) -> None:
        super().__init__("", context.say("setup-strip"))
        self._context = context
        self.clicked.connect(lambda: pressed())

    def show_state(self, state: SessionState) -> None:
        words, now = self._context.words, setup_now(state)
        say = self._context.say
        cartridge = say("setup-cartridge", now=cartridge_text(words, now.cartridge))
        told = [device_text(words, state.protocol, now), cartridge]
        told += [say("setup-under", now=under_text(words, now.under))] if now.under else []
        text = words.listed(told, "list-long")
        self.set_text(self.sign.text(), text, aloud=f"{self.sign.text()} {text}")
