"""The map with its figures: a tab for each, and what it shows of every zone."""

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from console.core.anatomy import Map, zone_of
from console.core.next_action import zone_done
from console.core.state import SessionState
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.map.body_map import BodyMap, ZoneLook
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.earlier_visits import EarlierVisits
from console.ui.session.sub_area_prompts import SubAreaMarking, mark_looks

MAPS: tuple[Map, ...] = ("face", "body-front", "body-back", "scalp")
GAP = 8
MOST_PX = 16_777_215
"""As wide as Qt lets a widget be."""
HIGH_PX, LEAST_PX, LEAST_SHARE = 680, 320, 0.4
"""So high the map is at least in a window of so much; in a lower one so large a part of the window."""


def zone_looks(context: PaneContext, state: SessionState, earlier: EarlierVisits) -> dict[str, ZoneLook]:
    """What the map shows of every zone."""
    looks = {}
    last, differing = earlier.last, earlier.differing(state)
    planned, left_out = {each.zone for each in state.plan}, state.zones_left_out
    for zone_id, zone in state.protocol.zone.items():
        record = state.zones.get(zone_id)
        passes = record.passes if record else ()
        ghost = last.get(zone_id)
        looks[zone_id] = ZoneLook(
            zone=zone_id,
            name=context.words.zone(state.protocol, zone_id),
            depth_um=max((each.depth_um for each in passes), default=None),
            passes=len(passes),
            planned=zone_id in planned,
            done=zone_done(state, zone_id),
            never=bool(zone.never),
            why=zone.never,
            ghost_um=ghost.depth_um if ghost else None,
            ghost_passes=(ghost.passes or 0) if ghost else 0,
            cream=state.under_cream(zone_id) is not None,
            differs=zone_id in differing,
            left_out=left_out[zone_id].text if zone_id in left_out else "",
        )
    return looks


class MapTabs(QWidget):
    """The four figures with how many zones of each are treated; the map below, or beside them where it is low there."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self.map = BodyMap(context.words)
        self.marking = SubAreaMarking(context, self.map)
        self._tabs: dict[str, WrappedButton] = {}
        self._group = QButtonGroup(self)
        self._tally = label("", "large", strong=True, wrap=True)
        self._tally.hide()
        self._bar = QGridLayout()
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._bar.setSpacing(GAP)
        for name in MAPS:
            made = WrappedButton("", partial(self.turn, name), "tab", context.say(f"map-{name}"))
            made.setCheckable(True)
            made.setProperty("snug", True)
            self._group.addButton(made)
            self._tabs[name] = made
        self._figures = holder(self._bar)
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._across.setSpacing(GAP)
        self._across.addWidget(self._figures)
        self._across.addWidget(self.map, 1)
        self._strips = column()
        whole = column(self._strips, self._across, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._arranged: tuple[int, bool] | None = None
        self._beside = False
        self.shown = self._of = ""
        self._planned = frozenset[str]()
        self._theme = context.theme
        self._theme.changed.connect(self._colour)
        self._colour()
        self.turn(MAPS[0])

    def put_strip(self, strip: QWidget) -> None:
        """Put it above the figures' names."""
        self._strips.addWidget(strip)

    def tell(self, text: str) -> None:
        """Say after the figures' names how much is done."""
        if self._tally.text() != text:
            longer = len(text) != len(self._tally.text())
            self._tally.setText(text)
            self._tally.setVisible(bool(text) and not self._beside)
            if longer:
                self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """One row of names above the map; where they or the map had no room, one or two columns beside it."""
        window, tabs = self.window().height(), self._tabs.values()
        least = max(LEAST_SHARE * window, LEAST_PX if window >= HIGH_PX else 0)
        high, strips = max(each.sizeHint().height() for each in tabs), self._strips
        above = strips.totalHeightForWidth(self.width()) if strips.hasHeightForWidth() else 0
        room = self.height() - (above + GAP if above else 0)
        narrowest = max(each.minimumSizeHint().width() for each in tabs) + GAP
        beside = room - high - GAP < least or len(tabs) * narrowest > self.width()
        needed = sum(each.sizeHint().width() + GAP for each in tabs)
        needed += self._tally.fontMetrics().horizontalAdvance(self._tally.text())
        low, whole = min(each.minimumHeight() for each in tabs), max(each.sizeHint().width() for each in tabs) + GAP
        if beside and len(tabs) * (high + 1) > room >= len(tabs) * (low + 1) and whole < 2 * narrowest:
            narrowest, high = whole, low  # no text breaks
        columns = len(tabs) if not beside else 1 if len(tabs) * (high + 1) <= room else 2
        below = beside or needed > self.width()
        if (columns, below) != self._arranged:
            self._arranged, self._beside = (columns, below), beside
            self._lay(columns, below)
        self._figures.setMinimumWidth(columns * narrowest if beside else 0)
        self._figures.setMaximumWidth(columns * narrowest if beside else MOST_PX)
        self._bar.setVerticalSpacing(min(GAP, max(1, (room - len(tabs) * high) // len(tabs))))

    def _lay(self, columns: int, below: bool) -> None:
        """Lay the names out in so many columns; what is done stands after them, or `below`; beside the map it has no
        room, and the zone's card says it."""
        rows, beside = len(self._tabs) // columns, self._beside
        self._tally.setVisible(bool(self._tally.text()) and not beside)
        for at, each in enumerate(self._tabs.values()):
            self._bar.addWidget(each, at // columns, at % columns)
        self._bar.addWidget(self._tally, *((rows, 0, 1, columns) if below else (0, columns)))
        self._bar.setColumnStretch(len(self._tabs), int(not beside))
        for row in range(len(self._tabs) + 2):
            self._bar.setRowStretch(row, int(beside and row == rows + 1))
        policy = QSizePolicy.Policy
        self._figures.setSizePolicy(policy.Preferred if beside else policy.Ignored, policy.Preferred)
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _colour(self) -> None:
        self.map.set_colours(self._theme.tokens)

    def begin(self) -> None:
        """Show the face, all of it; no place is waited for that was asked of another client."""
        self.marking.begin(None)
        self.map.show_whole()
        self._of = ""
        self.turn(MAPS[0])

    def turn(self, name: str) -> None:
        self.shown = name
        self._tabs[name].setChecked(True)
        self.map.show_map(name)

    def face(self, state: SessionState, zone: str) -> None:
        """Turns to a figure on which the zone is, where the present one has it not."""
        known = state.protocol.zone.get(zone_of(zone))
        if known and self.shown not in known.maps:
            self.turn(known.maps[0])

    def follow_plan(self, state: SessionState) -> None:
        """Turn to what is planned anew where none of it is on the figure shown: it was chosen from a list or by key."""
        before = self._planned if state.id == self._of else frozenset()
        new = [each.zone for each in state.plan if each.zone not in before]
        self._of, self._planned = state.id, frozenset(each.zone for each in state.plan)
        known = [state.protocol.zone.get(zone_of(zone)) for zone in new]
        if new and not any(zone and self.shown in zone.maps for zone in known):
            self.face(state, new[0])

    def show_counts(self, state: SessionState) -> None:
        self.map.show_marks(mark_looks(state))
        for name, tab in self._tabs.items():
            zones = [zone for zone, known in state.protocol.zone.items() if name in known.maps]
            here = {*zones, *(zone for zone, mark in state.sub_areas.items() if mark.map == name)}
            planned = sum(each.zone in here and each.zone not in state.zones_left_out for each in state.plan)
            done = sum(record.zone in here for record in state.treated)
            text = self._context.say(f"map-{name}")
            if planned or done:
                text = f"{text} {done}/{max(planned, done)}"
            tab.set_text(text)
        self._arrange()
