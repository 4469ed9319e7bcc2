"""What the client's file asks in a session: what an entry touches, and with what skin is disinfected."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from console.core.client_groups import disinfectant_stop, unsorted_entries
from console.core.events import CheckAnswered, Disinfected, EntryChanged
from console.core.people import Entry
from console.core.state import SessionState
from console.core.state_parts import FileStop
from console.ui.clients.entry_details import ask_details
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext
from console.ui.shell.clinic_jobs import RefusedIntent

Pass = Callable[[RefusedIntent, str], object]
"""Asks for the reason that passes what was refused, under this text."""


def ask_by_file(context: PaneContext, refused: RefusedIntent, text: str, pass_it: Pass) -> bool:
    """Ask what the refused intent waits for, where that is in the client's file; return whether it is."""
    body = refused.body
    if body is None:
        return False
    if refused.refusal.code == "which-disinfectant" and isinstance(body, Disinfected | CheckAnswered):
        _ask_disinfectant(context, refused, body, text)
        return True
    if refused.refusal.code != "file-unsorted":
        return False
    without = Choice(context.say("go-on-unsorted"), partial(pass_it, refused, text), "danger")
    more = (without,) if refused.refusal.situation else ()
    return sort_first(context, partial(context.propose, body, refused.ago_ms), *more)


def sort_first(context: PaneContext, then: Callable[[], object], *more: Choice) -> bool:
    """Ask what the entries touch that nobody sorted, one by one, and then go on; return whether there was one."""
    state = context.model.session
    entries = unsorted_entries(state.protocol.groups, state.profile) if state else ()
    if state is None or not entries:
        return False
    take = partial(_sort, context, then, more)
    again = partial(sort_first, context, then, *more)
    ask_details(context.prompt, context.words, state.protocol.groups, entries[0], take, more, again)
    return True


def stop_text(context: PaneContext, state: SessionState, stop: FileStop | None) -> str:
    """Return why the client's file stops something; "" where nothing in it does."""
    if stop is None or not stop.groups:
        return ""
    labels = context.words.listed(state.protocol.group[each].label for each in stop.groups)
    return context.say("stops-by-file", entries=context.words.entries(stop.entries), groups=labels)


def file_choice(
    context: PaneContext, label: str, stop: FileStop | None, act: Callable[[], object], on: bool = False
) -> Choice:
    """Return the choice of a thing; one that the client's file stops says why."""
    state = context.model.session
    why = stop_text(context, state, stop) if state else ""
    text = f"⚠ {context.words.pair(label, why)}" if why else label
    return Choice(text, act, "danger" if why else "plain", on=on)


def _sort(context: PaneContext, then: Callable[[], object], more: tuple[Choice, ...], entry: Entry) -> None:
    """Write down what the entry touches in the clinic's file, from where the session takes it."""
    state, sessions = context.model.session, context.model.open_clinic.sessions
    if state is None:
        return
    change = EntryChanged(entry.id, entry.text, (), entry.groups, entry.since, entry.reaction)

    def job() -> SessionState:
        sessions.change_client(state.client, [change])
        return sessions.state(state.id)

    def came(after: SessionState) -> None:
        if context.model.session and context.model.session.id == after.id:
            context.model.take_up(after)
            if not sort_first(context, then, *more):
                then()

    context.model.run(job, came)


def _ask_disinfectant(
    context: PaneContext, refused: RefusedIntent, body: Disinfected | CheckAnswered, text: str
) -> None:
    """What the file stops says so, in its own place; nothing is chosen beforehand."""
    state = context.model.session
    if state is None:
        return
    choices = []
    for each in state.protocol.disinfectants:
        take = partial(context.propose, replace(body, disinfectant=each.id), refused.ago_ms)
        choices.append(file_choice(context, each.label, disinfectant_stop(state, each.id), take))
    context.prompt.ask(text, choices, columns=1)
