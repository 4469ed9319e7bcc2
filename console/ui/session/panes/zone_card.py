"""The card of one zone: depth, passes, endpoint, and what binds them."""

from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from console.core.anatomy import to_um, zone_of
from console.core.events import DepthSet, Endpoint, EndpointSeen, PassesSet
from console.core.limits import Binding, Limit, depth_limit, depth_limits, depth_settings
from console.core.preparation import MAX_PASSES
from console.core.state import SessionState
from console.core.state_parts import Setup
from console.core.text.setup_words import device_text
from console.ui.kit.flow import Columns
from console.ui.kit.labels import Toggle, button, label, mark
from console.ui.kit.layouts import column, holder, row, scroll_area, to_top
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import published_text
from console.ui.session.panes.earlier_visits import EarlierVisits
from console.ui.session.panes.late_pass import LatePass
from console.ui.session.panes.leave_out import LeaveOut
from console.ui.session.panes.sub_area_list import SubAreaList
from console.ui.session.source_button import SourceButton
from console.ui.session.zone_history import ZoneHistory

ACROSS = 5
LEAST_PX = 20
"""Of what scrolls, where alarms leave little room: name and depth are never cut."""
SHORT_NAME = 20
"""A longer name is set smaller, so that what is below it keeps its place."""


class ZoneCard(QWidget):
    """Shows the chosen zone; what is pressed goes to the engine, which takes it or says why not."""

    def __init__(self, context: PaneContext, take: Callable[[str], None]) -> None:
        super().__init__()
        self._context, self._take_zone = context, take
        self.zone = ""
        self._name = label("", "title", strong=True, wrap=True)
        self._told = label("", "small", "soft", wrap=True)
        self._never = label("", "body", "stop", wrap=True)
        self._depth = label("", "huge", strong=True)
        self._unit = label("", "large", strong=True)
        self._less = self._big("−", partial(self.step_depth, -1), context.say("less-deep"))
        self._more = self._big("+", partial(self.step_depth, 1), context.say("deeper"))
        self._limit = label("", "small", "ink", strong=True, wrap=True)
        self._limits = SourceButton(context, "limits-why")
        self._range = label("", "small", "soft", wrap=True)
        self._planned = label("", "small", "soft", wrap=True)
        self._history = ZoneHistory(context)
        self.leave_out = LeaveOut(context, self._name)
        self.late = LatePass(context)
        self._passes = self._pass_buttons()
        self._endpoints = self._endpoint_buttons()
        self._take = button("", lambda: take(self.zone), "plain", large=True)
        depth = row(self._less, 1, self._depth, self._unit, 1, self._more, gap=4)
        for each in (self._less, self._more, *self._passes, *self._endpoints.values()):
            each.setProperty("snug", True)
        for figure in (self._depth, self._unit):
            depth.setAlignment(figure, Qt.AlignmentFlag.AlignBaseline)
        self._figures = holder(depth)
        self._work, self._sub_areas = holder(self._laid_out()), SubAreaList(context, take)
        parts = self._take, self._never, self._limit, self._told, self._work, self._limits
        others = self.late.button, self.leave_out.button, self._sub_areas, self._history
        self._inside = column(*parts, *others, 1, gap=3)
        self._area = scroll_area(holder(self._inside))
        self._area.setMinimumHeight(LEAST_PX)
        self.setLayout(column(self.leave_out, self._figures, self._area, gap=3))

    def show_zone(self, state: SessionState, zone: str, earlier: EarlierVisits, waits: str = "") -> None:
        """The zone with this id, another one from its name on; with "" what it `waits` for, or how to choose one."""
        if zone != self.zone:
            to_top(self._area)
        self.zone = zone
        known = state.protocol.zone.get(zone_of(zone))
        self._history.show_visits(earlier.of_zone(zone))
        self.leave_out.show_zone(state, zone)
        self.late.show_zone(state, zone)
        self._sub_areas.show_zone(state, zone)
        for part in (self._figures, self._limit, self._work, self._limits):
            part.setVisible(known is not None and not known.never)
        self._never.setVisible(known is not None and bool(known.never))
        self._take.setVisible(known is not None and not known.never and zone != state.current)
        if known is None:
            self._name.setText(waits or self._context.say("no-zone"))
            self._told.setText(self._context.say("nearer-long" if waits else "no-zone-long"))
            mark(self._told, tone="soft")
            self._told.show()
            return
        name = self._context.words.zone(state.protocol, zone)
        self._name.setText(name)
        mark(self._name, lettering="title" if len(name) <= SHORT_NAME else "large")
        self._told.setText(" · ".join(self._facts(state, zone, earlier)))
        mark(self._told, tone="warn" if zone in earlier.differing(state) else "soft")
        self._told.setVisible(bool(self._told.text()))
        self._never.setText(self._context.say("never", why=known.never))
        self._take.setText(self._context.say("take", zone=name))
        self._take.setAccessibleName(self._take.text())
        self._show_depth(state, zone)
        self._show_done(state, zone)

    def add_below(self, widget: QWidget) -> None:
        """Below all that is of the zone, where it scrolls with it."""
        self._inside.insertWidget(self._inside.count() - 1, widget)

    def passes(self, number: int) -> None:
        """As many as are recorded already are no new entry."""
        state = self._context.model.session
        record = state.zones.get(self.zone) if state else None
        if self.zone and (record is None or len(record.passes) != number):
            self._context.propose(PassesSet(self.zone, number))

    def step_depth(self, by: int) -> None:
        """One setting of the device up or down, in sight; the engine says which limit stops it."""
        to_top(self._area)
        state = self._context.model.session
        if state is None or not self.zone:
            return
        if not state.device:
            self._context.propose(DepthSet(self.zone, 0))
            return
        step, least, _ = depth_settings(state.protocol.device[state.device])
        stands = self._stands(state)
        self._context.propose(DepthSet(self.zone, max(least, stands + by * step) if stands else least))

    def _stands(self, state: SessionState) -> int:
        record = state.zones.get(self.zone)
        return (record.depth_um or 0) if record else 0

    def _facts(self, state: SessionState, zone: str, earlier: EarlierVisits) -> list[str]:
        order = [each.zone for each in state.plan]
        place = self._context.say("place", place=order.index(zone) + 1, of=len(order)) if zone in order else ""
        facts = [place or self._context.say("not-planned")] if order else []
        if self._context.theme.large and state.device:
            facts.insert(0, self._context.say("setup-device", now=self._device(state)))
        before = earlier.last.get(zone)
        differs = "≠ " if zone in earlier.differing(state) else ""
        if before:
            depth = self._context.words.mm(before.depth_um)
            facts.append(differs + self._context.say("last-time", depth=depth, count=before.passes or 0))
        elif differs:
            facts.append(differs + self._context.say("not-last-time"))
        if state.under_cream(zone):
            facts.append(self._context.say("under-cream"))
        elif state.applications and not any(zone in each.zones for each in state.applications):
            facts.append(self._context.say("never-under-cream"))
        return facts

    def _device(self, state: SessionState) -> str:
        """Which device is on; with large text all else that is in hand stands further below."""
        return device_text(self._context.words, state.protocol, Setup(state.device, state.serial))

    def _show_depth(self, state: SessionState, zone: str) -> None:
        words = self._context.words
        record = state.zones.get(zone)
        depth = record.depth_um if record else None
        number, _, unit = (words.mm(depth) if depth else "– mm").rpartition(" ")
        self._depth.setText(number)
        self._unit.setText(unit)
        self._depth.setAccessibleName(words.mm(depth))
        limit = depth_limit(state, zone)
        self._limit.setText(self._binds(limit) if limit else self._context.say("no-limit"))
        mark(self._limit, tone="warn" if limit and depth == limit.um else "ink")
        self._limits.tell(words.zone(state.protocol, zone), *self._sources(state, zone))
        known = state.protocol.zone.get(zone)
        self._range.setVisible(known is not None)
        if known and known.suggest_mm is None:
            mark(self._range, tone="soft")
            self._range.setText(self._context.say("not-published"))
        elif known and known.suggest_mm:
            low, high = (words.mm(to_um(each)) for each in known.suggest_mm)
            outside = words.outside_range(known, depth)
            mark(self._range, tone="warn" if outside else "soft")
            self._range.setText(outside or self._context.say("published", low=low, high=high))

    def _binds(self, limit: Limit) -> str:
        """Which limit binds, and where it stands."""
        depth = self._context.words.mm(limit.um)
        code = "limit-binds-operator" if limit.by == "operator" else "limit-binds"
        by = "" if limit.by == "operator" else self._context.say(f"by-{limit.by}")
        return self._context.say(code, depth=depth, by=by)

    def _sources(self, state: SessionState, zone: str) -> list[str]:
        """Every limit with its source, who set none, and what is published of the zone: a line each."""
        words, told, open_ = self._context.words, [], []
        limits = {each.by: each for each in depth_limits(state, zone)}
        for by in get_args(Binding):
            name, limit = self._context.say(f"by-{by}"), limits.get(by)
            if limit is None:
                open_.append(name)
                continue
            code = "limit-source" if limit.source else "limit-of"
            told.append(self._context.say(code, depth=words.mm(limit.um), by=name, source=limit.source))
        told += [self._context.say("limits-open", by=words.listed(open_))] if open_ else []
        return [*told, published_text(words, state.protocol.zone.get(zone), "published-source")]

    def _show_done(self, state: SessionState, zone: str) -> None:
        planned = state.planned(zone)
        wanted = planned.passes if planned else None
        self._planned.setText(
            self._context.say("passes-plan", passes=wanted) if wanted else self._context.say("passes-open")
        )
        record = state.zones.get(zone)
        done = len(record.passes) if record else 0
        for number, made in enumerate(self._passes, start=1):
            made.setChecked(number == done)
            made.setVisible(number <= max(4, wanted or 0, min(MAX_PASSES, done + 1)))
        for endpoint, made in self._endpoints.items():
            made.setChecked(record is not None and record.endpoint == endpoint)

    def _big(self, text: str, pressed: Callable[[], object], name: str) -> QPushButton:
        made = button(text, pressed, "tab", name, large=True)
        made.setFixedWidth(64)
        return made

    def _pass_buttons(self) -> list[Toggle]:
        made = []
        for number in range(1, MAX_PASSES + 1):
            name = self._context.say("passes-are", count=number)
            made.append(Toggle(str(number), partial(self.passes, number), name=name).narrow())
        return made

    def _endpoint_buttons(self) -> dict[str, Toggle]:
        made = {}
        for endpoint in get_args(Endpoint):
            made[endpoint] = Toggle(self._context.say(f"endpoint-{endpoint}"), partial(self._seen, endpoint))
        return made

    def _seen(self, endpoint: Endpoint) -> None:
        if self.zone:
            self._context.propose(EndpointSeen(self.zone, endpoint))

    def _laid_out(self) -> QVBoxLayout:
        passes = QGridLayout()
        passes.setHorizontalSpacing(2)
        for index, each in enumerate(self._passes):
            passes.addWidget(each, index // ACROSS, index % ACROSS)
        seen = holder(Columns(*self._endpoints.values(), shares=(1, 1), gap=6, beside=6))
        asked = label(self._context.say("endpoint"), "small", "soft")
        return column(self._range, self._planned, passes, self.late.told, asked, seen, gap=3)
