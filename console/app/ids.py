"""Names for what is made: 32 hexadecimal digits whose order is the order of making."""

import os
from collections.abc import Callable

from console.core.clock import Instant

Random = Callable[[int], bytes]
"""So many random bytes: os.urandom, or a seeded source in a rehearsal."""


system_random: Random = os.urandom


def new_id(at: Instant, random: Random) -> str:
    """Make an id of 48 bits of UTC milliseconds and 80 random bits."""
    return f"{max(0, at.utc_ms) & 0xFFFF_FFFF_FFFF:012x}{random(10).hex()}"
