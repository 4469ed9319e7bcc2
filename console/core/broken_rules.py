"""Rules that a correction shows to have been broken, and that nothing else of the record tells."""

from collections.abc import Iterable
from typing import Final

from console.core.events import Corrected, Event
from console.core.state_parts import Deviation, Moment

TOLD: Final = frozenset({"cream-on-zone", "zone-not-disinfected", "zone-already-needled", "cream-never"})
"""Codes of refusals; what else a correction may break is a deviation of the corrected entry itself."""


def with_broken(deviations: Iterable[Deviation], body: Corrected, at: Moment) -> tuple[Deviation, ...]:
    """Return the deviations with those of this correction, and without those that it puts right."""
    kept = (each for each in deviations if each.at.event not in body.mends or not each.code.startswith(broken_code("")))
    made = (Deviation(f"{at.event}-{code}", at, broken_code(code), reason=body.reason) for code in sorted(body.breaks))
    return (*kept, *made)


def mended(corrections: Iterable[Event], still: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the corrections of which none of the rules that they showed to be broken is so still."""
    made = [(each.id, each.body.breaks) for each in corrections if isinstance(each.body, Corrected)]
    return tuple(id_ for id_, breaks in made if breaks and set(breaks).isdisjoint(still))


def broken_code(code: str) -> str:
    """Return the code of the deviation that tells of this rule."""
    return f"broken-{code}"
