"""The question which groups something holds: ticks of which "none of these" takes the others out."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from console.core.people import NO_GROUP
from console.ui.kit.fields import Tick
from console.ui.kit.flow import Columns
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder


class HeldGroups(QWidget):
    """Nothing ticked is no answer. Without groups nothing is asked."""

    def __init__(self, asked: str, none: str) -> None:
        super().__init__()
        self._none = none
        self.ticks: dict[str, Tick] = {}
        self._list = column()
        self._question = holder(column(label(asked, "small", "soft", wrap=True), holder(self._list), gap=10))
        self.setLayout(column(self._question))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the ids of what is ticked, in the order in which they stand."""
        return tuple(each for each, tick in self.ticks.items() if tick.isChecked())

    def offer(self, groups: Mapping[str, str], held: Iterable[str] = ()) -> None:
        """Show these groups, by their ids, with those ticked that it is known to hold."""
        clear_layout(self._list)
        known = set(held)
        self.ticks = {each: Tick(text) for each, text in {**groups, NO_GROUP: self._none}.items()} if groups else {}
        for each, tick in self.ticks.items():
            tick.setChecked(each in known)
            tick.ticked.connect(partial(self._held, each))
        if groups:
            self._list.addWidget(holder(Columns(*self.ticks.values(), shares=(1, 1), beside=8)))
        self._question.setVisible(bool(groups))

    def clear(self) -> None:
        """Leave it without an answer."""
        for tick in self.ticks.values():
            tick.setChecked(False)

    def _held(self, group: str, on: bool) -> None:
        """Have either some of the groups, or none."""
        if on:
            for each, tick in self.ticks.items():
                if (each == NO_GROUP) != (group == NO_GROUP):
                    tick.setChecked(False)
