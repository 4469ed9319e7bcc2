"""The card of one numbing cream while it is on: its dose beside the label, early removal, corrections."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from console.core.dosing import UNITS, dose, figures_over_label
from console.core.events import Corrected, CreamOff
from console.core.state import SessionState
from console.core.state_parts import Application
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, holder
from console.ui.kit.prompt import Choice
from console.ui.session.amount_field import Amount, five_cm2, half_gram
from console.ui.session.cover_choice import CoverChoice
from console.ui.session.dose_lines import DoseLines
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.prescriber_prompt import ask_prescriber

SHIFT_MIN = (-15, -10, -5, -2, -1, 1, 2, 5, 10)


class CreamCard(QWidget):
    """What is on, how much, on how much skin; corrections one press each."""

    def __init__(self, context: PaneContext, add: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._cream: Application | None = None
        self._name = label("", "title", strong=True, wrap=True)
        self._lot = label("", "small", "soft", wrap=True)
        self._dose = DoseLines(context.words)
        self._early = button(context.say("take-off-early"), self._ask_early)
        self._time = button(context.say("correct-time"), self._ask_time)
        self._amount = button(context.say("correct-amount"), self._ask_amount)
        self._who = button(context.say("who-prescribed"), self._ask_who, "danger")
        self._another = button(context.say("another-cream"), add)
        every = (self._early, self._time, self._amount, self._who, self._another)
        enlarge(*every)
        self.buttons = holder(Flow(*every))
        self.setLayout(column(self._name, self._lot, self._dose, gap=6))

    def show_application(self, state: SessionState, cream: Application | None) -> None:
        self._cream = cream
        for widget in (self._lot, self._dose, self._early, self._time, self._amount):
            widget.setVisible(cream is not None)
        self._another.setVisible(state.kind == "numbing" and not state.left_out)
        self._who.setVisible(cream is not None and not cream.prescriber and bool(figures_over_label(state, cream)))
        if cream is None:
            self._name.setText(self._context.say("no-cream"))
            return
        words = self._context.words
        none = words.say("format", "none")
        self._name.setText(state.protocol.agent[cream.agent].label)
        expiry = words.iso_day(cream.expiry) or none
        cover = none if cream.occluded is None else self._context.say("covered" if cream.occluded else "uncovered")
        told = [self._context.say("lot-expiry", lot=cream.lot or none, expiry=expiry)]
        told += [words.pair(self._context.say("cover"), cover)]
        if cream.prescriber:
            told.append(self._context.say("prescriber-is", name=cream.prescriber))
        self._lot.setText(" · ".join(told))
        self._dose.show_dose(state, cream)
        self._early.setVisible(cream.off is None)

    def _ask_early(self) -> None:
        cream = self._cream
        if cream:
            title = self._context.say("take-off-early-why")
            self._context.ask_reason(title, "cream-early", CreamOff, application=cream.number)

    def _ask_time(self) -> None:
        cream = self._cream
        if cream is None:
            return
        choices = []
        for shift in SHIFT_MIN:
            at = cream.on.utc_ms + shift * 60_000
            code = "minutes-earlier" if shift < 0 else "minutes-later"
            text = self._context.say(code, minutes=abs(shift), time=self._context.words.clock_time(at))
            choices.append(Choice(text, partial(self._correct, {"time": at})))
        on = self._context.words.clock_time(cream.on.utc_ms)
        self._context.prompt.ask(self._context.say("correct-on", time=on), choices)

    def _ask_amount(self) -> None:
        """Area, grams and cover as they stand, to be put right together."""
        state, cream = self._context.model.session, self._cream
        if state is None or cream is None:
            return
        context = self._context
        area = Amount(context.words, context.say("area"), UNITS["area"], five_cm2)
        grams = Amount(context.words, context.say("grams"), UNITS["grams"], half_gram)
        cover = CoverChoice(context, cream.occluded)
        nominal = dose(state.protocol, cream).area_mm2 if cream.area_mm2 is None else None
        number = context.words.number(nominal / UNITS["area"], 0) if nominal else ""
        area.begin_at(nominal, context.say("nominal-is", area=number) if number else "")
        area.show_whole(cream.area_mm2)
        grams.show_whole(cream.mass_mg)

        def told() -> None:
            right = {"area_mm2": area.whole, "mass_mg": grams.whole, "occluded": cover.value}
            changed = {name: value for name, value in right.items() if value != getattr(cream, name)}
            if changed:
                self._correct(changed)

        save = Choice(context.say("correct-these"), told, "primary")
        context.prompt.ask(
            context.say("correct-amount-title"), [save], extra=holder(column(area, grams, cover, gap=12))
        )

    def _ask_who(self) -> None:
        """Who agreed to what a correction showed to be over the label."""
        ask_prescriber(self._context, lambda name: self._correct({"prescriber": name}))

    def _correct(self, fields: Mapping[str, object]) -> None:
        """Each field is an entry of its own, all with the same reason."""
        cream, state = self._cream, self._context.model.session
        if cream is None or state is None:
            return

        def because(reason: str) -> None:
            for field, value in fields.items():
                self._context.propose(Corrected(cream.on.event, field, json.dumps(value), reason))

        reasons = state.protocol.reason_texts("correction")
        choices = [Choice(reason, partial(because, reason)) for reason in reasons]
        self._context.prompt.ask(self._context.say("correct-reason"), choices)
