"""Which local time a session's own day goes by."""

from typing import Any

import pytest
from msgspec.structs import replace

from console.core.days import begun_minutes
from console.core.events import Offset, SignedOff
from tests.support.moves import signed

SUMMER = (Offset(0, 60), Offset(1_000_000_000_000, 120), Offset(4_000_000_000_000, 180))


@pytest.mark.parametrize(
    ("sealed", "state", "minutes"),
    [
        (SUMMER, {"offset_min": 300, "days": "room"}, 120), (SUMMER, {"days": "utc"}, 120),
        ((), {"offset_min": 300, "days": "room"}, 300), ((), {"offset_min": 300, "days": "utc"}, None),
    ],
)  # fmt: skip
def test_the_records_own_table_goes_before_what_it_began_with(
    sealed: tuple[Offset, ...], state: dict[str, Any], minutes: int | None
) -> None:
    """An older record that is open says neither."""
    room = signed()
    assert room.state.signed is not None
    given = replace(room.state, signed=(SignedOff(offsets=sealed), room.state.signed[1]), **state)
    assert begun_minutes(given) == minutes
