"""The card of one numbing cream while it is on: its dose beside the label, early removal, corrections."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from console.core.dosing import figures_over_label
from console.core.events import CreamOff
from console.core.state import SessionState
from console.core.state_parts import Application
from console.core.text.setup_words import identifier_text, serial_text
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import column, holder
from console.ui.session.cream_corrections import CreamCorrections
from console.ui.session.dose_lines import DoseLines
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.prescriber_prompt import ask_prescriber


class CreamCard(QWidget):
    """What is on, how much, on how much skin; corrections one press each."""

    def __init__(self, context: PaneContext, add: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._cream: Application | None = None
        self._name = label("", "title", strong=True, wrap=True)
        self._lot = label("", "small", "soft", wrap=True)
        self._dose = DoseLines(context)
        self._early = button(context.say("take-off-early"), self._ask_early)
        self._corrections = CreamCorrections(context)
        put_right = self._put_right
        self._time = button(context.say("correct-time"), partial(put_right, self._corrections.ask_time))
        self._amount = button(context.say("correct-amount"), partial(put_right, self._corrections.ask_amount))
        self._else = button(context.say("correct-cream"), partial(put_right, self._corrections.ask_what))
        self._who = button(context.say("who-prescribed"), self._ask_who, "danger")
        self._another = button(context.say("another-cream"), add)
        every = (self._early, self._another, self._time, self._amount, self._else, self._who)
        enlarge(*every)
        self.buttons = holder(Flow(*every))
        self.place = column()
        """What may be done with it, above all that explains it, where the buttons have no room below the ring."""
        self.setLayout(column(self._name, self.place, self._lot, self._dose, gap=6))

    def show_application(self, state: SessionState, cream: Application | None) -> None:
        self._cream = cream
        for widget in (self._lot, self._dose, self._early, self._time, self._amount, self._else):
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
        told += filter(None, (identifier_text(words, cream.gtin, cream.serial), serial_text(words, cream.serial)))
        told += [words.pair(self._context.say("cover"), cover)]
        if cream.prescriber:
            told.append(self._context.say("prescriber-is", name=cream.prescriber))
        self._lot.setText(" · ".join(told))
        self._dose.show_dose(state, cream)
        self._early.setVisible(cream.off is None)

    def _ask_early(self) -> None:
        cream, state = self._cream, self._context.model.session
        if cream and state:
            title = self._context.say("take-off-early-why", cream=state.protocol.agent[cream.agent].label)
            self._context.ask_reason(title, "cream-early", CreamOff, application=cream.number)

    def _put_right(self, ask: Callable[[Application], None]) -> None:
        if self._cream:
            ask(self._cream)

    def _ask_who(self) -> None:
        """Who agreed to what a correction showed to be over the label."""
        cream = self._cream
        if cream:
            ask_prescriber(self._context, lambda name: self._corrections.correct(cream, {"prescriber": name}))
