"""The form that puts a numbing cream on: what of it, on how much skin, covered or not."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.app.day_input import expiry_refusal
from console.core.client_groups import agent_stop
from console.core.dosing import UNITS, nominal_mm2
from console.core.events import CreamOn, NumbingLeftOut
from console.core.numbing import zones_for_cream
from console.core.screening import numbing_block
from console.core.state import SessionState
from console.core.state_parts import FileStop, Remark
from console.core.stock import StockLine
from console.exchange.contents import known_pack
from console.ui.kit.choice import Choice
from console.ui.kit.day_line import DayLine
from console.ui.kit.flow import Columns
from console.ui.kit.form_draft import HasAside
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.pack_fields import Pack
from console.ui.kit.rows import Row
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.amount_field import Amount, five_cm2, half_gram
from console.ui.session.cover_choice import CoverChoice
from console.ui.session.on_hand import offer_cream
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.cream_draft import CreamDraft
from console.ui.session.panes.late_cream import LateCream
from console.ui.session.panes.no_free_zone import ask_under_cream
from console.ui.session.panes.plan_prompts import choose_plan
from console.ui.session.source_button import SourceButton
from console.ui.session.zone_ticks import ZoneTicks
from console.ui.shell.clinic_jobs import RefusedIntent

COVERS: dict[bool | None, str] = {True: "covered", False: "uncovered"}


class CreamForm(QWidget):
    """Everything but the cream and its zones may stay open; what nobody enters is recorded as not recorded."""

    told = Signal()
    """Something was entered that the dose hangs on."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self.agent = ""
        self._passed: tuple[FileStop | None, str] = (None, "")
        self._zones: tuple[str, ...] | None = None
        self._left_out: dict[str, Remark] = {}
        self._name = label(context.say("choose-agent"), "large", strong=True, wrap=True)
        self._label = SourceButton(context)
        self._grams = Amount(context.words, context.say("grams"), UNITS["grams"], half_gram)
        self._area = Amount(context.words, context.say("area"), UNITS["area"], five_cm2)
        self._expiry = DayLine(context.words, context.model.today)
        self.pack = Pack(context.words, context.model.today, self._expiry)
        self.pack.filled.connect(self.pack.lot.clearFocus)
        lines = {
            "lot": self.pack.lot, "expiry": self._expiry, "grams": self._grams.line, "area": self._area.line,
        }  # fmt: skip
        parts: dict[str, HasAside] = {"pack": self.pack, "form": self}
        self.typed = CreamDraft(context, self, lines, parts, lambda: self.agent, self.begin)
        self._covered = CoverChoice(context)
        self._late = LateCream(context, self._grams, self._covered, self.put_on)
        self._where = Row("")
        self._where.clicked.connect(lambda: self.choose_zones())
        self._put = WrappedButton(context.say("cream-on"), self.put_on)
        self._earlier = WrappedButton(context.say("cream-on-earlier"), self._ask_late)
        self._stock = button(context.words.say("stock", "from-stock"), self._offer, large=True)
        acts = row(self._put, self._earlier, gap=8)
        for at in range(2):
            acts.setStretch(at, 1)
        self.acts = holder(acts)
        """What puts it on, to stand where it does not scroll."""
        self._lay_out()

    def begin(self) -> None:
        """Another cream: nothing of the one before is taken for it."""
        self._forget()
        self._zones = None

    by_hand = True

    @property
    def aside(self) -> dict[str, str]:
        """What is pressed here: the cover, and the zones where they are not those of the plan."""
        covered = COVERS.get(self._covered.value, "")
        return {"cover": covered, "zones": " ".join(self._zones or ())}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        self._covered.show_value(next((each for each, name in COVERS.items() if name == scanned["cover"]), None))
        self._zones = tuple(scanned["zones"].split()) or None

    def keep(self, agent: str) -> None:
        """Begin for another client with this cream chosen, or none: of the one before nothing else is kept."""
        self.begin()
        if not agent:
            self.agent = ""
            self._name.setText(self._context.say("choose-agent"))
            self._label.tell("")

    def choose(self, state: SessionState, agent: str) -> None:
        """What was told of one cream is not taken for another."""
        known = state.protocol.agent[agent]
        if self.agent and agent != self.agent:
            self._forget()
        self.pass_stop(None, "")
        self.agent = agent
        self._name.setText(known.label)
        source = known.remove_by_min.source
        self._label.tell(known.label, self._context.say("agent-source", source=source) if source else "")
        self.show_state(state)

    def show_state(self, state: SessionState) -> None:
        if state.zones_left_out != self._left_out:
            self._zones, self._left_out = None, state.zones_left_out
        planned = zones_for_cream(state)
        zones = self._zones if self._zones is not None else planned
        area = nominal_mm2(state.protocol, zones)
        number = self._context.words.number(area / 100, 0) if area else ""
        self._area.begin_at(area, self._context.say("nominal-is", area=number) if number else "")
        code = "on-planned" if self._zones is None else "on-chosen"
        code = code if zones else "on-all-under" if state.on and state.plan else "on-none" if not state.plan else code
        text = self._context.say(code, count=len(zones), area=number or "–")
        self._where.set_text("", text)
        stopped = bool(self.agent and agent_stop(state, self.agent))
        self._put.setVisible(bool(state.applications) or stopped)  # else the first goes on by the primary action
        for made in (self._put, self._earlier, self._stock):
            made.setEnabled(bool(self.agent))

    def pass_stop(self, stop: FileStop | None, reason: str) -> None:
        """The reason why what the client's file stops goes on all the same, for as long as it says the same."""
        self._passed = (stop, reason)

    def put_on(self, ago_ms: int = 0) -> None:
        """The cream goes on now, or went on so long ago; refused with a reason where it may not."""
        state = self._context.model.session
        if state is None or not self.agent or not self._told():
            return
        body = self.body(state)
        self.typed.send()
        self._zones = None
        self._context.propose(body, ago_ms)

    def body(self, state: SessionState) -> CreamOn:
        """As it is entered now; nothing of it is recorded yet."""
        return CreamOn(
            self.agent,
            self._zones if self._zones is not None else zones_for_cream(state),
            lot=self.pack.lot.text().strip(),
            expiry=self._expiry.iso,
            mass_mg=self._grams.whole,
            occluded=self._covered.value,
            area_mm2=self._area.whole,
            gtin=self.pack.code,
            serial=self.pack.serial,
            despite=self._passed[1] if self._passed[0] == agent_stop(state, self.agent) else "",
        )

    def leave_out(self) -> None:
        self._context.ask_reason(self._context.say("leave-out-why"), "leave-out", NumbingLeftOut)

    def _offer(self) -> None:
        offer_cream(self._context, self.agent, self._take_from)

    def _take_from(self, line: StockLine) -> None:
        """As if it had been scanned."""
        self.pack.take(known_pack(line.product.gtin, line.lot, line.expiry, line.serial))

    def _forget(self) -> None:
        for field in (self.pack, self._grams, self._area):
            field.clear()
        self._passed = (None, "")
        self._covered.show_value(None)

    def _told(self) -> bool:
        """Whether the day can be read and no reading is left to choose; where not, that is said or has the focus."""
        if not self.pack.settled():
            return False
        if self._expiry.readable():
            return True
        self._context.model.refused.emit(RefusedIntent(expiry_refusal(self._expiry.text())))
        return False

    def _ask_late(self) -> None:
        if self._told():
            self._late.ask(self.agent)

    def missing(self, state: SessionState) -> str:
        """Return the code of what has to be done before it can go on; "" where nothing is."""
        if not self.agent:
            return "choose-agent"
        if numbing_block(state, self.agent) or agent_stop(state, self.agent) != self._passed[0]:
            return "cream-stop-first"
        return "" if self.body(state).zones else "cream-zones-first"

    def choose_zones(self) -> None:
        state = self._context.model.session
        if state is None:
            return
        free = {zone: self._zone(state, zone) for zone in state.planned_zones if not state.under_cream(zone)}
        if not free:
            (partial(ask_under_cream, state=state) if state.on else choose_plan)(self._context)
            return
        ticked = zones_for_cream(state) if self._zones is None else self._zones
        ticks = ZoneTicks(self._context, free, ticked, "tick-where")
        say = self._context.say
        first, act = say("only-these-first"), lambda: self._take(ticks.chosen)
        take = Choice(say("only-these"), act, "primary", may=ticks.some, first=first)
        every = Choice(say("all-planned"), lambda: self._take(None))
        self._context.prompt.ask(say("which-zones"), [take, every], extra=ticks, again=self.choose_zones)

    def _zone(self, state: SessionState, zone: str) -> str:
        """Its name; of a zone that is left out also why."""
        name, why = self._context.words.zone(state.protocol, zone), state.zones_left_out.get(zone)
        said = self._context.words.say("depths", "is-left-out", reason=why.text) if why else ""
        return self._context.words.pair(name, said) if said else name

    def _take(self, zones: tuple[str, ...] | None) -> None:
        self._zones = zones
        if self._context.model.session:
            self.show_state(self._context.model.session)
            self.told.emit()

    def _lay_out(self) -> None:
        lines = []
        for code, field in (("lot", self.pack.lot), ("expiry", self._expiry)):
            enlarge(field)
            field.setAccessibleName(self._context.say(code))
            lines.append(holder(column(label(self._context.say(code), "small", "soft"), field, gap=2)))
        self.pack.lot.setMinimumWidth(80)
        pack = holder(Columns(*lines, shares=(1, 1), beside=8))
        parts = (self._where, self._area, self._grams, self._covered)
        inside = column(self._name, *parts, pack, self._expiry.reading, self.pack, self._stock, self._label, gap=8)
        self.setLayout(inside)
        for amount in (self._area, self._grams):
            amount.changed.connect(self.told.emit)
