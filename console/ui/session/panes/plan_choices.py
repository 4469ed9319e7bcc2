"""The two buttons of what is planned: the device, and the plan. Whatever is chosen, neither moves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QWidget

from console.core.protocol import Protocol
from console.core.state import SessionState
from console.ui.kit.layouts import row
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.plan_prompts import choose_device


class PlanChoices(QWidget):
    """Device and plan one below the other, or side by side; each as high as its longest name takes."""

    def __init__(self, context: PaneContext, ask_plan: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self._device = WrappedButton("", partial(choose_device, context), "row")
        self._plan = WrappedButton("", ask_plan, "row")
        self._protocol: Protocol | None = None
        self._inside: QBoxLayout = row(self._device, self._plan, gap=8)
        for at in range(2):
            self._inside.setStretch(at, 1)
        self.setLayout(self._inside)

    def arrange(self, beside: bool) -> None:
        """Stand side by side, or one below the other."""
        ways = QBoxLayout.Direction
        self._inside.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def show_state(self, state: SessionState) -> None:
        """Show what is chosen."""
        say, protocol = self._context.say, state.protocol
        device, preset = protocol.device.get(state.device), protocol.preset.get(state.plan_source)
        if protocol is not self._protocol:
            self._protocol = protocol
            self._device.keep_room([say("device", name=each.label) for each in protocol.devices])
            plans = [say("plan-by-touch"), say("same-as-last"), *(each.label for each in protocol.presets)]
            self._plan.keep_room([say("plan", name=each) for each in plans])
        self._device.set_text(say("device", name=device.label if device else say("choose")))
        sources = {"": "plan-by-touch" if state.plan else "choose", "last": "same-as-last"}
        source = preset.label if preset else say(sources.get(state.plan_source, "plan-by-touch"))
        self._plan.set_text(say("plan", name=source))
