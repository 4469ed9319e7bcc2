"""A clinic with thousands of sessions, made in a few seconds."""

from pathlib import Path

from msgspec.structs import replace

from console.app.projections.session_view import session_view
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support import stage

SECRET = "bench bench bench"
DAY_MS = 86_400_000


def clinic(folder: Path, sessions: int) -> Path:
    """A full face is led once, by the use cases. Every other session is that one under another id: two events of it in
    the log, its beginning and its signature, and the whole of its view, eighteen zones and what was used."""
    room = stage.played(folder / "pattern")
    state, events = room.sessions.state(room.latest), room.store.events(room.latest)
    own, view = room.store.events(""), session_view(state)
    room.store.close()
    store, _ = Store.create(folder / "clinic", "example", SECRET, LIGHT_COST)
    signed = next(event for event in events if event.body == (state.signed or (None,))[0])
    with store.bulk_load():
        for event in own:
            store.append(event)
        for number in range(sessions):
            name, back = f"{number:032x}", (sessions - number) * DAY_MS // 20
            begun = replace(view, id=name, begun_utc_ms=view.begun_utc_ms - back, status="open", ended_utc_ms=None)
            ended = replace(view, id=name, begun_utc_ms=begun.begun_utc_ms, ended_utc_ms=begun.begun_utc_ms + 1)
            store.append(replace(events[0], id=f"{2 * number:032x}", session=name), None, begun)
            store.append(replace(signed, id=f"{2 * number + 1:032x}", session=name), begun, ended)
    store.anchor()
    store.close()
    return folder / "clinic"
