"""What is said on the run screen until the next entry: how long nobody could record, what was taken back or noted, what
a client's file stops."""

from console.core.client_groups import file_answers
from console.core.events import CheckAnswered, Corrected, ProfileTaken, Resumed, ScreeningAnswered
from console.core.screening import findings
from console.core.state import SessionState
from console.core.stopped_since import creams_stopped, device_stopped, under_stopped
from console.core.text.entry_words import noted, taken_back
from console.core.text.locale import clock_text
from console.ui.session.file_prompts import stop_text
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.finding_prompt import found_text

TOLD_MS = 10_000
"""The program is away for less whenever it is started anew, and by its signs of life that is no more than a guess."""
CARTRIDGE = "new-cartridge"
"""The check that one was opened for this client."""
NEWS = 2
"""Where a file is caught up with, it is by an entry that follows at once."""


def notice_text(context: PaneContext, state: SessionState, fresh: bool) -> str:
    """An empty text where nothing is worth a word. What the latest entry did is told while that is `fresh`."""
    done = (
        (
            taken_back(context.words, state),
            noted(context.words, state),
            _batch(context, state),
            _unnamed(context, state),
        )
        if fresh
        else ()
    )
    return " ".join(filter(None, (*done, _of_state(context, state))))


def _batch(context: PaneContext, state: SessionState) -> str:
    """Many answers at once are one entry, and one press takes all of it back."""
    body = state.history[-1].body
    if isinstance(body, ScreeningAnswered) and len(body.answers) > 1 and set(body.answers.values()) == {"no"}:
        return context.say("all-no-recorded", count=len(body.answers))
    return ""


def _unnamed(context: PaneContext, state: SessionState) -> str:
    """A new cartridge was ticked, and none is on record."""
    body = state.history[-1].body
    ticked = isinstance(body, CheckAnswered) and body.check == CARTRIDGE and body.met
    recorded = any(each.use == "cartridge" for each, _ in state.products)
    return context.say("cartridge-unnamed") if ticked and not recorded else ""


def _of_state(context: PaneContext, state: SessionState) -> str:
    since = [event.body for event in state.history[-NEWS:] if not isinstance(event.body, ProfileTaken)]
    if since and isinstance(since[-1], Resumed):
        off_ms = state.interruptions[-1].off_ms
        away = context.say("gap-known", off=clock_text(off_ms)) if off_ms >= TOLD_MS else ""
        return " ".join(filter(None, (away, _by_file(context, state))))
    return _by_file(context, state)


def _by_file(context: PaneContext, state: SessionState) -> str:
    if state.kind == "prepare" or state.signed:
        return ""
    if isinstance(state.history[-1].body, Corrected):
        return " ".join(_in_use(context, state))
    if not any(isinstance(event.body, ProfileTaken) for event in state.history[-NEWS:]):
        return ""
    by_file = file_answers(state)
    found = [each for each in findings(state) if not each.rule.asked or each.rule.id in by_file]
    fired = [found_text(context, each) for each in found if not each.blocks] + _in_use(context, state)
    return context.say("file-changed", found=" ".join(fired)) if fired else ""


def _in_use(context: PaneContext, state: SessionState) -> list[str]:
    """Return what is on the skin or in hand though the file stops it by now."""
    things = [(state.protocol.agent[cream.agent].label, stop) for cream, stop in creams_stopped(state)]
    device = device_stopped(state)
    things += [(state.protocol.device[state.device].label, device)] if device else []
    things += [(product.name, stop) for product, stop in under_stopped(state)]
    return [f"{context.words.pair(name, stop_text(context, state, stop))}." for name, stop in things]
