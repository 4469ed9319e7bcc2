"""What an event says with the corrections made of it, and what it said before each."""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.events import Corrected, CreamOn, Event, ProductUsed
from console.core.mistakes import MISTAKE
from console.core.protocol import Protocol

UNIT: Final = ("gtin", "serial")
"""Fields that identify a unit: correcting one also replaces `used_before`."""
THING: Final = ("agent", "device", "disinfectant")
"""Fields that say what was used: the reason `despite` was given for another thing, and goes with it."""


def apply_corrections(event: Event, fixes: Sequence[Event], protocol: Protocol) -> tuple[object, int]:
    """Return the event's body and its lateness in ms, with corrections applied; erased corrections are left out.

    A corrected reason has the id that the protocol gives to its new words.

    Raises ValueError, RecursionError or msgspec's errors where a correction does not fit its field.
    """
    body, ago_ms = event.body, event.ago_ms
    for fix in fixes:
        assert isinstance(fix.body, Corrected)
        if not fix.body.value or fix.body.field == MISTAKE:
            continue
        value = msgspec.json.decode(fix.body.value)
        if fix.body.field == "time":
            ago_ms = event.at.utc_ms - msgspec.convert(value, int)
        else:
            right = {**msgspec.to_builtins(body), fix.body.field: value}
            if fix.body.field == "reason" and hasattr(body, "reason_id"):
                right["reason_id"] = protocol.reason_ids.get(str(value), "")
            if fix.body.field in UNIT and hasattr(body, "used_before"):
                right |= {"used_before": fix.body.used_before, "used_alike": fix.body.used_alike}
            if fix.body.field in THING and hasattr(body, "despite"):
                right["despite"] = ""
            if fix.body.holds is not None and isinstance(body, CreamOn | ProductUsed):
                right["despite"] = right.get("despite", "") if set(fix.body.holds) == set(body.holds) else ""
                right["holds"] = fix.body.holds
            body = msgspec.convert(right, type(body))
    return body, ago_ms


def old_values_of(
    events: Sequence[Event], fixes: dict[str, list[Event]], protocol: Protocol
) -> dict[str, tuple[Event, str]]:
    """Return, by each correction's id, its target and the value before it as JSON text."""
    known = {event.id: event for event in events}
    old: dict[str, tuple[Event, str]] = {}
    for target, made in fixes.items():
        for index, fix in enumerate(made):
            assert isinstance(fix.body, Corrected)
            body, ago_ms = apply_corrections(known[target], made[:index], protocol)
            was = known[target].at.utc_ms - ago_ms if fix.body.field == "time" else getattr(body, fix.body.field, False)
            old[fix.id] = (known[target], msgspec.json.encode(was, order="sorted").decode())
    return old
