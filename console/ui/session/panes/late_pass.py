"""A pass that was made earlier and is noted now: when it was, as somebody says it."""

from functools import partial

from console.core.events import PassDone
from console.core.state import SessionState
from console.core.text.zone_lines import told_passes
from console.ui.kit.choice import Choice
from console.ui.kit.labels import label
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext
from console.ui.session.when_prompt import When, ask_when


class LatePass:
    """`button`, for the zone in work, and `told`: each pass that was told later, with the time that was told."""

    def __init__(self, context: PaneContext) -> None:
        self._context, self._zone = context, ""
        self.told = label("", "small", "soft", wrap=True)
        self.button = WrappedButton(context.say("late-pass"), self.ask, "tab", context.say("late-pass-long"))

    def show_zone(self, state: SessionState, zone: str) -> None:
        self._zone = zone
        self.button.setVisible(bool(zone) and zone == state.current and not state.over)
        record = state.zones.get(zone)
        told = told_passes(self._context.words, record) if record else []
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))

    def ask(self) -> None:
        """When; nothing where no zone is in work."""
        if not self.button.isVisible():
            return
        context, zone = self._context, self._zone
        unknown = Choice(
            context.say("late-pass-open"), partial(context.propose, PassDone(zone, when_open=True)), keyless=True
        )

        def record(when: When) -> None:
            context.propose(PassDone(zone), when.ago_ms)

        ask_when(context, context.say("late-pass-when"), context.say("late-pass-then"), record, unknown, of=zone)
