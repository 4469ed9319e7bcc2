"""Before a sign-off: what was used on which zones, and of which the cartridge's lot is not recorded.

It asks, and bars nothing.
"""

from functools import partial

from console.core.events import SignedOff
from console.core.setup_shares import Share, bare_passes, setups
from console.core.state import SessionState
from console.core.state_parts import Setup
from console.core.text.setup_words import cartridge_text, device_text, missing_text, share_text, under_text
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext
from console.ui.session.setup_prompts import SetupPrompts


def made_with(context: PaneContext, state: SessionState) -> list[str]:
    """A line for each setup with its zones; of one alone without them. Before any pass the device that is chosen."""
    words, found = context.words, setups(state)
    lines = []
    chosen: dict[Setup, tuple[Share, ...]] = {Setup(state.device, state.serial): ()} if state.device else {}
    for setup, made in (found or chosen).items():
        told = context.say("review-device", device=device_text(words, state.protocol, setup))
        told = words.listed([told, context.say("setup-cartridge", now=cartridge_text(words, setup.cartridge))])
        if setup.under:
            told = words.listed([told, context.say("setup-under", now=under_text(words, setup.under))])
        zones = words.listed((share_text(words, state.protocol, each) for each in made), "list-long")
        lines.append(words.pair(zones, told) if len(found) > 1 else told)
    return lines


def ask_lot(context: PaneContext, state: SessionState) -> None:
    """Name the passes, offer the cartridge of each device, and let sign off without."""
    setup = SetupPrompts(context)
    bare = {(each.device, each.serial): each for each in bare_passes(state)}
    choices = []
    for used in dict.fromkeys([*((each.device, each.serial) for each in setups(state)), *bare]):
        text = context.say("lot-of", device=state.protocol.device[used[0]].label)
        choices.append(Choice(text, partial(setup.ask_cartridge, bare.get(used)), idle=used not in bare))
    choices.append(Choice(context.say("sign-without"), partial(context.propose, SignedOff())))
    context.prompt.ask(context.say("lot-missing"), choices, missing_text(context.words, state), columns=1)
