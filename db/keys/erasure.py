"""Erasing a client: their key and row go in one transaction with the event that says so; the chain stays whole."""

from collections.abc import Callable, Sequence

from console.app.ports import Head, SessionView
from console.core.events import Event
from db.connections import Raw
from db.log.log import Log
from db.views.view_rows import session_rows, standing_rows, write_changes

FORGET_KEY = "UPDATE client_keys SET wrapped = NULL WHERE client = ?"
FORGET_ROW = "DELETE FROM clients WHERE id = ?"
SESSIONS = "SELECT id FROM sessions WHERE client = ? ORDER BY id"


def erase(raw: Raw, log: Log, last: Head, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> Head:
    """Append the event and destroy the client's key and row, in the caller's transaction.

    Nothing that only the client's key opens is readable any more. The row of the key stays, empty, so that no event can
    ever make a new one. The views of the sessions become what a rebuild makes of them from now on. StoreError "client-
    erased" for one who was erased before.
    """
    head = log.append(raw, event, last)
    raw.execute(FORGET_KEY, (event.client,))
    raw.execute(FORGET_ROW, (event.client,))
    log.forget()
    for (session,) in raw.execute(SESSIONS, (event.client,)).fetchall():
        write_changes(raw, standing_rows(raw, session), session_rows(view(log.events(raw, session))))
    return head
