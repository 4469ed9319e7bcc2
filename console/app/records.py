"""The whole record of a session, with what it refers to."""

from collections.abc import Sequence

from console.app.ports import EventLog, Queries, Store
from console.core.events import Offset
from console.core.record import Record
from console.core.state import SessionState


def record_of(store: Store, clinic: str, state: SessionState, zone: str, offsets: Sequence[Offset]) -> Record:
    """Return the record for the summary, for export, and to be signed.

    Zone and offsets count while the session is open. Who acted is called as at the last seal, so that the record stays
    what was signed.
    """
    sealed = state.signed[0] if state.signed else None
    names = names_in(store, state)
    actors = {event.actor for event in state.history}
    return Record(
        clinic=clinic,
        store=store.kind,
        people={actor: names[actor] for actor in sorted(actors) if actor in names},
        protocol=state.protocol,
        events=state.history,
        zone=sealed.zone if sealed else zone,
        offsets=sealed.offsets if sealed else tuple(offsets),
        head=(sealed.head_seq, sealed.head) if sealed else (0, ""),
        erased_utc_ms=erasure_time(store, state),
    )


def names_in(queries: Queries, state: SessionState) -> dict[str, str]:
    """Return the names, by id, of everybody who may have acted in the session."""
    names = {person.id: person.name for person in queries.people(gone=True)}
    names |= {operator.id: operator.name for operator, _ in state.operators}
    names |= {person.id: person.name for person in state.named.values()}
    return names | (state.seals[-1][0].people if state.seals else {})


def erasure_time(log: EventLog, state: SessionState) -> int | None:
    """Return when the client was erased (UTC ms); asks only where what was known of them is gone. None if never."""
    event = log.latest("client-erased", state.client) if state.profile is None else None
    return event.at.utc_ms if event else None
