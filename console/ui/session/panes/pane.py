"""What a step's pane has in common: a middle, a side card, and how keys reach it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.core.next_action import ActionCode
from console.core.screening import blocking_finding, open_questions
from console.core.state import SessionState
from console.exchange.contents import Udi
from console.ui.kit.layouts import to_top
from console.ui.kit.pack_fields import TakesScan
from console.ui.session.check_list import CheckList
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.finding_prompt import ask_question, ask_to_settle
from console.ui.session.panes.plan_prompts import choose_device, choose_plan
from console.ui.session.product_list import ask_product


class Pane(QObject):
    """`middle` and `side` are shown while a step of its kind is on; both are updated from the state alone."""

    chosen = Signal()
    """Something was chosen here that the primary action can speak of."""
    middle: QWidget
    side: QWidget

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self.context, self.model, self.words = context, context.model, context.words
        self.checks = CheckList(context)

    def begin(self) -> None:
        """A session or a step comes into sight: it begins at its top, wherever the one before was left."""
        to_top(self.middle, self.side)

    def show_state(self, state: SessionState) -> None:
        """The state changed."""

    def tick(self, state: SessionState) -> None:
        """Time passed."""

    def read_all(self) -> None:
        """Somebody went through all that there is to read."""

    def digit(self, number: int) -> None:
        """A digit key."""
        self.checks.digit(number)

    def arrow(self, dx: int, dy: int) -> None:
        """An arrow key."""

    def take(self) -> None:
        """The key that takes the zone that the arrows came to."""

    def leave_out(self) -> None:
        """The key that leaves out the zone that the arrows came to."""

    def late_pass(self) -> None:
        """The key of a pass that was made earlier."""

    def ask_plan(self) -> None:
        """The key of the plan."""
        choose_plan(self.context)

    def mark(self) -> None:
        """The key that marks a scar, a patch or striae on the map."""

    def ask_device(self) -> None:
        """The key of the device."""
        choose_device(self.context)

    def step_depth(self, by: int) -> None:
        """Plus and minus."""

    def offer(self, code: ActionCode) -> str:
        """What Space would do for the next action with this code, where all that it takes is chosen here."""
        return ""

    def act(self, code: ActionCode) -> str:
        """What kind of act the primary action is here: another than `code` where a form that is open has it."""
        return code

    def asks(self, code: ActionCode) -> str:
        """What a form that is open still lacks, which the primary action opens; "" where it lacks nothing."""
        return ""

    @property
    def waits(self) -> str:
        """What has to be touched here before the next action is done; "" for nothing."""
        return ""

    def step_back(self) -> bool:
        """Esc: whether something was stepped back from here."""
        return False

    def take_scan(self, udi: Udi) -> bool:
        """What is on a pack: the form of a product opens with it."""
        ask_product(self.context, udi)
        return True

    def scan_form(self) -> bool:
        """Whether a form for a pack stands here."""
        return False

    def help_with(self, code: ActionCode) -> bool:
        """Opens or shows what the primary action waits for; False where there is nothing to open."""
        state = self.model.session
        held = blocking_finding(state) if code == "settle-findings" and state else None
        if held:
            ask_to_settle(self.context, held)
            return True
        if code == "answer-screening" and state:
            ask_question(self.context, state.protocol.rule[open_questions(state)[0]])
            return True
        return code == "answer-checks" and self.checks.lead()


def takes_scan(form: object) -> bool:
    """Whether this is a form with a place for a pack."""
    return isinstance(form, TakesScan)


def take_scan(context: PaneContext, pane: Pane | None, udi: Udi) -> bool:
    """With a sheet open there is no pane: then only a form on it with a place for a pack takes a scan."""
    if pane is not None:
        return pane.take_scan(udi)
    form: object = context.prompt.form
    if isinstance(form, TakesScan):
        form.take_scan(udi)
    return isinstance(form, TakesScan)
