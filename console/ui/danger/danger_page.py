"""The danger card over any page but the run screen and the locked one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from console.ui.danger.danger_panel import DangerPanel
from console.ui.input.key_scope import KeyScope
from console.ui.kit.layouts import column
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class DangerPage(QWidget):
    """Emits `closed` with the page that it was opened over."""

    closed = Signal(object)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(model.words.say("danger", "title"))
        self._below: QWidget | None = None
        keys = KeyScope(self)
        self.prompt = Prompt(model.words, keys, lock=model.lock_asked.emit)
        self.panel = DangerPanel(model, theme, keys, self.prompt, locked=False)
        self.panel.closed.connect(lambda: self.closed.emit(self._below))
        self.setLayout(column(PageNotice(model, self), self.panel, gap=0))

    def open_over(self, below: QWidget | None) -> None:
        """Open the card over this page; a second press changes nothing."""
        if below is not self:
            self._below = below
        self.panel.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()
