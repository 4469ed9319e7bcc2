"""Erasing a client: their key and row go in one transaction with the event that says so; the chain stays whole."""

from collections.abc import Callable, Sequence

from console.app.ports import ClientRow, Head, SessionView
from console.core.events import Event
from db.connections import Raw
from db.log.log import Log
from db.views.log_rows import session_rows
from db.views.view_rows import rows_standing_for, write_changes

FORGET_KEY = "UPDATE client_keys SET wrapped = NULL WHERE client = ?"
SESSIONS = "SELECT id FROM sessions WHERE client = ? ORDER BY id"


def erase(raw: Raw, log: Log, last: Head, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> Head:
    """Append the event and destroy the client's key and rows, in the caller's transaction.

    Nothing that only the client's key opens is readable any more. The row of the key stays, empty, so that no event can
    ever make a new one. The views of the sessions become what a rebuild makes of them from now on. StoreError "client-
    erased" for one who was erased before.
    """
    head = log.append(raw, event, last)
    raw.execute(FORGET_KEY, (event.client,))
    write_changes(raw, rows_standing_for(raw, ClientRow, event.client), {})
    log.forget()
    for (session,) in raw.execute(SESSIONS, (event.client,)).fetchall():
        write_changes(raw, rows_standing_for(raw, SessionView, session), session_rows(raw, log, session, view))
    return head
