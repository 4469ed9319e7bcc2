"""A record in words: local times, durations, zones, masses. No layout, no ReportLab."""

import json
from datetime import UTC, datetime

from console.core.record import Record, local_minutes
from console.core.state import Moment
from console.core.words import Words, clock

LATE_MS = 60_000
"""An entry made later than this after what it tells is told with both times."""


class Telling:
    """One record, its state, and how its facts read."""

    def __init__(self, record: Record, words: Words) -> None:
        self.record = record
        self.state = record.state()
        self.words = words
        self.end_t = self.state.signed[1].t_ms if self.state.signed else self.state.timeline.t_ms
        self._day = self.day_of(self.state.begun.utc_ms)

    def say(self, code: str, **facts: object) -> str:
        return self.words.say("summary", code, **facts)

    def text(self, value: str) -> str:
        """What somebody entered, or "not recorded"."""
        return value.strip() or self.words.say("format", "none")

    def local(self, utc_ms: int) -> datetime:
        """The wall clock of the clinic, by the record's own table of offsets."""
        return datetime.fromtimestamp(utc_ms / 1000 + local_minutes(self.record.offsets, utc_ms) * 60, UTC)

    def day_of(self, utc_ms: int) -> str:
        at = self.local(utc_ms)
        return f"{self.words.weekday(at)} {self.words.day(at)}"

    def time(self, utc_ms: int) -> str:
        """A time of day; with its day where that is not the session's."""
        day = self.day_of(utc_ms)
        return f"{'' if day == self._day else day + ' '}{self.local(utc_ms):%H:%M}"

    def when(self, utc_ms: int) -> str:
        """A day and a time of day."""
        return f"{self.day_of(utc_ms)} {self.local(utc_ms):%H:%M}"

    def soon(self, utc_ms: int, clock: bool = True) -> str:
        """A weekday, a day without its year, and a time of day."""
        at = self.local(utc_ms)
        day = f"{self.words.weekday(at)} {self.words.day(at, year=False)}"
        return f"{day} {at:%H:%M}" if clock else day

    def at(self, moment: Moment) -> str:
        """When something happened, and when it was entered if that was later."""
        if moment.recorded_utc_ms - moment.utc_ms < LATE_MS:
            return self.time(moment.utc_ms)
        return self.say("late", at=self.time(moment.utc_ms), entered=self.time(moment.recorded_utc_ms))

    def date(self, iso: str) -> str:
        """An ISO day as people write it."""
        if not iso:
            return self.text("")
        try:
            return self.words.day(datetime.fromisoformat(iso))
        except ValueError:
            return iso

    def minutes(self, ms: int | None) -> str:
        return self.text("") if ms is None else clock(ms)

    def zone(self, zone: str) -> str:
        return self.words.zone(self.state.protocol, zone)

    def zones(self, zones: tuple[str, ...]) -> str:
        return ", ".join(self.zone(zone) for zone in zones)

    def mass(self, mass_mg: int | None) -> str:
        if mass_mg is None:
            return self.text("")
        return self.words.say("format", "g", number=self.words.number(mass_mg / 1000, 3))

    def endpoint(self, endpoint: str | None) -> str:
        return self.words.say("endpoint", endpoint) if endpoint else self.text("")

    def person(self, actor: str) -> str:
        return self.record.people.get(actor, actor)

    def value(self, field: str, stored: str) -> str:
        """A corrected value as it reads; what is stored is JSON text, or plain."""
        try:
            known = json.loads(stored)
        except ValueError:
            known = stored
        if field == "time" and isinstance(known, int):
            return self.time(known)
        if field == "depth_um":
            depths = dict.fromkeys(str(known).split(","))
            return ", ".join(self.words.mm(int(each)) for each in depths if each.strip().isdigit()) or self.text("")
        if field == "mass_mg":
            return self.mass(known if isinstance(known, int) else None)
        if field == "endpoint":
            return self.endpoint(str(known or ""))
        if field in ("zone", "zones"):
            zones = known if isinstance(known, list) else [known]
            return self.zones(tuple(str(zone) for zone in zones)) or self.text("")
        if isinstance(known, dict):
            return "; ".join(f"{key}: {value}" for key, value in known.items()) or self.text("")
        return self.text("" if known is None else str(known))
