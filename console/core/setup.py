"""What each pass was made with: device, cartridge, settings and what lay under it, as they were in hand then.

It goes by when things were done: a late entry reaches the passes made since.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from console.core.events import DeviceChosen, ProductOff, ProductUsed, SettingsSet, SetupBody
from console.core.limits import allow_depth
from console.core.protocol_parts import Setting
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Handling, Moment, Pass, Setup, ZoneRecord

Key = TypeVar("Key", bound=Hashable)

UNDER = frozenset({"serum", "topical", "glide"})
"""Kinds of products that lie on the skin while it is needled."""
LAST = "~"
"""Sorts after the id of every event."""
MOST_MILLI = 1_000_000_000
"""A million units: beyond it a figure is a typing error."""


def decide(state: SessionState, body: SetupBody, t: int) -> SetupBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case SettingsSet():
            _allow_settings(state, body)
        case ProductOff():
            if not setup_now(state).under:
                raise Refusal("nothing-under")
        case _:
            assert_never(body)
    return body


def apply(state: SessionState, body: SetupBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    return note(state, body, at)


def note(state: SessionState, body: Handling, at: Moment) -> SessionState:
    """Return the state with one more change of the setup, put where it belongs by its time."""
    made = sorted((*state.handling, (body, at)), key=lambda each: (each[1].t_ms, each[1].event))
    after = replace(state, handling=tuple(made))
    now = setup_now(after)
    return replace(after, device=now.device, serial=now.serial)


def setup_now(state: SessionState) -> Setup:
    """Return what is in hand after all that was recorded."""
    return _setup(state, (float("inf"), LAST))


def setup_of(state: SessionState, made: Pass) -> Setup:
    """Return what the pass was made with; of a device that a correction named, what else is known of it."""
    then = _setup(state, (made.at.t_ms, made.at.event))
    if not made.device or (made.device, made.serial) == (then.device, then.serial):
        return then
    kits = [_setup(state, (at.t_ms, at.event + LAST)) for _, at in state.handling]
    known = [each for each in kits if (each.device, each.serial) == (made.device, made.serial)]
    return replace([Setup(made.device, made.serial), *known][-1], under=then.under)


def as_then(state: SessionState, made: Pass) -> SessionState:
    """Return the state with the device and the practitioner of that pass, by whom its depth is judged."""
    then = setup_of(state, made)
    by = [operator for operator, _ in state.operators if operator.id == made.at.actor]
    return replace(state, device=then.device, serial=then.serial, operator=[state.operator, *by][-1])


def device_at(state: SessionState, t: int) -> SessionState:
    """Return the state with the device that was in hand at t on the session's own time; before the first, that now."""
    then = _setup(state, (t, LAST))
    return replace(state, device=then.device, serial=then.serial) if then.device else state


def allow_device(state: SessionState, body: DeviceChosen, t: int) -> None:
    """Raise Refusal for an unknown device, or where a pass made since t was deeper than it goes."""
    if body.device not in state.protocol.device:
        raise Refusal("unknown-device", device=body.device, known=tuple(state.protocol.device))
    at = replace(state.begun, event=LAST, t_ms=t)
    after = note(state, body, at)
    for record in state.treated:
        for each in record.passes:
            if each.at.t_ms > t and setup_of(after, each).device != setup_of(state, each).device:
                allow_depth(as_then(after, each), record.zone, each.depth_um)


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
    """Passes whose cartridge has no lot on record: their device, and since when one that is told now was in it."""

    device: str
    serial: str
    since_t: int
    since_utc_ms: int


def bare_passes(state: SessionState) -> tuple[BarePasses, ...]:
    """Return for each device its passes without a cartridge's lot, in the order in which it was first used so."""
    found: dict[tuple[str, str], BarePasses] = {}
    for each in sorted((each for record in state.treated for each in record.passes), key=lambda each: each.at.t_ms):
        then = setup_of(state, each)
        key = (then.device, then.serial)
        if key in found or (then.cartridge and then.cartridge.lot):
            continue
        taken = [at.t_ms for _, at in state.handling if at.t_ms <= each.at.t_ms]
        found[key] = BarePasses(*key, max([each.at.t_ms - 1, *taken]), each.at.utc_ms)
    return tuple(found.values())


def zones_without_lot(state: SessionState) -> tuple[str, ...]:
    """Return the treated zones of which a pass was made with a cartridge whose lot is not recorded."""
    return tuple(
        record.zone
        for record in state.treated
        if any(not (used := setup_of(state, each).cartridge) or not used.lot for each in record.passes)
    )


def _setup(state: SessionState, until: tuple[float, str]) -> Setup:
    """Return what was in hand at this time; a device that is taken up again has its cartridge and settings still."""
    now = Setup()
    kits: dict[tuple[str, str], Setup] = {}
    for body, at in state.handling:
        if (at.t_ms, at.event) >= until:
            break
        kits[now.device, now.serial] = now
        match body:
            case DeviceChosen():
                now = _in_hand(now, kits, body)
            case SettingsSet():
                now = replace(now, speed_milli=body.speed_milli, energy_milli=body.energy_milli)
            case ProductUsed(use="cartridge"):
                now = replace(now, cartridge=body)
            case ProductUsed():
                now = replace(now, under=(*now.under, body) if body.beside else (body,))
            case ProductOff():
                now = replace(now, under=())
            case _:
                assert_never(body)
    return now


def _in_hand(now: Setup, kits: dict[tuple[str, str], Setup], body: DeviceChosen) -> Setup:
    """Return the setup with this device. What was recorded before any is the first one's; so is a serial named late."""
    key = (body.device, body.serial)
    same = now.device in ("", body.device) and "" in (now.serial, body.serial)
    known = now if same else kits.get(key, Setup())
    return replace(known, device=body.device, serial=body.serial, under=now.under)


def settings_of(state: SessionState) -> tuple[Setting, ...]:
    """Return what is set besides the depth on the device in hand."""
    return state.protocol.device[state.device].settings if state.device else ()


def _allow_settings(state: SessionState, body: SettingsSet) -> None:
    if not state.device:
        raise Refusal("choose-device", known=tuple(state.protocol.device))
    known = {each.id: each for each in settings_of(state)}
    stated = {"speed": body.speed_milli, "energy": body.energy_milli}
    if not any(value is not None for value in stated.values()):
        raise Refusal("setting-needs-value")
    for kind, value in stated.items():
        if value is None:
            continue
        if kind not in known:
            raise Refusal("no-such-setting", device=state.protocol.device[state.device].label, setting=kind)
        least, most = known[kind].least.value, known[kind].most.value
        low = 0 if least is None else round(least * 1000)
        high = MOST_MILLI if most is None else round(most * 1000)
        if not low <= value <= high or value == 0:
            raise Refusal("setting-out-of-range", setting=kind, least=low / 1000, most=high / 1000)


def serial_of(state: SessionState, device: str) -> str:
    """Return the serial number that was last told of this device in this session; "" for none."""
    told = [body.serial for body, _ in state.handling if isinstance(body, DeviceChosen) and body.device == device]
    return next(filter(None, reversed(told)), "")
