"""A record as text: local times, durations, zones, masses. No layout, no ReportLab."""

from datetime import datetime
from functools import cached_property
from typing import cast

from console.core.corrections import apply_corrections
from console.core.days import local_minutes
from console.core.events import UNKNOWN, AnyBody, Corrected, Event, ProfileTaken, SessionBegun, Undone
from console.core.mistakes import mistaken_ids, undone_ids
from console.core.paper_keywords import FORM
from console.core.people import ENTRY_KINDS, Profile
from console.core.record import Record
from console.core.state_parts import Moment, ZoneRecord
from console.core.text.locale import local_time
from console.core.text.words import Words
from console.core.timers import Span, working_ms

HOUR_MS = 3_600_000
SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")

DANGER_RESTS = 4
"""The first form in which the time of an open danger card is no work."""
LATE_MS = 60_000
"""Milliseconds: an entry made later than this after it happened is shown with both times."""


class RecordText:
    """One record, its state, and how its facts read.

    end_t  the end of the record on the session's own time, in ms: the sign-off, else the last event
    form   the paper's, one of FORMS
    """

    def __init__(self, record: Record, words: Words, form: int = FORM) -> None:
        self.record, self.form = record, form
        self.state = record.state()
        self.words = words
        self.end_t = self.state.signed[1].t_ms if self.state.signed else self.state.timeline.t_ms
        self._day = self.day_of(self.state.begun.utc_ms)

    def say(self, code: str, **facts: object) -> str:
        """Return a text of summary.toml."""
        return self.words.say("summary", code, **facts)

    def parts(self, code: str, **facts: object) -> list[str]:
        """Return a text of summary.toml cut at its facts: the words at even places, the facts at odd ones."""
        return self.words.parts("summary", code, **facts)

    @cached_property
    def entries(self) -> tuple[tuple[Event, AnyBody, int], ...]:
        """Return each event that was not undone, with its corrected body and lateness in ms."""
        gone = undone_ids(self.state.history) | mistaken_ids(self.state.history)
        standing = [event for event in self.state.history if event.id not in gone]
        fixes: dict[str, list[Event]] = {}
        for event in standing:
            if isinstance(event.body, Corrected):
                fixes.setdefault(event.body.target, []).append(event)
        facts = [event for event in standing if not isinstance(event.body, Corrected | Undone)]
        protocol = self.state.protocol
        made = [(event, *apply_corrections(event, fixes.get(event.id, []), protocol)) for event in facts]
        return tuple((event, cast(AnyBody, body), ago_ms) for event, body, ago_ms in made)

    @property
    def rests(self) -> tuple[Span, ...]:
        """Return when nobody worked; up to form 3 the time of an open danger card counts as work."""
        return self.state.rests if self.form >= DANGER_RESTS else self.state.pauses

    def worked_ms(self, record: ZoneRecord) -> int | None:
        """Return the milliseconds worked on a zone; None where that is not recorded."""
        return sum(working_ms(span, self.rests, self.end_t) for span in record.spans) if record.spans else None

    def profile_changes(self) -> list[tuple[str, str]]:
        """Return when the client's details changed during the session and what they were before, contact left out."""
        told, known = list[tuple[str, str]](), None
        for event, body, _ in self.entries:
            if not isinstance(body, SessionBegun | ProfileTaken) or body.profile is None:
                continue
            changes = self._changes(known, body.profile) if known else ""
            told += [(self.time(event.at.utc_ms), changes)] if changes else []
            known = body.profile
        return told

    def _changes(self, before: Profile, after: Profile) -> str:
        olds = {"name": before.name, "born": self.date(before.born), "skin": self.skin(before.skin)}
        differ = [name for name in olds if getattr(before, name) != getattr(after, name)]
        olds |= {name: self.entry(self.words.entries(before.of(kind))) for kind, name in ENTRY_KINDS.items()}
        said = {kind: [self.words.entries(each.of(kind)) for each in (before, after)] for kind in ENTRY_KINDS}
        differ += [
            name
            for kind, name in ENTRY_KINDS.items()
            if before.texts(kind) != after.texts(kind) or len(set(said[kind])) > 1
        ]
        told = (self.say("profile-change", field=self.words.say("field", name), old=olds[name]) for name in differ)
        return self.words.listed(told, "list-long")

    def skin(self, skin: int | None) -> str:
        """Return the Fitzpatrick type in Roman numerals, or "not recorded"."""
        return SKIN_TYPES[skin - 1] if skin else self.entry("")

    def entry(self, value: str) -> str:
        """Return the value as entered, or "not recorded" for ""."""
        return value.strip() or self.words.say("format", "none")

    def personal(self, value: str) -> str:
        """Return a personal text as entered, "not recorded" for "", or "erased" once the client was erased."""
        gone = self.record.erased_utc_ms is not None and not value.strip()
        return self.say("erased") if gone else self.entry(value)

    def local(self, utc_ms: int) -> datetime:
        """Return the clinic's local time, by the record's own table of offsets."""
        return local_time(utc_ms, local_minutes(self.record.offsets, utc_ms))

    def day_of(self, utc_ms: int) -> str:
        """Return the local weekday and day."""
        return self.words.weekday_day(self.local(utc_ms))

    def time(self, utc_ms: int) -> str:
        """Return a local time of day, with its day where that is not the session's."""
        at = self.local(utc_ms)
        return self.words.time(at) if self.day_of(utc_ms) == self._day else self.words.instant(at)

    def when(self, utc_ms: int) -> str:
        """Return a local day and time of day."""
        return self.words.instant(self.local(utc_ms))

    def soon(self, utc_ms: int, clock: bool = True) -> str:
        """Return a local weekday, a day without its year, and a time of day where `clock` is set."""
        at = self.local(utc_ms)
        day = self.words.weekday_day(at, year=False)
        return self.words.say("format", "day-time", day=day, time=self.words.time(at)) if clock else day

    def at(self, moment: Moment) -> str:
        """Return when something happened, and when it was entered if that was later."""
        return self.entered(moment.utc_ms, moment.recorded_utc_ms - moment.utc_ms)

    def entered(self, utc_ms: int, ago_ms: int) -> str:
        """Return the time, and the time of entry where that was LATE_MS later or more."""
        if ago_ms < LATE_MS:
            return self.time(utc_ms)
        return self.say("late", at=self.time(utc_ms), entered=self.time(utc_ms + ago_ms))

    def date(self, iso: str) -> str:
        """Return an ISO day as people write it; a text that is no day as it is, "not recorded" for ""."""
        return self.words.iso_day(iso) or self.entry("")

    def spent(self, ms: int | None) -> str:
        """Return a duration in words, or "not recorded"."""
        return self.entry("") if ms is None else self.words.spent(ms)

    def zone(self, zone: str) -> str:
        """Return the zone's label with its side; of a sub-area with what it is called besides."""
        label, mark = self.words.zone(self.state.protocol, zone), self.state.sub_areas.get(zone)
        return self.words.pair(label, mark.name) if mark and mark.name else label

    def zones(self, zones: tuple[str, ...]) -> str:
        """Return the labels of several zones in one line."""
        return self.words.listed(map(self.zone, zones), "list-long")

    def mass(self, mass_mg: int | None) -> str:
        """Return milligrams in grams, or "not recorded"."""
        return self.words.grams(mass_mg) or self.entry("")

    def area(self, cm2: float) -> str:
        """Return an area in cm²."""
        return self.words.say("format", "cm2", number=self.words.number(cm2, 1))

    def endpoint(self, endpoint: str | None) -> str:
        """Return the endpoint's name, or "not recorded"."""
        return self.words.say("endpoint", endpoint) if endpoint else self.entry("")

    def person(self, actor: str) -> str:
        """Return the actor's name, "somebody" for who was not signed in."""
        return self.say("somebody") if actor == UNKNOWN else self.record.people.get(actor, actor)
