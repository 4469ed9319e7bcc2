"""One numbing cream: the form that puts it on, and the card while it is on."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from console.app.typed_day import unread_expiry
from console.core.dosing import area_cm2, drugs_mg
from console.core.events import Corrected, CreamOff, CreamOn, NumbingLeftOut
from console.core.state import Application, SessionState
from console.core.stock import Line
from console.ui.desk import Desk
from console.ui.local import clock_time, day_text
from console.ui.model import Refused
from console.ui.panes.choosing import choose_plan
from console.ui.widgets.basics import Toggle, button, column, holder, label
from console.ui.widgets.choices import Choice
from console.ui.widgets.dayline import DayLine
from console.ui.widgets.flow import Flow
from console.ui.widgets.forms import Tick
from console.ui.widgets.grams import Grams
from console.ui.widgets.onhand import offer_cream

LATE_MIN = (2, 5, 10, 15, 20, 30, 45, 60)
SHIFT_MIN = (-15, -10, -5, -2, -1, 1, 2, 5, 10)


class CreamForm(QWidget):
    """Lot, expiry and grams may stay open; what nobody enters is recorded as not recorded."""

    def __init__(self, desk: Desk, done: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._done = desk, done
        self.agent = ""
        self._zones: tuple[str, ...] | None = None
        self._name = label(desk.say("choose-agent"), "large", strong=True, wrap=True)
        self._label = label("", "small", "soft", wrap=True)
        self._lot, self._grams = QLineEdit(), Grams()
        self._expiry = DayLine(desk.words)
        self._covered = Toggle(desk.say("covered"), self._cover)
        self._where = button("", self._choose_zones, "row")
        self._where.setProperty("session", True)
        self._put = button(desk.say("cream-on"), self.put_on)
        self._earlier = button(desk.say("cream-on-earlier"), self._ask_late)
        self._stock = button(desk.words.say("stock", "from-stock"), self._offer)
        for made in (self._put, self._earlier, self._stock):
            made.setProperty("session", True)
        self._pack = ("", "", "")
        self._lay_out()

    def begin(self) -> None:
        """Another cream: nothing of the one before is taken for it."""
        self._forget()
        self._covered.setChecked(False)
        self._zones = None

    def choose(self, state: SessionState, agent: str) -> None:
        """What was told of one cream is not taken for another."""
        known = state.protocol.agent[agent]
        if self.agent and agent != self.agent:
            self._forget()
        self.agent = agent
        self._name.setText(known.label)
        self._label.setText(self._desk.say("agent-source", source=known.remove_by_min.source or "–"))
        self.show_state(state)

    def show_state(self, state: SessionState) -> None:
        planned = self._open_zones(state)
        zones = self._zones if self._zones is not None else planned
        area = area_cm2(state.protocol, zones)
        code = "on-none" if not zones and not state.plan else "on-planned" if self._zones is None else "on-chosen"
        text = self._desk.say(code, count=len(zones), area="–" if area is None else self._desk.words.number(area, 0))
        self._where.setText(text)
        self._where.setAccessibleName(text)
        self._put.setVisible(bool(state.applications))  # the first goes on by the primary action
        for made in (self._put, self._earlier, self._stock):
            made.setEnabled(bool(self.agent))

    def put_on(self, ago_min: int = 0) -> None:
        """The cream goes on now, or went on so many minutes ago; refused with a reason where it may not."""
        state = self._desk.model.session
        if state is None or not self.agent or not self._told():
            return
        lot, *codes = self._pack
        gtin, serial = codes if lot == self._lot.text().strip() else ("", "")
        body = CreamOn(
            self.agent,
            self._zones if self._zones is not None else self._open_zones(state),
            lot=self._lot.text().strip(),
            expiry=self._expiry.iso,
            mass_mg=self._grams.mg,
            occluded=self._covered.isChecked() or None,
            gtin=gtin,
            serial=serial,
        )
        self._zones = None
        self._done()
        self._desk.propose(body, ago_min * 60_000)

    def leave_out(self) -> None:
        self._desk.ask_reason(self._desk.say("leave-out-why"), "leave-out", NumbingLeftOut)

    def _offer(self) -> None:
        offer_cream(self._desk, self.agent, self._take_from)

    def _take_from(self, line: Line) -> None:
        """Lot and expiry as they came; another lot typed over them is another pack."""
        self._lot.setText(line.lot)
        self._expiry.setText(line.expiry)
        self._pack = (line.lot, line.product.gtin, line.serial)

    def _forget(self) -> None:
        self._pack = ("", "", "")
        for field in (self._lot, self._grams, self._expiry):
            field.clear()

    def _told(self) -> bool:
        """Whether the day can be read; where not, that is said like what the engine refuses."""
        if self._expiry.readable():
            return True
        self._desk.model.refused.emit(Refused(unread_expiry(self._expiry.text())))
        return False

    def _open_zones(self, state: SessionState) -> tuple[str, ...]:
        """The planned zones that have no cream yet."""
        return tuple(each.zone for each in state.plan if not state.under_cream(each.zone))

    def _cover(self) -> None:
        self._covered.setChecked(not self._covered.isChecked())

    def _ask_late(self) -> None:
        if not self._told():
            return
        choices = [Choice(self._desk.say("minutes-ago", minutes=each), partial(self.put_on, each)) for each in LATE_MIN]
        self._desk.choices.ask(self._desk.say("when-on"), choices)

    def _choose_zones(self) -> None:
        state = self._desk.model.session
        if state is None:
            return
        if not state.plan:
            choose_plan(self._desk)
            return
        free = self._open_zones(state)
        boxes = {zone: Tick(self._desk.words.zone(state.protocol, zone)) for zone in free}
        inside = QVBoxLayout()
        for zone, box in boxes.items():
            box.setChecked(self._zones is None or zone in self._zones)
            inside.addWidget(box)
        take = Choice(self._desk.say("only-these"), lambda: self._take(boxes), "primary")
        every = Choice(self._desk.say("all-planned"), lambda: self._take(None))
        self._desk.choices.ask(self._desk.say("which-zones"), [take, every], extra=holder(inside))

    def _take(self, boxes: dict[str, Tick] | None) -> None:
        self._zones = None if boxes is None else tuple(zone for zone, box in boxes.items() if box.isChecked())
        if self._desk.model.session:
            self.show_state(self._desk.model.session)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, (code, field) in enumerate((("lot", self._lot), ("grams", self._grams), ("expiry", self._expiry))):
            field.setProperty("session", True)
            field.setMinimumWidth(80)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setAccessibleName(self._desk.say(code))
            named = column(label(self._desk.say(code), "small", "soft"), field, gap=2)
            grid.addLayout(named, index // 2, index % 2)
        grid.addWidget(self._covered, 1, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._expiry.said, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        others = holder(Flow(self._earlier, self._stock))
        inside = column(self._name, self._label, grid, self._where, self._put, others, gap=8)
        self.setLayout(inside)


class CreamCard(QWidget):
    """What is on, how much, on how much skin; early removal and corrections, one press each."""

    def __init__(self, desk: Desk, add: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._cream: Application | None = None
        self._name = label("", "title", strong=True, wrap=True)
        self._lot = label("", "small", "soft", wrap=True)
        self._dose = label("", "large", strong=True, wrap=True)
        self._area = label("", "small", "soft", wrap=True)
        self._early = button(desk.say("take-off-early"), self._ask_early)
        self._time = button(desk.say("correct-time"), self._ask_time)
        self._another = button(desk.say("another-cream"), add)
        for made in (self._early, self._time, self._another):
            made.setProperty("session", True)
        self.buttons = holder(Flow(self._early, self._time, self._another))
        self.setLayout(column(self._name, self._lot, self._dose, self._area, gap=6))

    def show_application(self, state: SessionState, cream: Application | None) -> None:
        self._cream = cream
        for widget in (self._lot, self._dose, self._area, self._early, self._time):
            widget.setVisible(cream is not None)
        self._another.setVisible(state.kind == "numbing" and not state.left_out)
        if cream is None:
            self._name.setText(self._desk.say("no-cream"))
            return
        agent, words = state.protocol.agent[cream.agent], self._desk.words
        none = words.say("format", "none")
        self._name.setText(agent.label)
        expiry = day_text(date.fromisoformat(cream.expiry)) if cream.expiry else none
        self._lot.setText(self._desk.say("lot-expiry", lot=cream.lot or none, expiry=expiry))
        drugs = [f"{words.number(mg, 0)} mg {name}" for name, mg in drugs_mg(agent, cream.mass_mg)]
        mass = none if cream.mass_mg is None else f"{words.number(cream.mass_mg / 1000)} g"
        self._dose.setText(" · ".join([mass, *drugs]))
        area = area_cm2(state.protocol, cream.zones)
        told = none if area is None else f"{words.number(area, 0)} cm²"
        if agent.max_area_cm2.value is not None:
            told = self._desk.say("label-area", area=told, most=words.number(agent.max_area_cm2.value, 0))
        self._area.setText(told)
        self._early.setVisible(cream.off is None)

    def _ask_early(self) -> None:
        cream = self._cream
        if cream:
            title = self._desk.say("take-off-early-why")
            self._desk.ask_reason(title, "cream-early", CreamOff, application=cream.number)

    def _ask_time(self) -> None:
        cream = self._cream
        if cream is None:
            return
        choices = []
        for shift in SHIFT_MIN:
            at = cream.on.utc_ms + shift * 60_000
            code = "minutes-earlier" if shift < 0 else "minutes-later"
            text = self._desk.say(code, minutes=abs(shift), time=clock_time(at))
            choices.append(Choice(text, partial(self._correct, cream.on.event, at)))
        self._desk.choices.ask(self._desk.say("correct-on", time=clock_time(cream.on.utc_ms)), choices)

    def _correct(self, event: str, utc_ms: int) -> None:
        facts = {"target": event, "field": "time", "value": json.dumps(utc_ms)}
        self._desk.ask_reason(self._desk.say("correct-reason"), "correction", Corrected, **facts)
