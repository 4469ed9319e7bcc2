"""A visit to the example clinic as beats: what is pressed, and how long after what came before."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from console.app.example.data import Example, Guest, Happening, Incident, Today, Worker
from console.core import events as ev
from console.core.people import Operator
from console.core.protocol import Protocol
from console.core.state import SessionState

Make = Callable[[SessionState], ev.SessionBody | None]
Beat = tuple[int, Make]
"""Milliseconds after the one before, and what is proposed then; None where it is not needed."""


class Visit(Struct, frozen=True):
    """A visit as it was booked.

    key     the client's in the file
    fresh   planned from the preset, not as last time
    today   how far a visit of today has come; "" for one of another day
    pedal   counts each pass as it is done
    staff   everybody by key, as they were added
    last    what was done last time, asked for when it is planned
    """

    key: str
    guest: Guest
    worker: Worker
    number: int
    fresh: bool
    today: Today
    on: date
    pedal: bool
    staff: dict[str, Operator]
    last: Callable[[str], ev.PlanSet]


class Notebook:
    """Takes down the beats of one visit. Whatever chance decides comes from `random`."""

    def __init__(self, visit: Visit, example: Example, protocol: Protocol, random: Random) -> None:
        self.visit, self.example, self.protocol, self.random = visit, example, protocol, random
        self.befell: dict[Happening, Incident] = example.incidents_of(visit.key, visit.number)
        preset = protocol.preset.get(visit.guest.area)
        self.zones = preset.zones if preset else example.areas[visit.guest.area]
        self.beats: list[Beat] = []

    def then(self, least_s: float, most_s: float, body: ev.SessionBody | Make) -> None:
        make: Make = body if callable(body) else lambda _: body
        self.beats.append((round(self.random.uniform(least_s, most_s) * 1000), make))

    def product(self, after_s: float, use: ev.ProductKind, grams: int | None = None) -> None:
        lot, expiry = self.lot(use)
        mass_mg = None if grams is None else grams * 1000
        self.then(after_s, after_s * 1.6, ev.ProductUsed(use, self.example.products[use].name, lot, expiry, mass_mg))

    def lot(self, use: str) -> tuple[str, str]:
        """Return the lot that stood on the shelf on the day, and its expiry."""
        ware = self.example.products[use]
        count, age = divmod(self.visit.on.toordinal(), ware.every)
        return f"{ware.lot}-{count % 1000:03}", (self.visit.on + timedelta(ware.lasts - age)).isoformat()

    def checks(self, step: str) -> None:
        """Answer every check of the step's pause point that applies; one may not be met, for a reason."""
        missed = self.befell.get("check-not-met")
        for check in self.protocol.step[step].checks:
            if check.when == "always" or self.visit.guest.agent:
                why = missed.reason if missed and missed.text == check.id else ""
                self.then(4, 16, ev.CheckAnswered(check.id, not why, why))

    def note(self, chance: float, after_s: float, texts: tuple[str, ...]) -> None:
        if self.random.random() < chance:
            self.then(after_s, after_s, ev.Noted(self.random.choice(texts)))

    def reaction(self, incident: Incident) -> None:
        self.then(15, 30, ev.ReactionSeen(incident.text, (), incident.action))
        self.then(incident.minutes * 55, incident.minutes * 65, ev.ReactionOver())
