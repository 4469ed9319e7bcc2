"""Rules that a correction shows to have been broken, and that nothing else of the record tells."""

from collections.abc import Iterable
from typing import Final

from console.core.state_parts import Deviation, Moment

TOLD: Final = frozenset({"cream-on-zone", "zone-not-disinfected", "zone-already-needled", "cream-never"})
"""Codes of refusals; what else a correction may break is a deviation of the corrected entry itself."""


def broken_deviations(codes: Iterable[str], at: Moment, reason: str) -> tuple[Deviation, ...]:
    """Return a deviation for each of these rules that a correction shows to have been broken."""
    found = sorted(TOLD & set(codes))
    return tuple(Deviation(f"{at.event}-{code}", at, broken_code(code), reason=reason) for code in found)


def broken_code(code: str) -> str:
    """Return the code of the deviation that tells of this rule."""
    return f"broken-{code}"
