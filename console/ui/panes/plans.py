"""Which zones are planned: as the last time, one of the protocol's presets, or none yet."""

from functools import partial

from console.core.events import PlannedZone, PlanSet
from console.ui.desk import Desk
from console.ui.widgets.choices import Choice


def choose_plan(desk: Desk) -> None:
    """Asks on the sheet; one press plans."""
    state = desk.model.session
    if state is None:
        return
    choices = [Choice(desk.say("same-as-last"), partial(_same_as_last, desk))]
    for preset in state.protocol.presets:
        passes = None if preset.passes.value is None else int(preset.passes.value)
        zones = tuple(PlannedZone(zone, None, passes) for zone in preset.zones)
        text = desk.say("preset", name=preset.label, count=len(zones))
        choices.append(Choice(text, partial(desk.propose, PlanSet(preset.id, zones))))
    choices.append(Choice(desk.say("no-plan"), partial(desk.propose, PlanSet("touch", ()))))
    desk.choices.ask(desk.say("which-plan"), choices, desk.say("which-plan-long"))


def _same_as_last(desk: Desk) -> None:
    state = desk.model.session
    if state is None:
        return
    sessions, session = desk.model.sessions, state.id
    desk.model.ask(lambda: sessions.last_plan(session), desk.propose)
