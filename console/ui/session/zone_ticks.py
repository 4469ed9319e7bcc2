"""Lines to tick the zones of a cream on; going on without any says so."""

from collections.abc import Container, Mapping

from PySide6.QtWidgets import QWidget

from console.ui.kit.fields import Tick
from console.ui.kit.layouts import column
from console.ui.session.pane_context import PaneContext


class ZoneTicks(QWidget):
    """`names` by the zone; `none_code` is what is said where none is ticked."""

    def __init__(self, context: PaneContext, names: Mapping[str, str], ticked: Container[str], none_code: str) -> None:
        super().__init__()
        self._context, self._none_code = context, none_code
        self._boxes = {zone: Tick(name) for zone, name in names.items()}
        for zone, box in self._boxes.items():
            box.setChecked(zone in ticked)
        self.setLayout(column(*self._boxes.values(), gap=4))

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(zone for zone, box in self._boxes.items() if box.isChecked())

    def some(self) -> bool:
        """Whether a zone is ticked; says so where none is."""
        if not self.chosen:
            self._context.prompt.tell(self._context.say(self._none_code))
        return bool(self.chosen)
