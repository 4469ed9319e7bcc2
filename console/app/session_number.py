"""The n of "session n" on screen; the record, and its paper, keep what was counted as the session began."""

from console.app.ports import Queries
from console.core.state import SessionState


def session_number(queries: Queries, state: SessionState) -> int:
    """Return which of their client's sessions this is, in order of beginning; those of other rooms count."""
    found = queries.sessions(state.client, "signed" if state.signed else "open")
    return next((each.number for each in found if each.id == state.id), state.number)
