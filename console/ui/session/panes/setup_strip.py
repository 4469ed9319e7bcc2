"""What is in hand, in one line below the map; a press changes it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from console.core.setup import setup_now
from console.core.state import SessionState
from console.core.text.setup_words import cartridge_text, device_text, under_text
from console.ui.kit.labels import enlarge, hint
from console.ui.session.pane_context import PaneContext

EDGES_PX = 48


class SetupStrip(QPushButton):
    """Device, cartridge and what lies under the passes; all of it is read aloud."""

    def __init__(self, context: PaneContext, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._whole = context, ""
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        enlarge(self)
        self.clicked.connect(lambda: pressed())

    def show_state(self, state: SessionState) -> None:
        words, now = self._context.words, setup_now(state)
        say = self._context.say
        cartridge = say("setup-cartridge", now=cartridge_text(words, now.cartridge))
        told = [device_text(words, state.protocol, now), cartridge]
        told += [say("setup-under", now=under_text(words, now.under))] if now.under else []
        self._whole = say("setup-strip", now=words.listed(told, "list-long"))
        self.setAccessibleName(self._whole)
        self.setToolTip(hint(self._whole))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(20, self.width() - EDGES_PX)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room).replace("&", "&&"))
