"""The danger card in place of a step: the cream comes off first; the number to call, the signs, what was done."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from console.app.emergency_number import emergency_number
from console.core.danger import open_card
from console.core.events import CreamOff, DangerAction, DangerOpened, DangerOver
from console.core.protocol_parts import Sign
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.core.text.words import Words
from console.ui.clients.allergies import other_entries
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import clear_layout, column, holder, row, scroll, scroll_area
from console.ui.kit.rows import Row
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext

DIGITS = 9
"""As many actions have a key."""


class DangerCard(QObject):
    """`open` opens the card or brings it back in sight; it closes only when somebody presses that it is over."""

    turned = Signal()
    """The card came into sight, or went out of it."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context, self._of = context, ""
        self._away = False
        self._time = label("", "huge", "stop", strong=True)
        self._remove = WrappedButton("", self._take_off, "alarm")
        self._bare = label(context.say("danger-no-cream"), "large", strong=True)
        self._signs = label("", wrap=True)
        self._sources = label("", "small", "soft", wrap=True)
        self._call = label(context.say("danger-call"), "large", strong=True)
        self._number = label("", "huge", strong=True, wrap=True)
        self._unset = label(context.say("danger-no-number"), "large", "stop", strong=True, wrap=True)
        self._known = label("", "large", wrap=True)
        self._actions = column(gap=8)
        self._made: dict[str, Row] = {}
        self._over = button(context.say("danger-over"), lambda: context.propose(DangerOver()))
        self._back = button(context.say("danger-back"), self.turn_away, "quiet")
        enlarge(self._over, self._back)
        head = row(label(context.say("danger-title"), "title", "stop", strong=True), 1, self._time)
        signs = column(
            label(context.say("danger-signs"), "large", strong=True, wrap=True), self._signs, self._sources, gap=4
        )
        number = column(self._call, self._number, self._unset, gap=2)
        ends = holder(Flow(self._over, self._back))
        parts = head, self._remove, self._bare, signs, number, self._known, ends
        self.middle = scroll_area(holder(column(*parts, 1, gap=12)))
        asked = label(context.say("danger-done"), "large", strong=True)
        self.side = scroll_area(holder(column(asked, self._actions, 1, gap=12)))

    @property
    def shown(self) -> bool:
        state = self._context.model.session
        return state is not None and open_card(state) is not None and not self._away

    def open(self) -> None:
        """Opening is recorded; a second press only brings the card back."""
        state = self._context.model.session
        if state is None or state.signed:
            return
        self._away = False
        self._read_number()
        if open_card(state) is None:
            self._context.propose(DangerOpened())
        else:
            self.turned.emit()

    def offer(self, state: SessionState) -> str:
        """What the primary action does while the card is in sight: nothing of the step, whatever it waits for."""
        return state.protocol.danger.first if state.on else self._context.say("danger-back")

    def primary(self, state: SessionState) -> None:
        if state.on:
            self._take_off()
        else:
            self.turn_away()

    def digit(self, number: int) -> None:
        """The numbers that stand on the buttons."""
        state = self._context.model.session
        if number == 1 and state is not None and state.on:
            self._take_off()
        elif 2 <= number < len(self._made) + 2:
            self._done(list(self._made)[number - 2])

    def arrow(self, dx: int, dy: int) -> None:
        scroll(self.middle, dy)

    def leave_out(self) -> None:
        """No zone is worked on here."""

    def step_depth(self, by: int) -> None:
        """Nothing of the step is done from here."""

    def take(self) -> None:
        """Nor is a zone taken."""

    def show_state(self, state: SessionState) -> None:
        if state.id != self._of:
            self._begin(state)
        card = open_card(state)
        if card is None:
            self._away = False
            return
        self._remove.setVisible(bool(state.on))
        self._bare.setVisible(not state.on)
        self._show_known(state)
        times: dict[str, list[str]] = {}
        for each in card.done:
            times.setdefault(each.text, []).append(self._context.words.clock_time(each.at.utc_ms))
        for number, (what, made) in enumerate(self._made.items(), start=2):
            at = self._context.words.listed(times.get(what, []))
            sign = f"✓ {at}" if at else str(number) if number <= DIGITS else ""
            made.set_text(sign, what, aloud=f"{what} {at}".strip())
        self.tick(state)

    def _show_known(self, state: SessionState) -> None:
        """Show what somebody on the telephone asks for."""
        words, profile = self._context.model.words, state.profile
        allergies = words.entries(profile.of("allergy")) if profile else ""
        first = [words.say("summary", "allergies", allergies=allergies)] if allergies else []
        self._known.setText("\n".join(filter(None, [*first, other_entries(words, profile)])))
        self._known.setVisible(bool(self._known.text()))

    def tick(self, state: SessionState) -> None:
        card = open_card(state)
        if card:
            told = clock_text(state.timeline.t(self._context.model.dependencies.clock.now()) - card.begun.t_ms)
            if self._time.text() != told:
                self._time.setText(told)

    def _begin(self, state: SessionState) -> None:
        """Show signs and actions of the session's protocol, and read the clinic's number."""
        self._of, self._away = state.id, False
        danger = state.protocol.danger
        self._remove.set_text(f"1.  {danger.first}", danger.first)
        clear_layout(self._actions)
        self._made = {}
        self._signs.setText("\n".join(f"• {sign.text} ({sign.grade})" for sign in danger.signs))
        self._sources.setText(_sources(danger.signs, self._context.words))
        for what in danger.actions:
            made = Row(what)
            made.clicked.connect(partial(self._done, what))
            self._made[what] = made
            self._actions.addWidget(made)
        for each in (self._call, self._number, self._unset):
            each.hide()
        self._read_number()

    def _read_number(self) -> None:
        store = self._context.model.open_clinic.store
        self._context.model.read(lambda: emergency_number(store), self._show_number)

    def _show_number(self, number: str) -> None:
        self._number.setText(number)
        for each in (self._call, self._number):
            each.setVisible(bool(number))
        self._unset.setVisible(not number)

    def _done(self, what: str, _: bool = False) -> None:
        self._context.propose(DangerAction(what))

    def _take_off(self) -> None:
        """Every cream, at once; where one is too early the card is the reason."""
        model, state = self._context.model, self._context.model.session
        if state is None:
            return
        self._done(state.protocol.danger.first)
        phases = {each.number: each.phase for each in model.timers_of(state) if each.kind == "numbing"}
        for each in state.on:
            reason = self._context.say("danger-reason") if phases[each.number] == "too-early" else ""
            self._context.propose(CreamOff(each.number, reason))

    def turn_away(self) -> None:
        self._away = True
        self.turned.emit()


def _sources(signs: tuple[Sign, ...], words: Words) -> str:
    return words.listed(dict.fromkeys(words.pair(sign.grade, sign.source) for sign in signs), "list-long")
