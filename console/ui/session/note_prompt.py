"""Writes a note, after sign-off an addendum, and shows those that were written before."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.core.events import Addendum, Noted
from console.core.state import SessionState
from console.core.state_parts import Remark
from console.ui.kit.choice import Choice
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, holder
from console.ui.kit.pedal import LeavesPedal
from console.ui.session.pane_context import PaneContext

FIELD_PX = 160


def ask_note(context: PaneContext, state: SessionState) -> None:
    """Ask for the text; what was written in this session stands below it, the newest first."""
    field = note_field(context.say("note"), FIELD_PX)
    body = Addendum if state.signed else Noted
    save = Choice(context.say("note-save"), lambda: context.propose(body(field.toPlainText())), "primary")
    form = holder(column(field, *_written(context, state), gap=8))

    def again() -> None:
        if context.model.session is not None:
            ask_note(context, context.model.session)

    title = context.say("addendum" if state.signed else "note")
    context.prompt.ask(title, [save], extra=form, place="note", again=again)
    field.setFocus()


class NoteField(LeavesPedal, QPlainTextEdit):
    """A field for sentences; a pedal's key is the sheet's."""


def note_field(name: str, high: int) -> QPlainTextEdit:
    """Return a field for sentences that Tab leaves."""
    field = NoteField()
    field.setAccessibleName(name)
    field.setMinimumHeight(high)
    field.setTabChangesFocus(True)
    return field


def _written(context: PaneContext, state: SessionState) -> list[QWidget]:
    every = sorted((*state.notes, *state.addenda), key=lambda each: each.at.t_ms, reverse=True)
    head = [label(context.words.say("event", "notes"), "small", "soft", wrap=True)] if every else []
    return [*head, *(label(_line(context, state, each), wrap=True) for each in every)]


def _line(context: PaneContext, state: SessionState, each: Remark) -> str:
    names = {operator.id: operator.name for operator, _ in state.operators}
    at, by = context.words.clock_time(each.at.utc_ms), names.get(each.at.actor, "")
    if not by:
        return context.words.pair(at, each.text)
    return context.words.say("event", "note-line", at=at, by=by, text=each.text)
