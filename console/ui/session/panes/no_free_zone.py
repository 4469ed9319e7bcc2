"""What is asked where another cream has no zone to go on: each planned one is under cream."""

from functools import partial

from console.core.events import CreamOff, ZonePlanned
from console.core.state import SessionState
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext


def ask_under_cream(context: PaneContext, state: SessionState) -> None:
    """Say so, and offer what makes room; the plan changes only where somebody chooses one more zone."""
    say, words = context.say, context.words
    names = {each.number: f"{each.number} · {state.cream_name(each)}" for each in state.on}
    choices = [
        Choice(
            say("under-cream-off", number=each.number, cream=state.cream_name(each)),
            partial(context.propose, CreamOff(each.number)),
        )
        for each in state.on
    ]
    choices.append(Choice(say("under-cream-plan"), partial(_ask_zone, context, state)))
    long = say("under-cream-long", creams=words.listed(names.values()))
    context.prompt.ask(say("under-cream-title"), choices, long, columns=1)


def _ask_zone(context: PaneContext, state: SessionState) -> None:
    """One zone that is not planned, those of the planned figures first."""
    zones = state.protocol.zone
    figures = {name for each in state.planned_zones for name in zones[each].maps}
    free = [name for name, zone in zones.items() if not zone.never and name not in state.planned_zones]
    free.sort(key=lambda name: not figures & set(zones[name].maps))
    choices = [
        Choice(context.words.zone(state.protocol, name), partial(context.propose, ZonePlanned(name))) for name in free
    ]
    context.prompt.ask(context.say("which-more-zone"), choices, context.say("which-more-zone-long"), columns=3)
