"""Erasing a client after the clinic's own retention period: what would go, when it may, and doing it."""

import re
from collections.abc import Collection
from datetime import date

from msgspec import Struct

from console.app.ids import Random, new_id
from console.app.local_time import day_in
from console.app.ports import ClientSession, ClientView, EventLog, Store
from console.app.rights import need_of
from console.app.sessions import Sessions
from console.core.clinic_state import ClinicState, decide
from console.core.clock import Clock
from console.core.events import ClientErased, Event, RetentionSet
from console.core.names import readable_name, same_key
from console.core.people import CLIENT_FIELDS, ENTRY_KINDS, Operator
from console.core.refusal import Refusal
from console.core.text.words import Words

BACKUP_YEARS = 1
"""Twelve days, ten weeks and nine months of backups are kept: together less than this."""
LEAST_LETTERS = 3


class Preview(Struct, frozen=True):
    """What erasing the client would take away, and what stands against it.

    first, last  the days of their first and last session; None without one
    possible     the first day on which it may be done; None while no retention period is set
    copies       the backups in which the client still is, and by when each has lapsed
    """

    client: ClientView
    first: date | None
    last: date | None
    open: bool
    years: int | None
    possible: date | None
    copies: tuple[tuple[str, date], ...]


def retention(log: EventLog) -> RetentionSet | None:
    """Return the retention period as it was set last; None where nobody has set one."""
    event = log.latest("retention-set")
    return event.body if event and isinstance(event.body, RetentionSet) else None


def may_set(by: Operator) -> bool:
    """Return whether they may say how long records are kept."""
    return bool({"erase", "manage"} & set(by.rights))


def set_retention(log: EventLog, clock: Clock, random: Random, by: Operator, years: int, source: str) -> None:
    """Set how long records are kept. Refusal where the person may not, or the years can't be meant."""
    if not may_set(by):
        raise Refusal("may-not-erase", name=by.name)
    body, at = decide(ClinicState(), RetentionSet(years, by.name, source)), clock.now()
    log.append(Event(new_id(at, random), "", "", by.id, at, body))


def preview(store: Store, client: str, zone: str, lost: Collection[ClientSession] = ()) -> Preview:
    """Return what erasing the client would take away, and what stands against it; days are those of the zone.

    `lost`: their open sessions that nobody can go on with, and so sign off. Refusal "unknown-client".
    """
    known = store.client(client)
    if known is None:
        raise Refusal("unknown-client")
    views = store.sessions(client)
    begun = [day_in(zone, view.begun_utc_ms, view.begun_min) for view in views]
    ended = [day_in(zone, view.ended_utc_ms, view.ended_min) for view in views if view.ended_utc_ms is not None]
    last = max([*begun, *ended], default=None)
    kept = retention(store)
    possible = None if kept is None else add_years(last, kept.years) if last else date.min
    copies = tuple((name, add_years(day_in(zone, made), BACKUP_YEARS)) for name, made in store.copies())
    opened = sum(view.status == "open" for view in views) > len(lost)
    return Preview(known, min(begun, default=None), last, opened, kept.years if kept else None, possible, copies)


def allow(found: Preview, by: Operator, today: date) -> None:
    """Refuse with what stands against it, and what would open the way."""
    if "erase" not in by.rights:
        raise Refusal("may-not-erase", name=by.name)
    if found.open:
        raise Refusal("erase-open")
    if found.possible is None:
        raise Refusal("retention-unset")
    if today < found.possible:
        raise Refusal("erase-too-early", since_day=found.possible.isoformat(), count=found.years)


def erase(
    store: Store, sessions: Sessions, clock: Clock, random: Random, by: Operator, client: str, reason: str
) -> bool:
    """Erase the client; their sessions stay, without a name. Refusal.

    Return whether the -wal is clean of them already.
    """
    need_of(store, by.id, "erase")
    at, found = clock.now(), preview(store, client, sessions.zone, sessions.standing(client).lost)
    allow(found, by, day_in(sessions.zone, at.utc_ms))
    said = reason.strip()
    if not said:
        raise Refusal("erase-needs-reason")
    readable_name(said)
    if _words(found.client.profile.name) & _words(said):
        raise Refusal("erase-reason-names")
    views = (*store.sessions(client), *store.sessions(client, "mistaken"))
    ids = tuple(view.id for view in sorted(views, key=lambda each: (each.begun_utc_ms, each.id)))
    event = Event(new_id(at, random), "", client, by.id, at, ClientErased(ids, by.name, said))
    clean = store.erase(event, sessions.kept.view)
    sessions.kept.forget_client(client)
    return clean


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", same_key(text)) if len(word) >= LEAST_LETTERS}


def fields_text(words: Words) -> str:
    """Return what goes by itself, whatever fields a client has: their names."""
    names = (words.say("field", name) for name in (*CLIENT_FIELDS, *ENTRY_KINDS.values()))
    return words.say("erasing", "goes-fields", fields=words.listed(names))


def add_years(since: date, years: int) -> date:
    """Return the same day so many years on; the 29th of February becomes the 1st of March."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return date(since.year + years, 3, 1)
