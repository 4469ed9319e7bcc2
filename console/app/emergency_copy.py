"""A session saved outside a failing store, and read in again."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.local_time import offsets
from console.app.ports import BackupStore, Store, StoreBackups, StoreError
from console.app.projections.session_view import session_view
from console.app.sessions import Sessions
from console.core.clock import Clock
from console.core.events import ClientAdded, Event, SessionBegun
from console.core.record import Record, from_json, to_json
from console.core.refusal import Refusal


class ImportResult(Struct, frozen=True):
    """What came of an emergency copy: how many events of its session were read in, and how many were there already."""

    count: int
    known: int


def save_emergency_copy(
    backups: StoreBackups, sessions: Sessions, clinic: Clinic, session: str, folder: Path, clock: Clock
) -> Path:
    """Save the running session as it stands in memory, encrypted, on another medium. StoreError.

    Nothing of the database is needed.
    """
    state, at = sessions.state(session), clock.now()
    name = ""
    with suppress(StoreError):
        name = clinic.name()
    zone = state.history[0].body.zone if isinstance(state.history[0].body, SessionBegun) else "UTC"
    record = Record(
        clinic=name, store=backups.kind, people={each.id: each.name for each, _ in state.operators},
        protocol=state.protocol, events=state.history, zone=zone, offsets=offsets(zone, state.begun.utc_ms, at.utc_ms),
    )  # fmt: skip
    return backups.write_emergency_copy(to_json(record), folder, at)


def import_emergency_copy(store: Store, sessions: Sessions, clinic: Clinic, data: bytes) -> ImportResult:
    """Append what an emergency copy has of its session beyond the store's own. Refusal."""
    record: Record = from_json(data)
    first = record.events[0]
    known = [event.id for event in store.events(first.session)]
    copied = [event.id for event in record.events]
    if copied == known[: len(copied)]:
        return ImportResult(0, len(copied))
    if known != copied[: len(known)]:
        raise Refusal("emergency-differs")
    if store.adoption(record.protocol.digest) is None:
        raise Refusal("emergency-protocol")
    if store.client(first.client) is None and isinstance(first.body, SessionBegun):
        added = ClientAdded(first.body.profile)
        store.append(Event(clinic.new_id(), "", first.client, first.actor, first.at, added))
    missing = record.events[len(known) :]
    for at, event in enumerate(missing, start=len(known) + 1):
        before = session_view(sessions.kept.fold(record.events[: at - 1])) if at > 1 else None
        store.append(event, before, session_view(sessions.kept.fold(record.events[:at])))
    sessions.kept.forget(first.session)
    return ImportResult(len(missing), len(known))


def import_into_closed(
    backup_store: BackupStore, file: Path, secret: str, opened: Callable[[], tuple[Store, Sessions, Clinic]]
) -> ImportResult:
    """Open the store, append what the copy has beyond it, and close it. Refusal, StoreError."""
    data = backup_store.emergency(file, secret)
    store, sessions, clinic = opened()
    try:
        return import_emergency_copy(store, sessions, clinic, data)
    finally:
        store.close()
