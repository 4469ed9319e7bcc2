"""The steps of the session with their times; and its stop, hand-overs, pauses, gaps and clock changes."""

from reportlab.platypus import Flowable, Spacer

from console.core.events import Paused
from console.core.timers import working_ms
from console.documents.record_text import RecordText
from console.documents.sections.paragraphs import paragraph
from console.documents.typesetting.blocks import Row, grid
from console.documents.typesetting.style import S


def steps(text: RecordText) -> list[Flowable]:
    """Return a table of the steps and a line for each incident."""
    rows: list[Row] = [[text.say(code) for code in ("step", "from", "to", "work")]]
    for run in text.state.steps:
        done = text.at(run.done) if run.done else text.say("not-done")
        until = run.done.t_ms if run.done else text.end_t
        label = text.state.protocol.step[run.step].label
        spent = working_ms((run.begun.t_ms, until), text.state.pauses, until)
        name = text.say("stopped-there", step=label) if run.stopped else label
        rows.append([name, text.time(run.begun.utc_ms), done, text.spent(spent)])
    incidents = _incidents(text)
    return [grid(rows, (0.32, 0.17, 0.25, 0.26)), *([Spacer(0, S), *incidents] if incidents else [])]


def _incidents(text: RecordText) -> list[Flowable]:
    """Return a line for each stop, hand-over, change of profile, pause, gap and clock that was set."""
    state, lines = text.state, list[Flowable]()
    if state.stopped:
        lines.append(paragraph(text, "stopped", at=text.at(state.stopped.at), reason=text.personal(state.stopped.text)))
    for operator, at in state.operators[1:]:
        lines.append(paragraph(text, "handed-over", at=text.at(at), name=operator.name))
    lines += [paragraph(text, "profile-taken", at=at, changes=changes) for at, changes in text.profile_changes()]
    lines += _pauses(text)
    for away in state.interruptions:
        gap, off, basis = text.spent(away.gap_ms), text.spent(away.off_ms), text.say(f"gap-{away.basis}")
        lines.append(paragraph(text, "gap", at=text.time(away.at.utc_ms), gap=gap, off=off, basis=basis))
    for at, by_ms in state.jumps:
        code = "jump-back" if by_ms < 0 else "jump"
        lines.append(paragraph(text, code, at=text.when(at.utc_ms), by=text.spent(abs(by_ms))))
    return lines


def _pauses(text: RecordText) -> list[Flowable]:
    begun = [(event, body, ago_ms) for event, body, ago_ms in text.entries if isinstance(body, Paused)]
    lines = list[Flowable]()
    for (event, body, ago_ms), (since, until) in zip(begun, text.state.pauses, strict=False):
        at = text.entered(event.at.utc_ms - ago_ms, ago_ms)
        spent = text.spent((text.end_t if until is None else until) - since)
        lines.append(paragraph(text, "paused", at=at, spent=spent, reason=text.personal(body.reason)))
    return lines
