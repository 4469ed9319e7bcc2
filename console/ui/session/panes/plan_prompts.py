"""What is chosen before needling: the device, and the zones as the last time, from a preset, or touch by touch."""

from collections.abc import Callable
from functools import partial

from console.core.client_groups import device_stop
from console.core.events import DeviceChosen, PlannedZone, PlanSet, SubAreaKind
from console.core.setup import serial_of
from console.core.text.device_words import energy_warning
from console.ui.kit.choice import Choice
from console.ui.session.file_prompts import file_choice
from console.ui.session.pane_context import PaneContext

PLANNED: tuple[SubAreaKind, ...] = ("scar", "striae")
"""What has a plan of its own: each is marked on the map, for no list of zones says where they are."""


def choose_device(context: PaneContext) -> None:
    """Asks on the sheet; one press chooses."""
    state = context.model.session
    if state is None or state.signed:
        return
    choices = []
    for each in state.protocol.devices:
        act = partial(context.propose, DeviceChosen(each.id, serial_of(state, each.id)))
        choices.append(file_choice(context, each.label, device_stop(state, each.id), act, each.id == state.device))
    context.prompt.ask(context.say("which-device"), choices, energy_warning(context.words, state.protocol))


def choose_plan(context: PaneContext, mark: Callable[[SubAreaKind], object] | None = None) -> None:
    """Asks on the sheet; one press plans. Where there is a map, `mark` begins to mark scars or striae on it."""
    state = context.model.session
    if state is None or state.signed:
        return
    choices = []
    for preset in state.protocol.presets:
        passes = None if preset.passes.value is None else int(preset.passes.value)
        zones = tuple(PlannedZone(zone, None, passes) for zone in preset.zones)
        text = context.say("preset", name=preset.label, count=len(zones))
        choices.append(Choice(text, partial(context.propose, PlanSet(preset.id, zones))))
    choices.append(Choice(context.say("no-plan"), partial(context.propose, PlanSet("touch", ()))))
    for each in PLANNED:
        text = context.words.say("sub-area", f"plan-{each}")
        choices.append(Choice(text, partial(_marked, context, each, mark), idle=mark is None))
    first = (context.model.session_number or 1) < 2
    choices.append(Choice(context.say("same-as-last"), partial(_same_as_last, context), idle=first))
    context.prompt.ask(context.say("which-plan"), choices, context.say("which-plan-long"))


def _marked(context: PaneContext, what: SubAreaKind, mark: Callable[[SubAreaKind], object] | None) -> None:
    """Touch by touch; the first press on the map marks one."""
    state = context.model.session
    if state is not None and not state.plan_source:
        context.propose(PlanSet("touch", state.plan))
    if mark is not None:
        mark(what)


def _same_as_last(context: PaneContext) -> None:
    state = context.model.session
    if state is None:
        return
    sessions, session = context.model.open_clinic.sessions, state.id
    context.model.run(lambda: sessions.last_plan(session), context.propose)
