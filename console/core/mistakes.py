"""Entries that count for nothing: those that were undone, and those that were made by mistake."""

from collections.abc import Iterable, Iterator
from typing import Final

from console.core.events import Corrected, DangerAction, DangerOpened, DangerOver, Event, Undone

MISTAKE: Final = "mistake"
"""The field of a correction by which an entry counts as never made; its value is true."""


def undone_ids(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of the undone events."""
    return frozenset(each.body.target for each in events if isinstance(each.body, Undone))


def mistaken_ids(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of entries that were made by mistake: they stay in log and paper, and count for nothing."""
    events = tuple(events)
    made = [each for each in events if isinstance(each.body, Corrected)]
    if not made:
        return frozenset()
    gone = undone_ids(events)
    named = frozenset(
        each.body.target
        for each in made
        if isinstance(each.body, Corrected) and each.body.field == MISTAKE and each.id not in gone
    )
    if not named:
        return named
    stray = named | frozenset(_under_cards((each for each in events if each.id not in gone), named))
    told = (each for each in events if isinstance(each.body, DangerAction | DangerOver) and each.body.target in stray)
    return stray | frozenset(each.id for each in told)


def _under_cards(events: Iterable[Event], named: frozenset[str]) -> Iterator[str]:
    """Yield the ids of what was done under a danger card that was opened by mistake, and of its end.

    Told late, an open card is opened once more: what was done under it counts while one of both stands.
    """
    stray = stands = False
    for event in events:
        if isinstance(event.body, DangerOpened):
            stray = event.id in named and not stands
            stands = not stray
        elif stray and isinstance(event.body, DangerAction | DangerOver):
            yield event.id
        elif isinstance(event.body, DangerOver) and not event.body.target:
            stands = False
