"""What the danger card has to read: for each event its signs, what is done, and where both come from."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from console.core.danger_parts import Danger, Emergency
from console.core.protocol_parts import Sign
from console.core.text.words import Words, join_sources
from console.ui.danger.event_choice import EventChoice
from console.ui.kit.labels import ElidedLabel, label
from console.ui.kit.layouts import clear_layout, column, holder, row, scroll, scroll_area

LEAST_LETTERS = 26
"""Of a line of signs that stand beside what comes first; where there is no room for so many, they stand below it."""


class DangerGuide(QWidget):
    """Signs and what comes first of one event. What was adopted before there were events has its signs alone."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._danger = Danger()
        self.events = EventChoice(words)
        self._signs, self._measures, self._sources = column(gap=6), column(gap=6), label("", "small", "soft", wrap=True)
        self._second = holder(self._measures)
        self._lists: QBoxLayout = row(holder(self._signs), self._second, gap=16)
        self.shown = ""
        """The id of the event in sight."""
        self._brief = ElidedLabel(strong=True)
        """The signs in one line, where they stand below what comes first."""
        inside = column(self.events.tabs, self._brief, self._lists, self._sources, 1, gap=10)
        inside.setContentsMargins(0, 0, 12, 0)
        self._area = scroll_area(holder(inside))
        self.setLayout(column(self.events, self._area, gap=10))
        self.events.chosen.connect(self.turn_to)
        self.events.unfolded.connect(self._to_top)

    def show_danger(self, danger: Danger, first: str = "") -> None:
        """Show these events, the one named `first` in sight, else the file's first."""
        if danger != self._danger:
            self._danger = danger
            self.events.show_events(danger.events)
            self._arrange()
        names = [each.id for each in danger.events]
        self.turn_to(first if first in names else next(iter(names), ""))

    def turn_to(self, event: str) -> None:
        """Bring this event in sight."""
        self.shown = event
        self.events.mark(event)
        found = next((each for each in self._danger.events if each.id == event), None)
        known = found or Emergency("", self._say("signs"), self._danger.signs, ())
        self._fill(self._signs, self._say("signs-here") if found else known.label, known.signs, "•")
        self._fill(self._measures, self._say("measures"), known.measures, "")
        self._second.setVisible(bool(known.measures))
        signs = self._words.listed(each.text for each in known.signs)
        self._brief.set_text(self._words.pair(self._say("signs-here"), signs))
        sources = join_sources(each.source for each in (*known.signs, *known.measures))
        self._sources.setText(self._words.say("window", "where-from-is", source=sources) if sources else "")
        self._arrange()
        self._to_top()

    def arrow(self, dx: int, dy: int) -> None:
        """Turn to the event beside the one in sight; scroll."""
        if dx:
            self.events.turn(dx)
        scroll(self._area, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Lay out anew for the room there is."""
        self.events.fit(self.width(), self.height())
        beside = self.width() >= 2 * LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        self._lists.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop)
        self._brief.setVisible(not beside)
        heading = self._measures.itemAt(0)
        title = heading.widget() if heading is not None else None
        if title is not None:
            title.setVisible(beside)  # the numbers say it; the signs begin in its place
        for at in range(2):
            self._lists.setStretch(at, int(beside))

    def _to_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def _fill(self, place: QVBoxLayout, title: str, lines: tuple[Sign, ...], mark: str) -> None:
        clear_layout(place)
        place.addWidget(label(title, "large", strong=True, wrap=True))
        for number, each in enumerate(lines, start=1):
            place.addWidget(label(f"{mark or f'{number}.'}  {each.text}", wrap=True))
        place.addStretch(1)

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("danger", code, **facts)
