"""What the screening found: how it reads, and the press with a reason that passes it."""

from functools import partial

from console.core.client_groups import file_answers
from console.core.events import Answer, FindingCleared, ScreeningAnswered
from console.core.protocol_parts import Rule
from console.core.screening import Finding, reason_holds
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext
from console.ui.session.source_button import source_choice


def found_text(context: PaneContext, found: Finding) -> str:
    """The rule, what it asks for, and the day on which a wait is over."""
    outcome = context.words.say("outcome", found.rule.outcome)
    text = context.say("found", rule=found.rule.text, outcome=outcome)
    return " ".join(filter(None, (text, _until(context, found), _by_file(context, found))))


def ask_to_settle(context: PaneContext, found: Finding) -> None:
    """Asks for the reason to pass it; who may not is told so."""
    title = context.say(f"finding-{found.rule.outcome}", rule=found.rule.text)
    source = context.say("finding-source", source=found.rule.source)
    state = context.model.session
    if state is None:
        return

    def take(reason: str) -> None:
        context.propose(FindingCleared(found.rule.id, reason))

    choices, others = list[Choice](), list[str]()
    for each in state.protocol.reasons_to_pass(found.rule.id):
        holds = reason_holds(state, each)
        choices.append(Choice(each, partial(take, each), idle=not holds))
        if not holds:
            others += (state.protocol.device[of].label for of in state.protocol.reason_devices[each])
    choices.append(context.own_words(take))
    choices.append(source_choice(context, title, source, partial(ask_to_settle, context, found)))
    more = context.say("finding-device", devices=context.words.listed(others)) if others else ""
    said = " ".join(filter(None, (_by_file(context, found), _until(context, found), more)))
    context.prompt.ask(title, choices, said)


def ask_question(context: PaneContext, rule: Rule) -> None:
    """Asks a question that is open after the prepare step, since the client's file no longer answers it."""

    def take(said: Answer) -> None:
        context.propose(ScreeningAnswered({rule.id: said}))

    choices = [
        Choice(context.say("no"), partial(take, "no")),
        Choice(context.say("yes"), partial(take, "yes"), "danger"),
    ]
    context.prompt.ask(rule.text, choices)


def _until(context: PaneContext, found: Finding) -> str:
    return context.say("until", day=context.words.day(found.until)) if found.until else ""


def _by_file(context: PaneContext, found: Finding) -> str:
    state = context.model.session
    entries = file_answers(state).get(found.rule.answer_of or found.rule.id, ()) if state else ()
    return context.say("found-by-file", entries=context.words.entries(entries)) if entries else ""
