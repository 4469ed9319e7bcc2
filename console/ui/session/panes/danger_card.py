"""The danger card in place of a step: the cream comes off first; the number to call, the signs, what was done."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.core.actions import ActionCode
from console.core.danger import danger_for, open_card
from console.core.events import DangerOpened
from console.core.state import SessionState
from console.ui.clients.allergies import other_entries
from console.ui.danger.cream_lines import cream_lines
from console.ui.danger.creams_elsewhere import ask_elsewhere
from console.ui.danger.danger_acts import DangerActs
from console.ui.danger.danger_board import DangerBoard, creamed
from console.ui.kit.choice import Choice
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext


class DangerCard(QObject):
    """`open` opens the card or brings it back in sight; it closes only when somebody presses that it is over."""

    turned = Signal()
    """The card came into sight, or went out of it, or the step beside it did."""
    board: DangerBoard
    """Made with the first card, in less than a frame: most sessions have none."""

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context, self._of = context, ("", 0)
        self._away, self._elsewhere = False, ""
        self.beside_step = False
        """Whether the step, and its map, is shown beside what was done, in place of the signs."""
        self._made = False

    def _make(self) -> None:
        if self._made:
            return
        self._made, context = True, self._context
        self.board = DangerBoard(context.model, context.words.say("danger", "back"))
        self.middle, self.side = self.board.middle, self.board.side
        self._to_step = WrappedButton(f"{context.words.say('danger', 'show-step')}   T", self.take, "quiet")
        self._to_signs = WrappedButton(f"{context.words.say('danger', 'show-signs')}   T", self.take)
        self.board.above.addWidget(self._to_signs)
        self._acts = DangerActs(
            context.model, context.prompt, self.board, lambda: context.model.session, context.propose
        )
        self.board.back.connect(self.turn_away)
        context.theme.changed.connect(self._arrange)
        self._arrange()
        self._show_turn()

    @property
    def shown(self) -> bool:
        state = self._context.model.session
        return state is not None and open_card(state) is not None and not self._away

    def open(self) -> None:
        """Opening is recorded; a second press only brings the card back, and says what closes it."""
        state = self._context.model.session
        if state is None:
            return
        again, self._away, self.beside_step = self.shown, False, False
        self._make()
        self._show_turn()
        self.board.call.read()
        if open_card(state) is None:
            self._context.propose(DangerOpened())
            return
        self.turned.emit()
        if again:
            self._context.tell(self._acts.opened_again)

    def go_on(self, code: ActionCode) -> None:
        """End the danger where the button says so, at sign-off; else ask whether it is over: no pedal goes past it."""
        self._make()
        if code == "end-danger":
            self._acts.end()
            return
        say = self._context.words.say
        over = Choice(say("danger", "over"), self._acts.end)
        show = Choice(self._context.say("danger-show"), self.open)
        self._context.prompt.ask(say("action", "see-danger"), [over, show], say("danger", "still-open"))

    def come_first(self) -> None:
        """Have Tab come first to what takes a card back that nobody meant: in the least room it is out of sight."""
        page = self._context.prompt.parentWidget()
        assert page is not None, "a sheet lies over its page"
        QWidget.setTabOrder(page, self.board.mistake)

    @property
    def rests(self) -> bool:
        """Whether the primary action does nothing: the card is in sight, and no cream is left to take off."""
        state = self._context.model.session
        return state is not None and self.shown and not creamed(state)

    @property
    def ignoring(self) -> str:
        """The code of what is said of a press that did nothing."""
        return "danger-rests" if self.rests else "act-changed"

    def offer(self, state: SessionState) -> str:
        """What the primary action does while the card is in sight: nothing of the step, whatever it waits for."""
        return state.protocol.danger.first if creamed(state) else self._context.say("step-rests")

    def act(self, state: SessionState) -> str:
        """Return what kind of act the primary action is while the card is in sight; "" while it is not."""
        return ("danger-cream" if creamed(state) else "danger-rests") if self.shown else ""

    def primary(self) -> None:
        """Take the cream off. The card is put away by hand alone, never by a pedal that is pressed in a fright."""
        self._acts.primary()

    @property
    def undoes(self) -> str:
        """What undo takes back while the card is in sight and nothing was recorded on it."""
        return self._context.words.say("danger", "undo-opening") if self.shown and self._acts.empty else ""

    def undo(self) -> bool:
        """Take the opening back while nothing else was recorded on the card in sight; return whether that was so."""
        mistaken = self.shown and self._acts.empty
        if mistaken:
            self._acts.close_empty()
        return mistaken

    def digit(self, number: int) -> None:
        """The numbers that stand on the buttons."""
        self.board.actions.digit(number)

    def arrow(self, dx: int, dy: int) -> None:
        self.board.guide.arrow(dx, dy)

    def leave_out(self) -> None:
        """No zone is worked on here."""

    def step_depth(self, by: int) -> None:
        """Nothing of the step is done from here."""

    def take(self) -> None:
        """Turn from the signs to the step beside the card, and back."""
        pressed, other = self._to_step, self._to_signs
        if self.beside_step:
            pressed, other = other, pressed
        focused = pressed.hasFocus()
        self.beside_step = not self.beside_step
        self._show_turn()
        self.turned.emit()
        if focused:
            other.setFocus()

    def show_state(self, state: SessionState) -> None:
        card = open_card(state)
        of = (state.id, card.number if card else 0)
        if state.id != self._of[0]:  # once a session, before the card is needed
            ask_elsewhere(self._context.model, state, partial(self._found_elsewhere, state.id))
        if card is not None:
            self._make()
        if of != self._of:
            self._of, self._away, self.beside_step = of, False, False
            self._show_turn()
            if card is not None:
                self.board.call.read()
                self._show_danger(state)
        if card is None:
            self._away = False
            return
        self.board.show_card(state, card)
        self._show_known(state)
        self.tick(state)

    def _found_elsewhere(self, session: str) -> None:
        """Another session put cream on this one's client today; a card that is open already is shown anew."""
        self._elsewhere, state = session, self._context.model.session
        if self._made and state is not None and state.id == session and open_card(state):
            self._show_danger(state)

    def _show_danger(self, state: SessionState) -> None:
        self.board.show_danger(danger_for(state, self._context.model.now_t(), self._elsewhere == state.id))

    def _show_known(self, state: SessionState) -> None:
        words, profile = self._context.model.words, state.profile
        allergies = words.entries(profile.of("allergy")) if profile else ""
        first = words.say("summary", "allergies", allergies=allergies) if allergies else ""
        self.board.show_known(*cream_lines(words, state), first, other_entries(words, profile))

    def tick(self, state: SessionState) -> None:
        card = open_card(state)
        if card and self._made:
            self.board.show_time(state.timeline.t(self._context.model.dependencies.clock.now()) - card.begun.t_ms)

    def _arrange(self) -> None:
        """Leave the room to the signs and to what was done where text is large: rail and alarm say what this is."""
        large = self._context.theme.large
        self.board.title.setVisible(not large)
        self.board.squeeze(self._context.theme.tight)
        board, low = self.board, self._context.theme.low
        (board.head if not large else board.below if low else board.above).addWidget(board.mistake)
        (board.below if large else board.head).addWidget(self._to_step)

    def _show_turn(self) -> None:
        if self._made:
            self._to_step.setVisible(not self.beside_step)
            self._to_signs.setVisible(self.beside_step)

    def turn_away(self) -> None:
        self._away = True
        self.turned.emit()

    def tell_open(self) -> None:
        """Say of an empty card that somebody turned away from that it is open still."""
        if self._away and self._acts.empty:
            self._context.tell(self._context.words.say("danger", "away-empty"))
