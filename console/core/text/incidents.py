"""What befell the course of a session: its stop, hand-overs, changes of profile, pauses, gaps and clock changes."""

from console.core.events import Paused
from console.core.state_parts import StepRun
from console.core.text.record_text import RecordText
from console.core.text.said import Line, said


def incidents(text: RecordText) -> list[Line]:
    """Return a line for each."""
    state, lines = text.state, list[Line]()
    if state.stopped:
        lines.append(said("stopped", at=text.at(state.stopped.at), reason=text.personal(state.stopped.text)))
    lines += [said("handed-over", at=text.at(at), name=operator.name) for operator, at in state.operators[1:]]
    lines += [said("profile-taken", at=at, changes=changes) for at, changes in text.profile_changes()]
    lines += _pauses(text)
    for away in state.interruptions:
        gap, off, basis = text.spent(away.gap_ms), text.spent(away.off_ms), text.say(f"gap-{away.basis}")
        lines.append(said("gap", at=text.time(away.at.utc_ms), gap=gap, off=off, basis=basis))
    for at, by_ms in state.jumps:
        lines.append(said("jump-back" if by_ms < 0 else "jump", at=text.when(at.utc_ms), by=text.spent(abs(by_ms))))
    return lines


def step_told(text: RecordText, run: StepRun) -> str:
    """Return the step, and that it was stopped."""
    label = text.state.protocol.step[run.step].label
    return text.say("stopped-there", step=label) if run.stopped else label


def _pauses(text: RecordText) -> list[Line]:
    begun = [(event, body, ago_ms) for event, body, ago_ms in text.entries if isinstance(body, Paused)]
    lines = list[Line]()
    for (event, body, ago_ms), (since, until) in zip(begun, text.state.pauses, strict=False):
        at = text.entered(event.at.utc_ms - ago_ms, ago_ms)
        spent = text.spent((text.end_t if until is None else until) - since)
        lines.append(said("paused", at=at, spent=spent, reason=text.personal(body.reason)))
    return lines
