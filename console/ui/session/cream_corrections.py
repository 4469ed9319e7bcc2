"""Puts right what was recorded of a numbing cream: which it was, where, how much, when, and what stood on its pack."""

from functools import partial

from msgspec.structs import replace

from console.core.anatomy import zone_of
from console.core.client_groups import agent_stop
from console.core.dosing import UNITS, dose
from console.core.state import SessionState
from console.core.state_parts import Application, Moment
from console.ui.kit.choice import Choice
from console.ui.kit.layouts import column, holder
from console.ui.session.amount_field import Amount, five_cm2, half_gram
from console.ui.session.cover_choice import CoverChoice
from console.ui.session.file_prompts import file_choice
from console.ui.session.lot_form import Fields
from console.ui.session.minutes_pad import MinutesPad
from console.ui.session.pane_context import PaneContext
from console.ui.session.recorded_entry import RecordedEntry
from console.ui.session.zone_ticks import ZoneTicks

FIELDS = ("area_mm2", "mass_mg", "occluded", "lot", "expiry", "gtin", "serial")
MINUTE_MS = 60_000


class CreamCorrections:
    """Each field is an entry of its own, all with the same reason."""

    def __init__(self, context: PaneContext) -> None:
        self._context, self._say = context, context.say

    def ask(self) -> None:
        """Of which cream; of one alone at once what was wrong."""
        state = self._state
        if len(state.applications) == 1:
            self.ask_what(state.applications[0])
            return
        choices = [Choice(self._name(each), partial(self.ask_what, each)) for each in state.applications]
        self._context.prompt.ask(self._say("correct-which-cream"), choices, columns=1)

    def ask_what(self, cream: Application) -> None:
        """What was wrong, as it stands now."""
        choices = [
            Choice(self._say("wrong-agent"), partial(self._ask_agent, cream)),
            Choice(self._say("wrong-cream-zones"), partial(self._ask_zones, cream)),
            Choice(self._say("correct-amount"), partial(self.ask_amount, cream)),
            Choice(self._say("wrong-lot"), self._entry(cream).ask_lot),
            Choice(self._say("wrong-on"), partial(self._ask_shift, cream.on, "correct-on")),
            Choice(self._say("wrong-off"), partial(self._ask_off, cream), idle=cream.off is None),
        ]
        self._context.prompt.ask(self._say("correct-cream-how", cream=self._name(cream)), choices)

    def ask_time(self, cream: Application) -> None:
        """Of one that is off, first which time; then by how many minutes, and which way."""
        if cream.off is None:
            self._ask_shift(cream.on, "correct-on")
            return
        choices = [
            Choice(self._say("wrong-on"), partial(self._ask_shift, cream.on, "correct-on")),
            Choice(self._say("wrong-off"), partial(self._ask_off, cream)),
        ]
        self._context.prompt.ask(self._say("correct-cream-how", cream=self._name(cream)), choices)

    def _ask_off(self, cream: Application) -> None:
        if cream.off is not None:
            self._ask_shift(cream.off, "correct-off")

    def _ask_shift(self, at: Moment, title: str) -> None:
        on, say, prompt, clock_time = at.utc_ms, self._say, self._context.prompt, self._context.words.clock_time

        def told(minutes: int, way: int) -> bool:
            return bool(minutes) and on + way * minutes * MINUTE_MS <= self._now_ms()

        def read(minutes: int) -> str:
            earlier, later = (clock_time(on + way * minutes * MINUTE_MS) for way in (-1, 1))
            code = "minutes-either" if told(minutes, 1) else "minutes-earlier" if minutes else "minutes-wrong"
            return say(code, minutes=minutes, earlier=earlier, later=later)

        pad = MinutesPad(self._context.words, read)

        def shift(way: int) -> None:
            RecordedEntry(self._context, at.event, {}).correct({"time": on + way * pad.minutes * MINUTE_MS})

        def may(way: int) -> bool:
            pad.show_minutes(pad.minutes)
            return told(pad.minutes, way)

        choices = [
            Choice(say(code), partial(shift, way), kind, may=partial(may, way), keyless=True)
            for code, way, kind in (("it-was-earlier", -1, "primary"), ("it-was-later", 1, "plain"))
        ]
        again = partial(self._ask_shift, at, title)
        prompt.ask(say(title, time=clock_time(on)), choices, extra=pad, place=f"{title} {at.event}", again=again)
        pad.taken.connect(lambda: prompt.press(0))
        pad.setFocus()

    def ask_amount(self, cream: Application) -> None:
        """Area, grams and cover as they stand, to be put right together."""
        words = self._context.words
        area = Amount(words, self._say("area"), UNITS["area"], five_cm2)
        grams = Amount(words, self._say("grams"), UNITS["grams"], half_gram)
        cover = CoverChoice(self._context, cream.occluded)
        nominal = dose(self._state.protocol, cream).area_mm2 if cream.area_mm2 is None else None
        number = words.number(nominal / UNITS["area"], 0) if nominal else ""
        area.begin_at(nominal, self._say("nominal-is", area=number) if number else "")
        area.show_whole(cream.area_mm2)
        grams.show_whole(cream.mass_mg)

        def right() -> Fields:
            return {"area_mm2": area.whole, "mass_mg": grams.whole, "occluded": cover.value}

        save = Choice(self._say("correct-these"), partial(self._entry(cream).correct_changed, right), "primary")
        form = holder(column(area, grams, cover, gap=12))
        title = self._say("correct-amount-title")
        place, again = f"{title} {cream.on.event}", partial(self.ask_amount, cream)
        self._context.prompt.ask(title, [save], extra=form, place=place, again=again)

    def correct(self, cream: Application, fields: Fields) -> None:
        """Why, and then they are put right."""
        self._entry(cream).correct(fields)

    def _entry(self, cream: Application) -> RecordedEntry:
        stands = {name: getattr(cream, name) for name in FIELDS}
        return RecordedEntry(self._context, cream.on.event, {**stands, "zones": list(cream.zones)})

    @property
    def _state(self) -> SessionState:
        state = self._context.model.session
        assert state is not None
        return state

    def _now_ms(self) -> int:
        return self._context.model.dependencies.clock.now().utc_ms

    def _name(self, cream: Application) -> str:
        label = self._state.protocol.agent[cream.agent].label
        return self._context.words.listed([self._context.words.clock_time(cream.on.utc_ms), label])

    def _ask_agent(self, cream: Application) -> None:
        """Those that stand for themselves: one that stands for many is put on anew, with what its own label says."""
        choices = []
        for each in self._state.protocol.agents:
            act = partial(self.correct, cream, {"agent": each.id})
            made = file_choice(self._context, each.label, agent_stop(self._state, each.id), act)
            choices.append(replace(made, idle=each.id == cream.agent or bool(each.own_label)))
        self._context.prompt.ask(self._say("which-agent"), choices, columns=1)

    def _ask_zones(self, cream: Application) -> None:
        """The zones of the plan and of the figures on which the cream was, those under it ticked."""
        protocol = self._state.protocol
        figures = {name for zone in cream.zones for name in protocol.zone[zone_of(zone)].maps}
        near = [name for name, zone in protocol.zone.items() if figures & set(zone.maps) and not zone.never]
        every = dict.fromkeys((*cream.zones, *self._state.planned_zones, *near))
        names = {zone: self._context.words.zone(protocol, zone) for zone in every}
        ticks = ZoneTicks(self._context, names, cream.zones, "tick-a-zone")

        def right() -> Fields:
            return {"zones": list(ticks.chosen)}

        act = partial(self._entry(cream).correct_changed, right)
        first = self._say("only-these-first")
        save = Choice(self._say("only-these"), act, "primary", may=ticks.some, first=first)
        title, again = self._say("which-cream-zones"), partial(self._ask_zones, cream)
        self._context.prompt.ask(title, [save], extra=ticks, place=f"{title} {cream.on.event}", again=again)
