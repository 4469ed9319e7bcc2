"""What a person's press does: the key itself, what it stands for, or nothing where it bounced."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from console.ui.input.bounces import Bounces
from console.ui.input.burst import text_field
from console.ui.input.key_events import CLICKER, KeyPress, press_for, replay, window_with_keys
from console.ui.input.keys import KEYS


class KeyActs:
    """Aliases count and bounces do nothing on the run screen; a text field gets what was typed."""

    def __init__(
        self, window: QMainWindow, aliases: Callable[[], Mapping[str, str]], in_session: Callable[[], bool],
        surface: Callable[[], object],
    ) -> None:  # fmt: skip
        """`surface` tells apart what may have the keys: each question on a sheet, and the page where none is asked."""
        self._window, self._aliases, self._in_session = window, aliases, in_session
        self._bounces = Bounces(surface)
        self.meant_for: QWidget = window
        """What had the keys when those were pressed that wait: the window, a menu, an opened list or a dialog."""
        self.pressed_at = 0
        """The time that the press which acts now carries itself, in ms; 0 where it has none."""

    def stands_for_another(self, press: KeyPress) -> bool:
        return self._alias(press.name) != "" or bool(press.sign)

    def act(self, press: KeyPress) -> None:
        """Press it, unless it bounced, or something else has the keys since."""
        if window_with_keys() is not self.meant_for:
            return
        if self.meant_for is not self._window:
            replay(self.meant_for, press)
        elif text_field(QApplication.focusWidget()) is not None:
            self._press("", press if not press.is_command else press.as_key)
        elif not self._is_bounce(press):
            self.act_at_once(press)

    def act_at_once(self, press: KeyPress) -> None:
        self._press(self._alias(press.name), press.as_key)

    def click(self, event: QMouseEvent) -> bool:
        """Do what a clicker's button stands for; say whether it is kept from the window."""
        alias = self._alias(clicker_button(event))
        press = KeyPress(Qt.Key.Key_unknown.value, at=event.timestamp())
        if alias and not (press.at and self._is_bounce(press)):
            self._press(alias, press)
        return bool(alias)

    def _press(self, action: str, press: KeyPress) -> None:
        self.pressed_at = press.at
        replay(self._window, press_for(KEYS[action].keys[0]) if action else press)

    def _is_bounce(self, press: KeyPress) -> bool:
        return self._bounces.take(press) and self._in_session()

    def _alias(self, name: str) -> str:
        return self._aliases().get(name, "") if name and self._in_session() else ""


def clicker_button(event: QMouseEvent) -> str:
    """Return the name of a button that points at nothing; "" of all others."""
    return CLICKER.get(event.button(), "")
