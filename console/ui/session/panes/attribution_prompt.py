"""Asking who it was that did something while the screen was locked: the people as choices, one press."""

from collections.abc import Callable
from functools import partial

from console.core.attribution import UNNAMED_SUFFIX, named_with, of_danger
from console.core.events import ActorNamed
from console.core.people import Operator
from console.core.state_parts import Deviation
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext

Instead = Callable[[Deviation], object] | None


def ask_who(
    context: PaneContext, deed: Deviation, instead: Instead = None, shown: Callable[[], object] = lambda: None
) -> None:
    """`instead` is offered where nobody knows; else it may be left for later.

    `shown` is called as the question comes up: over another sheet it does not.
    """
    context.model.read(context.model.open_clinic.store.people, partial(_ask, context, deed, instead, shown))


def _ask(
    context: PaneContext, deed: Deviation, instead: Instead, shown: Callable[[], object], people: list[Operator]
) -> None:
    state = context.model.session
    target = deed.id.removesuffix(UNNAMED_SUFFIX)
    if state is None or not context.prompt.isHidden() or target not in {at.event for _, at in state.unnamed}:
        return
    say, kind = partial(context.words.say, "lock"), deed.code.removeprefix("unnamed-")
    targets = named_with(state, target)

    def name(person: Operator) -> None:
        """All that was done at one danger card was done by one."""
        for each in targets:
            context.propose(ActorNamed(each, person))

    choices = [Choice(each.name, partial(name, each)) for each in people]
    choices.append(Choice(say("later"), lambda: None, idle=instead is not None))
    choices.append(Choice(say("not-known"), lambda: instead and instead(deed), idle=instead is None))
    code = "asked-danger" if of_danger(kind) else f"asked-{kind}"
    title = say(code, time=context.words.clock_time(deed.at.utc_ms))
    shown()
    context.prompt.ask(title, choices, say("asked-long"))
