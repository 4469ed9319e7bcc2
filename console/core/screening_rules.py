"""The rules of answering the screening, and of passing what it found."""

from datetime import timedelta

from console.core.client_groups import file_answers
from console.core.days import screening_day, session_day
from console.core.events import FindingCleared, ScreeningAnswered
from console.core.products import iso_day
from console.core.refusal import Refusal
from console.core.screening import findings, open_questions, reason_holds
from console.core.state import SessionState


def allow_answers(state: SessionState, body: ScreeningAnswered, t: int) -> None:
    """Raise Refusal for answers to what is no question, against the client's file, or with a day still to come.

    After the first step only what is still open is answered.
    """
    for rule in (*body.answers, *body.since):
        if rule not in state.protocol.rule or not state.protocol.rule[rule].asked:
            raise Refusal("unknown-rule", rule=rule)
    if state.kind != "prepare" and not body.answers.keys() <= set(open_questions(state)):
        steps = tuple(step.label for step in state.protocol.steps if step.kind == "prepare")
        raise Refusal("not-in-step", step=state.step, when=steps)
    for rule, entries in file_answers(state).items():
        if body.answers.get(rule) == "no":
            said = tuple(entry.text for entry in entries)
            raise Refusal("file-says-yes", rule=state.protocol.rule[rule].text, entries=said)
    latest = session_day(state, t) if state.days == "room" else screening_day(state) + timedelta(days=1)
    for since in body.since.values():
        if iso_day(since) > latest:
            raise Refusal("day-in-future", since_day=since)


def allow_clearing(state: SessionState, body: FindingCleared) -> None:
    """Raise Refusal where the finding may not be passed, by this operator, or without a reason."""
    found = next((each for each in findings(state) if each.rule.id == body.rule), None)
    if found is None:
        raise Refusal("no-such-finding", rule=body.rule)
    if found.rule.outcome == "block-numbing":
        raise Refusal("numbing-blocked", rule=found.rule.text)
    if found.rule.outcome in ("stop", "wait") and "pass-stop" not in state.operator.rights:
        raise Refusal("may-not-pass-stop", rule=found.rule.text, name=state.operator.name)
    if not body.reason and found.rule.outcome != "caution":
        raise Refusal("finding-needs-reason", "finding", rule=found.rule.text)
    if not reason_holds(state, body.reason):
        only = state.protocol.reason_devices[body.reason.strip()]
        labels = tuple(state.protocol.device[each].label for each in only)
        raise Refusal("reason-of-device", reason=body.reason.strip(), devices=labels)
