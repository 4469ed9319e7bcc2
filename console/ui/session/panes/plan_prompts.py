"""What is chosen before needling: the device, and the zones as the last time, from a preset, or touch by touch."""

from functools import partial

from console.core.events import DeviceChosen, PlannedZone, PlanSet
from console.ui.kit.prompt import Choice
from console.ui.session.pane_context import PaneContext


def choose_device(desk: PaneContext) -> None:
    """Asks on the sheet; one press chooses."""
    state = desk.model.session
    if state is None or state.signed:
        return
    choices = [
        Choice(each.label, partial(desk.propose, DeviceChosen(each.id)), on=each.id == state.device)
        for each in state.protocol.devices
    ]
    desk.choices.ask(desk.say("which-device"), choices)


def choose_plan(desk: PaneContext) -> None:
    """Asks on the sheet; one press plans."""
    state = desk.model.session
    if state is None or state.signed:
        return
    again = Choice(desk.say("same-as-last"), partial(_same_as_last, desk))
    choices = []
    for preset in state.protocol.presets:
        passes = None if preset.passes.value is None else int(preset.passes.value)
        zones = tuple(PlannedZone(zone, None, passes) for zone in preset.zones)
        text = desk.say("preset", name=preset.label, count=len(zones))
        choices.append(Choice(text, partial(desk.propose, PlanSet(preset.id, zones))))
    choices.append(Choice(desk.say("no-plan"), partial(desk.propose, PlanSet("touch", ()))))
    if state.number > 1:
        choices.append(again)
    desk.choices.ask(desk.say("which-plan"), choices, desk.say("which-plan-long"))


def _same_as_last(desk: PaneContext) -> None:
    state = desk.model.session
    if state is None:
        return
    sessions, session = desk.model.sessions, state.id
    desk.model.ask(lambda: sessions.last_plan(session), desk.propose)
