"""Puts right what was recorded wrongly: a zone's passes, depths, endpoint or place, and presses that nobody meant."""

import json
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import get_args

from msgspec.structs import replace

from console.core.amendments import stray_presses, value_told
from console.core.anatomy import zone_of
from console.core.events import Corrected, CreamOff, CreamOn, DeviceChosen, Endpoint, Event, ZoneCorrected
from console.core.history import event_kind
from console.core.left_out import stray_zones
from console.core.limits import depth_settings
from console.core.mistakes import MISTAKE
from console.core.preparation import MAX_PASSES
from console.core.setup import setup_of
from console.core.state import SessionState
from console.core.state_parts import DangerDone, Setup, ZoneRecord
from console.core.stopped_since import device_unpassed
from console.core.text.setup_words import device_text
from console.ui.danger.reading_prompt import ask_reading
from console.ui.kit.choice import Choice
from console.ui.session.file_prompts import file_choice
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.depth_prompts import stray_choice


class CorrectionPrompts:
    """`ask_zone` puts a zone right, `ask_press` takes a press back that undo stops at."""

    def __init__(self, context: PaneContext) -> None:
        self._context, self._say, self._ask = context, context.say, context.prompt.ask

    @property
    def _state(self) -> SessionState:
        state = self._context.model.session
        assert state is not None
        return state

    def ask_zone(self) -> None:
        """Which zone, what is wrong with it, what is right, and why."""
        state = self._state
        choices = [Choice(self._zone(each.zone), partial(self._ask_what, each)) for each in state.treated]
        self._ask(self._say("correct-which"), choices, columns=3)

    def _ask_what(self, record: ZoneRecord) -> None:
        say = self._say
        choices = [
            Choice(say("wrong-zone"), partial(self._ask_other_zone, record)),
            Choice(say("wrong-depth"), partial(self._ask_pass, record, self._ask_depth)),
            Choice(say("wrong-passes"), partial(self._ask_passes, record)),
            Choice(say("wrong-endpoint"), partial(self._ask_endpoint, record)),
            Choice(say("wrong-device"), partial(self._ask_pass, record, self._ask_device)),
            Choice(say("not-treated"), partial(self._ask_why, ZoneCorrected(record.zone, passes=0))),
        ]
        if len(record.passes) > 1:
            choices.append(Choice(say("wrong-zone-of-pass"), partial(self._ask_moved, record)))
        self._ask(say("correct-how", zone=self._zone(record.zone)), choices, self._stands(record))

    def _stands(self, record: ZoneRecord) -> str:
        words = self._context.words
        depths = words.listed(words.mm(each.depth_um) for each in record.passes)
        endpoint = self._say(f"endpoint-{record.endpoint}") if record.endpoint else self._say("endpoint-open")
        return self._say("zone-stands", depths=depths, count=len(record.passes), endpoint=endpoint)

    def _ask_moved(self, record: ZoneRecord) -> None:
        """Which pass was on another zone, and on which."""
        choices = [
            Choice(text, partial(self._ask_other_zone, record, (number,)))
            for number, text in enumerate(self._passes(record), start=1)
        ]
        self._ask(self._say("which-pass"), choices)

    def _ask_other_zone(self, record: ZoneRecord, moved: tuple[int, ...] = ()) -> None:
        """The other side first, then marks, zones of the same figures, what else is planned and what was treated."""
        protocol = self._state.protocol
        here = protocol.zone[zone_of(record.zone)]
        near = [name for name, zone in protocol.zone.items() if set(zone.maps) & set(here.maps) and not zone.never]
        near.sort(key=lambda name: protocol.zone[name].label != here.label)
        beside = [name for name in near if protocol.zone[name].label == here.label]
        planned = [each.zone for each in self._state.plan]
        treated = {each.zone: each for each in self._state.treated}
        every = dict.fromkeys([*beside, *self._state.sub_areas, *near, *planned, *treated])
        choices = []
        for name in every:
            body = ZoneCorrected(record.zone, to=name, moved=moved)
            there = treated.get(name)
            then = partial(self._ask_why, body) if there is None or moved else partial(self._ask_joined, body, there)
            passes = self._say("correct-passes", count=len(there.passes)) if there else ""
            text = self._context.words.pair(self._zone(name), passes) if there else self._zone(name)
            choices += [Choice(text, then)] if name != record.zone else []
        self._ask(self._say("which-right"), choices, columns=3)

    def _ask_joined(self, body: ZoneCorrected, there: ZoneRecord) -> None:
        """Of two zones with passes: whether all was on one of them, or the two were mixed up."""
        zones = {"zone": self._zone(body.zone), "right": self._zone(body.to)}
        choices = [
            Choice(self._say("zones-joined", **zones), partial(self._ask_why, body)),
            Choice(self._say("zones-swapped", **zones), partial(self._ask_why, replace(body, swap=True))),
        ]
        self._ask(self._say("zone-has-passes", **zones), choices, self._stands(there))

    def _ask_pass(self, record: ZoneRecord, then: Callable[[ZoneRecord, int], object]) -> None:
        """Which pass; of one alone, at once what is right."""
        if len(record.passes) == 1:
            then(record, 0)
            return
        choices = [
            Choice(text, partial(then, record, number)) for number, text in enumerate(self._passes(record), start=1)
        ]
        choices.append(Choice(self._say("every-pass"), partial(then, record, 0)))
        self._ask(self._say("which-pass"), choices)

    def _passes(self, record: ZoneRecord) -> list[str]:
        depths = (self._context.words.mm(each.depth_um) for each in record.passes)
        return [self._say("pass-depth", number=number, depth=depth) for number, depth in enumerate(depths, start=1)]

    def _ask_depth(self, record: ZoneRecord, number: int) -> None:
        """The settings of the device of that pass."""
        then = setup_of(self._state, record.passes[max(0, number - 1)])
        step, least, most = depth_settings(self._state.protocol.device[then.device])
        choices = [
            Choice(
                self._context.words.mm(depth),
                partial(self._ask_why, ZoneCorrected(record.zone, depth_um=depth, of_pass=number)),
            )
            for depth in range(least, most + 1, step)
        ]
        self._ask(self._say("how-deep"), choices, columns=6)

    def _ask_device(self, record: ZoneRecord, number: int) -> None:
        """Each device of the protocol, with the serial numbers that were told of it today."""
        state = self._state
        seen = [(body.device, body.serial) for body, _ in state.handling if isinstance(body, DeviceChosen)]
        every = [*seen, *((each.id, "") for each in state.protocol.devices)]
        first = [next(told for told in every if told[0] == each.id) for each in state.protocol.devices]
        known = dict.fromkeys([*first, *every])
        choices = []
        for device, serial in known:
            body = ZoneCorrected(record.zone, device=device, serial=serial, of_pass=number)
            text = device_text(self._context.words, state.protocol, Setup(device, serial))
            stop = device_unpassed(state, device)
            choices.append(file_choice(self._context, text, stop, partial(self._ask_why, body)))
        self._ask(self._say("which-device"), choices)

    def _ask_passes(self, record: ZoneRecord) -> None:
        choices = [
            Choice(
                self._say("correct-passes", count=each), partial(self._ask_why, ZoneCorrected(record.zone, passes=each))
            )
            for each in range(1, MAX_PASSES + 1)
        ]
        self._ask(self._say("how-many"), choices, columns=3)

    def _ask_endpoint(self, record: ZoneRecord) -> None:
        choices = [
            Choice(self._say(f"endpoint-{each}"), partial(self._ask_why, ZoneCorrected(record.zone, endpoint=each)))
            for each in get_args(Endpoint)
        ]
        self._ask(self._say("which-endpoint"), choices)

    def _ask_why(self, body: ZoneCorrected) -> None:
        self._context.ask_reason_for(body, "correction", self._say("correct-zone-reason", zone=self._zone(body.zone)))

    def _zone(self, zone: str) -> str:
        return self._context.words.zone(self._state.protocol, zone)

    def ask_press(self) -> None:
        """Which press was a mistake: what a zone got, which is put right with that zone, then the newest first."""
        zones = [Choice(self._say("pressed-wrongly-zone"), self.ask_zone)]
        presses = [Choice(self._press(each), partial(self._take_back, each)) for each in stray_presses(self._state)]
        choices = [*(zones if self._state.treated and not self._state.signed else []), *presses]
        for zone in stray_zones(self._state):
            text = self._context.words.say("depths", "stray-zone", zone=self._zone(zone))
            choices.append(stray_choice(self._context, zone, text))
        self._ask(self._say("pressed-wrongly-which"), choices, self._say("pressed-wrongly-long"))

    def _press(self, event: Event) -> str:
        words, body, state = self._context.words, event.body, self._state
        on = {each.number: each.agent for each in state.applications}
        agent = body.agent if isinstance(body, CreamOn) else ""
        agent = on.get(body.application, "") if isinstance(body, CreamOff) else agent
        at = words.clock_time(event.at.utc_ms - event.ago_ms)
        known = [state.protocol.agent[agent].label] if agent in state.protocol.agent else []
        done = self._done(event)
        what = words.pair(done.text, done.value) if done and done.value else done.text if done else ""
        return words.listed([at, what or words.say("event", event_kind(body)), *known])

    def _done(self, event: Event) -> DangerDone | None:
        """What was done at the danger card, as it is told by now."""
        every = chain.from_iterable(each.done for each in self._state.dangers)
        return next((each for each in every if each.at.event == event.id), None)

    def _take_back(self, event: Event) -> None:
        """Of what has a value, ask first whether only that is wrong."""
        done = self._done(event)
        reading = self._state.protocol.danger.reading(done.text) if done else None
        if done is None or (reading is None and not done.value) or self._state.signed:
            self._correct(event, MISTAKE, True)
            return

        def ask() -> None:
            if reading is not None:
                told = partial(self._tell_value, event)
                ask_reading(self._context.prompt, self._context.words, reading, told, anew=False)

        choices = [
            Choice(self._say("not-done"), partial(self._correct, event, MISTAKE, True)),
            Choice(self._say("other-value"), ask, idle=reading is None),
            Choice(self._say("no-value"), partial(self._tell_value, event, ""), idle=not done.value),
        ]
        self._ask(self._say("done-wrongly", what=self._press(event)), choices)

    def _tell_value(self, event: Event, value: str) -> None:
        """Put it right where it was told: with the press, or after it."""
        told = value_told(self._state, event.id)
        if told is not None and not value:
            self._correct(told, MISTAKE, True)
        else:
            self._correct(told or event, "value", value)

    def _correct(self, event: Event, field: str, right: object) -> None:
        self._context.propose(Corrected(event.id, field, json.dumps(right)))
