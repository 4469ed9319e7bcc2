"""Before a sign-off: which zones were needled with a cartridge whose lot is not recorded. It asks, and bars nothing."""

from functools import partial

from console.core.events import SignedOff
from console.core.setup import bare_passes, zones_without_lot
from console.core.state import SessionState
from console.ui.kit.prompt import Choice
from console.ui.session.pane_context import PaneContext
from console.ui.session.setup_prompts import SetupPrompts


def ask_lot(context: PaneContext, state: SessionState) -> None:
    """Name the zones, offer the cartridge of each device, and let sign off without."""
    setup = SetupPrompts(context)
    choices = []
    for each in bare_passes(state):
        text = context.say("lot-of", device=state.protocol.device[each.device].label)
        choices.append(Choice(text, partial(setup.ask_cartridge, each)))
    choices.append(Choice(context.say("sign-without"), partial(context.propose, SignedOff())))
    without = zones_without_lot(state)
    names = context.words.listed(context.words.zone(state.protocol, zone) for zone in without)
    zones = names if len(without) < len(state.treated) else context.say("every-zone")
    context.prompt.ask(context.say("lot-missing"), choices, context.say("lot-missing-long", zones=zones), columns=1)
