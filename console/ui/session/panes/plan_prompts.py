"""What is chosen before needling: the device, and the zones as the last time, from a preset, or touch by touch."""

from functools import partial

from console.core.client_groups import device_stop
from console.core.events import DeviceChosen, PlannedZone, PlanSet
from console.ui.kit.prompt import Choice
from console.ui.session.file_prompts import stop_text
from console.ui.session.pane_context import PaneContext


def choose_device(context: PaneContext) -> None:
    """Asks on the sheet; one press chooses."""
    state = context.model.session
    if state is None or state.signed:
        return
    choices = []
    for each in state.protocol.devices:
        why = stop_text(context, state, device_stop(state, each.id))
        text = f"⚠ {context.words.pair(each.label, why)}" if why else each.label
        act = partial(context.propose, DeviceChosen(each.id))
        choices.append(Choice(text, act, "danger" if why else "plain", on=each.id == state.device))
    context.prompt.ask(context.say("which-device"), choices)


def choose_plan(context: PaneContext) -> None:
    """Asks on the sheet; one press plans."""
    state = context.model.session
    if state is None or state.signed:
        return
    again = Choice(context.say("same-as-last"), partial(_same_as_last, context))
    choices = []
    for preset in state.protocol.presets:
        passes = None if preset.passes.value is None else int(preset.passes.value)
        zones = tuple(PlannedZone(zone, None, passes) for zone in preset.zones)
        text = context.say("preset", name=preset.label, count=len(zones))
        choices.append(Choice(text, partial(context.propose, PlanSet(preset.id, zones))))
    choices.append(Choice(context.say("no-plan"), partial(context.propose, PlanSet("touch", ()))))
    if (context.model.session_number or 1) > 1:
        choices.append(again)
    context.prompt.ask(context.say("which-plan"), choices, context.say("which-plan-long"))


def _same_as_last(context: PaneContext) -> None:
    state = context.model.session
    if state is None:
        return
    sessions, session = context.model.open_clinic.sessions, state.id
    context.model.run(lambda: sessions.last_plan(session), context.propose)
