"""Fills the store of an example clinic with a year of sessions, and with two that are open now."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from console.app.clinic import Clinic
from console.app.example.beats import Make, Notebook, Visit
from console.app.example.data import Example, Guest, Today
from console.app.example.visit import course
from console.app.local_time import day_in, minutes_at
from console.app.ports import Backup, Store
from console.app.sessions import Sessions
from console.core.clock import Instant
from console.core.people import Operator, Profile
from console.core.protocol import Protocol

DAY_MS, MINUTE_MS = 86_400_000, 60_000
YEAR_DAYS = 365
GAPS = (28, 35, 35, 42)
"""Days between two sessions of a series: the client keeps their day of the week."""
HOURS = (9.0, 11.25, 13.75, 16.0)
"""When sessions begin, local time."""
COUCHES = ("Couch 1", "Couch 2")
AGO_MS: dict[Today, int] = {
    "numbing": 20 * MINUTE_MS,
    "needling": 20_000,
    "signed-early": 100 * MINUTE_MS,
    "signed-late": 45 * MINUTE_MS,
}
"""How long ago the last thing happened in each visit of today: for "numbing", the cream going on."""
OPEN: tuple[Today, ...] = ("needling", "numbing")


class SetClock:
    """A clock that is set to any moment of the year before `real`, the computer's own reading."""

    def __init__(self, real: Instant) -> None:
        self._real = self._now = real

    def now(self) -> Instant:
        return self._now

    def set(self, utc_ms: int, since_utc_ms: int) -> None:
        """Set the clock. What began before the computer started belongs to an earlier run of it, one for each day."""
        started = self._real.utc_ms - self._real.boot_ms
        midnight = since_utc_ms - since_utc_ms % DAY_MS
        earlier = Instant(utc_ms, utc_ms - midnight, f"example-{midnight // DAY_MS}")
        self._now = Instant(utc_ms, utc_ms - started, self._real.boot_id) if since_utc_ms >= started else earlier


class BackuplessClinic(Clinic):
    """The clinic while its past is made: a copy after each signature would take longer than the year itself."""

    def back_up(self, folder: Path | None = None) -> Backup:
        return Backup(folder or Path(), 0, "")


def fill(store: Store, protocol: Protocol, example: Example, now: Instant, seed: int, zone: str) -> None:
    """Lead a year of sessions that ends at `now`, the computer's own reading, into an empty store.

    The same arguments give the same events. Two sessions stay open, so that their timers go on from `now`.
    """
    with store.bulk_load():
        _Year(store, protocol, example, now, seed, zone).lead()
    store.anchor()


class _Year:
    """Books all visits first, then leads them in the order of time, two rooms at once where they overlap."""

    def __init__(self, store: Store, protocol: Protocol, example: Example, now: Instant, seed: int, zone: str) -> None:
        ids = Random(f"{seed} ids").randbytes
        self._store, self._protocol, self._example, self._now = store, protocol, example, now
        self._seed, self._zone = seed, zone
        self._random = Random(f"{seed} year")
        self._clock = SetClock(now)
        self._clinic = BackuplessClinic(store, self._clock, ids)
        self._sessions = Sessions(store, self._clock, self._clinic, ids, zone)
        self._today = day_in(zone, now.utc_ms)
        self._staff: dict[str, Operator] = {}
        self._clients: dict[str, str] = {}
        self._busy: set[tuple[date, float, str]] = set()
        self._deeds: list[tuple[int, int, Callable[[], None]]] = []

    def lead(self) -> None:
        self._open()
        for key, guest in self._example.clients.items():
            self._series(key, guest)
        for _, _, deed in sorted(self._deeds, key=lambda each: each[:2]):
            deed()
        self._clock.set(self._now.utc_ms, self._now.utc_ms)
        self._sessions.beat()

    def _open(self) -> None:
        """Lead the clinic's first morning."""
        first = self._moment(_workday(self._today - timedelta(YEAR_DAYS)), 8.0)
        self._clock.set(first, first)
        self._clinic.open(self._example.clinic)
        self._staff = {key: self._clinic.add_person(each.operator()) for key, each in self._example.people.items()}
        self._clock.set(first + 25 * MINUTE_MS, first)
        self._clinic.adopt(self._protocol, self._example.adopted_by)

    def _series(self, key: str, guest: Guest) -> None:
        """Book the client's visits, counted back from the last one, and that of today."""
        days = [_workday(self._today - timedelta(guest.ago))]
        while len(days) < guest.sessions:
            days.append(days[-1] - timedelta(self._random.choice(GAPS)))
        begins = []
        for number, day in enumerate(sorted(days[: guest.sessions]), 1):
            taken = {guest.by} | {each.to for each in self._example.incidents_of(key, number).values() if each.to}
            begun, couch = self._free(day, taken)
            begins.append(self._book(self._visit(key, number, "", day_in(self._zone, begun)), couch, begun))
        if guest.today:
            visit = self._visit(key, guest.sessions + 1, guest.today, self._today)
            begins.append(self._book(visit, COUCHES[guest.today in ("numbing", "signed-late")]))
        known = min(begins, default=self._moment(days[0], 12.0)) - self._random.randint(12, 25) * MINUTE_MS
        self._at(known, known, lambda: self._add(key, guest))

    def _visit(self, key: str, number: int, today: Today, on: date) -> Visit:
        guest = self._example.clients[key]
        fresh = number == 1 or "stop" in self._example.incidents_of(key, number - 1)
        worker = self._example.people[guest.by]
        pedal = on > self._today - timedelta(self._example.pedal_days)
        return Visit(key, guest, worker, number, fresh, today, on, pedal, self._staff, self._sessions.last_plan)

    def _book(self, visit: Visit, couch: str, begun: int | None = None) -> int:
        """Book a visit; return when it begins (UTC ms).

        It begins as given, or so that its last beat lies as long ago as a visit of today says.
        """
        random = Random(f"{self._seed} {visit.key} {visit.number}")
        beats = course(Notebook(visit, self._example, self._protocol, random))
        if begun is None:
            begun = self._now.utc_ms - AGO_MS[visit.today] - sum(ms for ms, _ in beats)
        since = self._now.utc_ms if visit.today in OPEN else begun
        session: list[str] = []
        self._at(begun, since, lambda: session.append(self._begin(visit, couch)))
        at = begun
        for ms, make in beats:
            at += ms
            self._at(at, since, partial(self._press, session, make))
        return begun

    def _at(self, utc_ms: int, since_utc_ms: int, deed: Callable[[], None]) -> None:
        def do() -> None:
            self._clock.set(utc_ms, since_utc_ms)
            deed()

        self._deeds.append((utc_ms, len(self._deeds), do))

    def _begin(self, visit: Visit, couch: str) -> str:
        return self._sessions.begin(self._clients[visit.key], self._staff[visit.guest.by], couch).id

    def _press(self, begun: list[str], make: Make) -> None:
        session = begun[0]
        state = self._sessions.state(session)
        body = make(state)
        if body is not None:
            self._clinic.actor = state.operator.id
            self._sessions.propose(session, body)

    def _add(self, key: str, guest: Guest) -> None:
        turned = date(self._today.year - guest.age, self._today.month, min(self._today.day, 28))
        born = turned - timedelta(self._random.randint(0, 360))
        self._clinic.actor = self._staff[guest.by].id
        profile = Profile(guest.name, born.isoformat(), guest.skin, contact=guest.contact, entries=guest.entries)
        self._clients[key] = self._clinic.add_client(profile)

    def _free(self, day: date, by: set[str]) -> tuple[int, str]:
        """Return a time and a couch that nobody has, with those who treat free: on that day, or the workday before."""
        while True:
            for hour in self._random.sample(HOURS, len(HOURS)):
                couch = next((each for each in COUCHES if (day, hour, each) not in self._busy), None)
                if couch and not any((day, hour, each) in self._busy for each in by):
                    self._busy |= {(day, hour, each) for each in (couch, *by)}
                    return self._moment(day, hour) + self._random.randint(0, 8 * 60) * 1000, couch
            day = _workday(day - timedelta(1))

    def _moment(self, day: date, hour: float) -> int:
        """Return the instant of a local hour, in UTC milliseconds."""
        utc_ms = round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + hour * 3600) * 1000
        return utc_ms - minutes_at(self._zone, utc_ms) * MINUTE_MS


def _workday(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(max(0, day.weekday() - 4))
