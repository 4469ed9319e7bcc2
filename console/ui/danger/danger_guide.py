"""What the danger card has to read: for each event its signs, what is done, and where both come from."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from console.core.danger_parts import Danger, Emergency
from console.core.protocol_parts import Sign
from console.core.text.words import Words
from console.ui.kit.flow import Flow
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder, scroll, scroll_area
from console.ui.kit.wrapped_button import WrappedButton


class Tab(WrappedButton):
    """Looks pressed while its event is in sight."""

    def __init__(self, text: str, pressed: Callable[[], object]) -> None:
        super().__init__(text, pressed, "tab")
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Stay as it is until another event is in sight."""


class DangerGuide(QWidget):
    """A tab for each event. What was adopted before there were events has its signs alone."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._danger = Danger()
        self._tabs = Flow(gap=8)
        self._made: dict[str, Tab] = {}
        self._inside = column(gap=6)
        self.shown = ""
        """The id of the event in sight."""
        inside = column(holder(self._tabs), self._inside, 1, gap=10)
        inside.setContentsMargins(0, 0, 12, 0)
        self._area = scroll_area(holder(inside))
        self.setLayout(column(self._area))

    def show_danger(self, danger: Danger, first: str = "") -> None:
        """Show these events, the one named `first` in sight, else the file's first."""
        if danger != self._danger:
            self._danger = danger
            clear_layout(self._tabs)
            self._made = {}
            for each in danger.events:
                made = self._made[each.id] = Tab(each.label, partial(self.turn_to, each.id))
                self._tabs.addWidget(made)
        self.turn_to(first if first in self._made else next(iter(self._made), ""))

    def turn_to(self, event: str) -> None:
        """Bring this event in sight."""
        self.shown = event
        for name, made in self._made.items():
            made.setChecked(name == event)
        clear_layout(self._inside)
        found = next((each for each in self._danger.events if each.id == event), None)
        known = found or Emergency("", self._say("signs"), self._danger.signs, ())
        self._add(self._say("signs-of", what=known.label) if found else known.label, known.signs, "•")
        if known.measures:
            self._add(self._say("measures"), known.measures, "")
        sources = dict.fromkeys(self._words.pair(each.grade, each.source) for each in (*known.signs, *known.measures))
        self._inside.addWidget(label(self._words.listed(sources, "list-long"), "small", "soft", wrap=True))
        self._area.verticalScrollBar().setValue(0)

    def arrow(self, dx: int, dy: int) -> None:
        """Turn to the event beside the one in sight; scroll."""
        names = list(self._made)
        if dx and names:
            self.turn_to(names[(names.index(self.shown) + dx) % len(names)])
        scroll(self._area, dy)

    def _add(self, title: str, lines: tuple[Sign, ...], mark: str) -> None:
        self._inside.addWidget(label(title, "large", strong=True, wrap=True))
        for number, each in enumerate(lines, start=1):
            self._inside.addWidget(label(f"{mark or f'{number}.'}  {each.text} ({each.grade})", wrap=True))

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("danger", code, **facts)
