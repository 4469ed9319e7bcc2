"""Which passes were made with what, and which of them have no cartridge's lot on record."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from msgspec import Struct

from console.core.setup import setup_of
from console.core.state import SessionState
from console.core.state_parts import Pass, Setup, ZoneRecord

Key = TypeVar("Key", bound=Hashable)

BEFORE_MS = 1000
"""So long before a pass its cartridge was in, at the least: less than a press takes, more than recording one does."""

Share = tuple[str, tuple[int, ...]]
"""A zone, and the numbers of those of its passes that are meant, from 1; none: all of them."""


def setups(state: SessionState) -> dict[Setup, tuple[Share, ...]]:
    """Return what the passes were made with, in the order of the zones, each with the passes made with it."""
    return shares(state, lambda record, each: setup_of(state, each))


def shares(state: SessionState, key: Callable[[ZoneRecord, Pass], Key]) -> dict[Key, tuple[Share, ...]]:
    """Return the passes of the treated zones by what `key` says of each."""
    found: dict[Key, tuple[Share, ...]] = {}
    for record in state.treated:
        numbers: dict[Key, tuple[int, ...]] = {}
        for number, each in enumerate(record.passes, start=1):
            what = key(record, each)
            numbers[what] = (*numbers.get(what, ()), number)
        for what, which in numbers.items():
            share = (record.zone, which if len(numbers) > 1 else ())
            found[what] = (*found.get(what, ()), share)
    return found


class BarePasses(Struct, frozen=True):
    """Passes whose cartridge has no lot on record: their device, and since when one that is told now was in it.

    It may be another than was in hand then, where a correction named it: what is told of it names it too.
    """

    device: str
    serial: str
    since_t: int
    since_utc_ms: int


def bare_passes(state: SessionState) -> tuple[BarePasses, ...]:
    """Return for each device its passes without a cartridge's lot, in the order in which it was first used so.

    What is told a moment after it was asked is still told of a time before the first of them.
    """
    found: dict[tuple[str, str], BarePasses] = {}
    for each in sorted((each for record in state.treated for each in record.passes), key=lambda each: each.at.t_ms):
        then = setup_of(state, each)
        key = (then.device, then.serial)
        if key in found or (then.cartridge and then.cartridge.lot):
            continue
        taken = [at.t_ms for _, at in state.handling if at.t_ms < each.at.t_ms]
        found[key] = BarePasses(*key, max([each.at.t_ms - BEFORE_MS, *taken]), each.at.utc_ms)
    return tuple(found.values())


def zones_without_lot(state: SessionState) -> tuple[str, ...]:
    """Return the treated zones of which a pass was made with a cartridge whose lot is not recorded."""
    return tuple(
        record.zone
        for record in state.treated
        if any(not (used := setup_of(state, each).cartridge) or not used.lot for each in record.passes)
    )


def shares_without_lot(state: SessionState) -> dict[tuple[str, str], tuple[Share, ...]]:
    """Return by device and serial number the passes that were made with a cartridge whose lot is not recorded."""
    made = setups(state)
    bare = {used for used in made if not (used.cartridge and used.cartridge.lot)}
    key = {used: (used.device, used.serial) if used in bare else None for used in made}
    found = shares(state, lambda _, each: key[setup_of(state, each)])
    return {device: which for device, which in found.items() if device}


def cartridge_lots(state: SessionState) -> tuple[str, ...]:
    """Return the lots of the cartridges that passes were made with, each once."""
    lots = [used.cartridge.lot for used in setups(state) if used.cartridge]
    return tuple(dict.fromkeys(filter(None, lots)))
