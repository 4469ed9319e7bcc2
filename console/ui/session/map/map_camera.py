"""From where the map is looked at: the view in sight, the view it goes to, and the way between them."""

from PySide6.QtCore import QVariantAnimation, Signal
from PySide6.QtWidgets import QWidget

from console.ui.session.map.map_view import View

WAY_MS = 180


class MapCamera(QVariantAnimation):
    """`view` is in sight, `goal` where it goes to. Goes at once where motion is `still` or the map is not seen."""

    turned = Signal(bool)
    """The view is another one; whether it has arrived."""

    def __init__(self, seen: QWidget) -> None:
        super().__init__(seen)
        self._seen = seen
        self.view = self.goal = self._from = View(0, 0)
        self.still = False
        self.setDuration(WAY_MS)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.valueChanged.connect(self._go)

    @property
    def moving(self) -> bool:
        return self.state() == QVariantAnimation.State.Running

    @property
    def zoomed(self) -> bool:
        return self.goal.factor > 1

    def turn(self, goal: View) -> None:
        """Go there."""
        self.stop()
        self.goal, self._from = goal, self.view
        if self.still or not self._seen.isVisible():
            self.jump(goal)
        else:
            self.start()

    def jump(self, view: View) -> None:
        """Be there at once."""
        self.stop()
        self.view = self.goal = view
        self.turned.emit(True)

    def _go(self, part: float) -> None:
        self.view = self._from.towards(self.goal, part)
        self.turned.emit(part >= 1)
