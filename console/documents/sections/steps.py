"""The steps of the session with their times; and its stop, hand-overs, pauses, gaps and clock changes."""

from reportlab.platypus import Flowable, Spacer

from console.core.text.incidents import incidents, step_told
from console.core.text.record_text import RecordText
from console.core.timers import working_ms
from console.documents.sections.paragraphs import lines
from console.documents.typesetting.blocks import Row, grid
from console.documents.typesetting.style import S


def steps(text: RecordText) -> list[Flowable]:
    """Return a table of the steps and a line for each incident."""
    rows: list[Row] = [[text.say(code) for code in ("step", "from", "to", "work")]]
    for run in text.state.steps:
        done = text.at(run.done) if run.done else text.say("not-done")
        until = run.done.t_ms if run.done else text.end_t
        spent = working_ms((run.begun.t_ms, until), text.rests, until)
        rows.append([step_told(text, run), text.time(run.begun.utc_ms), done, text.spent(spent)])
    told = lines(text, incidents(text))
    return [grid(rows, (0.32, 0.17, 0.25, 0.26)), *([Spacer(0, S), *told] if told else [])]
