"""The danger card away from a session: the signs and the number first."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.core.protocol import Protocol
from console.ui.danger.danger_board import DangerBoard
from console.ui.input.key_scope import KeyScope
from console.ui.kit.layouts import card
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

SIDE_PX = 400


class DangerPanel(QWidget):
    """`begin` opens it. Emits `closed` when it is left."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme, keys: KeyScope) -> None:
        """`keys` are those of the page that it stands on."""
        super().__init__()
        self._model, self._theme = model, theme
        self.board = DangerBoard(model, model.words.say("danger", "close"))
        self.board.back.connect(self.closed)
        self._side = card(self.board.side)
        inside = QHBoxLayout()
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(16)
        inside.addWidget(self.board.middle, 1)
        inside.addWidget(self._side)
        self.setLayout(inside)
        theme.changed.connect(self._set_width)
        self._set_width()
        turn = self.board.guide.arrow
        keys.bind(
            {
                "home": self.closed.emit, "left": partial(turn, -1, 0), "right": partial(turn, 1, 0),
                "up": partial(turn, 0, -1), "down": partial(turn, 0, 1),
            },
            self,
        )  # fmt: skip

    def begin(self) -> None:
        """Show signs and number of the protocol in force."""
        clinic = self._model.open_clinic.clinic
        self.board.show_card(None, None)
        self.board.call.read()
        self._model.read(lambda: clinic.protocol()[1], self._show_protocol)

    def _show_protocol(self, protocol: Protocol) -> None:
        self.board.show_danger(replace(protocol.danger, actions=()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()

    def _set_width(self) -> None:
        self._side.setFixedWidth(min(max(self.width() // 2 - 32, 240), self._theme.px(SIDE_PX)))
