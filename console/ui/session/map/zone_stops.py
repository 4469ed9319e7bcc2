"""Where keys and assistive technology stop on the map: a button over each zone, one of them a stop of the Tab key."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from console.core.text.words import Words
from console.ui.session.map.map_scene import MapScene
from console.ui.session.map.zone_button import ZoneButton


class ZoneStops:
    """Falsy until a figure is shown. Owns the buttons; the map is their focus."""

    def __init__(self, body: QWidget, scene: MapScene, words: Words, pressed: Callable[[str], object]) -> None:
        self._body, self._scene, self._words, self._pressed = body, scene, words, pressed
        self._buttons: dict[str, ZoneButton] = {}

    def __bool__(self) -> bool:
        return bool(self._buttons)

    def __contains__(self, zone: str) -> bool:
        return zone in self._buttons

    def show_zones(self, zones: Iterable[str], shown: Callable[[], object]) -> None:
        """Stop at these in place of those before; `shown` is called between, so that the focus is never nowhere."""
        old, had = self._buttons, self.focused
        self._buttons = {zone: ZoneButton(zone, self._body) for zone in zones}
        for zone, button in self._buttons.items():
            button.clicked.connect(lambda _=False, zone=zone: self._pressed(zone))
            button.show()
        shown()
        self.tell(had)
        for button in old.values():
            button.setParent(None)
            button.deleteLater()

    def tell(self, focus: bool = False) -> None:
        """Say names and states; one zone at a time is a stop of the Tab key."""
        if not self:
            return
        for zone, button in self._buttons.items():
            button.tell(self._scene.look(zone), zone == self._scene.current, self._words)
        stop, had = self._buttons[self._scene.stop], focus or self.focused
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is stop else Qt.FocusPolicy.NoFocus)
        self._body.setFocusProxy(stop)
        if had:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_after(self, before: QWidget) -> None:
        """Have the Tab key come here from that control: else the way on leads past what stands behind the map."""
        if self:
            QWidget.setTabOrder(before, self._buttons[self._scene.stop])

    def cover(self, rect: Callable[[str], QRectF]) -> None:
        """Lie over the zones."""
        for zone, button in self._buttons.items():
            button.cover(rect(zone))

    @property
    def focused(self) -> bool:
        return any(button.hasFocus() for button in self._buttons.values())

    @property
    def ring(self) -> str:
        """The zone with the ring: the chosen one, or where the Tab key has come to."""
        chosen = self._scene.chosen in self._buttons or self._buttons[self._scene.stop].by_key
        return self._scene.stop if chosen else ""
