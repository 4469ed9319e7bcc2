"""Whether cream is covered: under film, open, or nobody says."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from console.ui.kit.flow import Columns
from console.ui.kit.labels import Toggle, label
from console.ui.kit.layouts import column, holder
from console.ui.session.pane_context import PaneContext


class CoverChoice(QWidget):
    """Two presses side by side; at first it is not recorded, and pressing what is chosen takes it back."""

    def __init__(self, context: PaneContext, value: bool | None = None) -> None:
        super().__init__()
        self.value = value
        named = ((True, "covered"), (False, "uncovered"))
        self._toggles = {each: Toggle(context.say(code), partial(self._press, each)) for each, code in named}
        beside = holder(Columns(*self._toggles.values(), shares=(1, 1), gap=6, beside=6))
        self.setLayout(column(label(context.say("cover"), "small", "soft"), beside, gap=2))
        self.show_value(value)

    by_hand = False

    @property
    def aside(self) -> dict[str, str]:
        """What is pressed, by its name."""
        return {"cover": "" if self.value is None else str(self.value)}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        """Have it pressed as it was before."""
        self.show_value({"True": True, "False": False}.get(scanned["cover"]))

    def _press(self, value: bool) -> None:
        self.show_value(None if self.value is value else value)

    def show_value(self, value: bool | None) -> None:
        self.value = value
        for each, toggle in self._toggles.items():
            toggle.setChecked(each is value)
