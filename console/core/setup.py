"""What each pass was made with: device, cartridge, settings and what lay under it, as they were in hand then.

It goes by when things were done: a late entry reaches the passes made since.
"""

from typing import assert_never

from msgspec.structs import replace

from console.core.device_settings import allow_settings
from console.core.events import DeviceChosen, ProductKind, ProductOff, ProductUsed, SettingsSet, SetupBody
from console.core.limits import allow_depth
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Handling, Moment, Pass, Setup

UNDER: tuple[ProductKind, ...] = ("serum", "topical", "glide")
"""Kinds of products that lie on the skin while it is needled."""


def decide(state: SessionState, body: SetupBody, t: int) -> SetupBody:
    """Return the event as it will be recorded at t on the session's own time. Raises Refusal."""
    match body:
        case SettingsSet():
            allow_settings(state, body)
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
    """Return the state with one more change of the setup, put where it belongs by its time.

    In sessions of before, a device that came after another was the one in hand from when it was told.
    """
    if state.devices_as_told and state.device and isinstance(body, DeviceChosen):
        at = replace(at, t_ms=state.timeline.t_ms)
    made = sorted((*state.handling, (body, at)), key=lambda each: each[1].t_ms)
    after = replace(state, handling=tuple(made))
    now = setup_now(after)
    return replace(after, device=now.device, serial=now.serial)


def setup_now(state: SessionState) -> Setup:
    """Return what is in hand after all that was recorded."""
    return _setups(state)[0]


def setup_of(state: SessionState, made: Pass) -> Setup:
    """Return what the pass was made with; of a device that a correction named, what else was known of it by then.

    In sessions of before, where nothing was by then, what came to be known later.
    """
    then, kits = _setups(state, made.at)
    key = (made.device, made.serial)
    if not made.device or key == (then.device, then.serial):
        return then
    later = _setups(state)[1] if state.devices_as_told else {}
    return replace(kits.get(key) or later.get(key) or Setup(*key), under=then.under)


def as_then(state: SessionState, made: Pass) -> SessionState:
    """Return the state with the device and the practitioner of that pass, by whom its depth is judged."""
    then = setup_of(state, made)
    by = [operator for operator, _ in state.operators if operator.id == made.at.actor]
    return replace(state, device=then.device, serial=then.serial, operator=[state.operator, *by][-1])


def device_at(state: SessionState, t: int) -> SessionState:
    """Return the state with the device that was in hand at t on the session's own time; before the first, that now.

    Sessions of before went by that now.
    """
    then = _setups(state, untold(state, t))[0]
    if not then.device or state.devices_as_told:
        return state
    return replace(state, device=then.device, serial=then.serial)


def allow_device(state: SessionState, body: DeviceChosen, t: int) -> None:
    """Raise Refusal for an unknown device, or where a pass made since t was deeper than it goes."""
    known_device(state, body.device)
    after = note(state, body, untold(state, t))
    for record in state.treated:
        for each in record.passes:
            if each.at.t_ms > t and setup_of(after, each).device != setup_of(state, each).device:
                allow_depth(as_then(after, each), record.zone, each.depth_um)


def known_device(state: SessionState, device: str) -> None:
    """Raise Refusal for a device that the protocol does not have."""
    if device not in state.protocol.device:
        raise Refusal("unknown-device", device=device, known=tuple(state.protocol.device))


Kits = dict[tuple[str, str], Setup]
"""What is known of each device, by its id and serial number."""


def _setups(state: SessionState, until: Moment | None = None) -> tuple[Setup, Kits]:
    """Return what was in hand at this moment, or after all of them, and what was known by then of each device.

    One that is taken up again has its cartridge and settings still.
    """
    now, kits = Setup(), Kits()
    for body, at in state.handling:
        if until is not None and not earlier(state, at, until):
            break
        kits[now.device, now.serial] = now
        match body:
            case DeviceChosen():
                now = _in_hand(now, kits, body)
            case SettingsSet():
                now = replace(now, speed_milli=body.speed_milli, energy_milli=body.energy_milli)
            case ProductUsed(use="cartridge") if body.device and not _is(now, body.device, body.device_serial):
                key = (body.device, body.device_serial)
                kits[key] = replace(kits.get(key, Setup(*key)), cartridge=body)
            case ProductUsed(use="cartridge"):
                now = replace(now, cartridge=body)
            case ProductUsed():
                now = replace(now, under=(*now.under, body) if body.beside else (body,))
            case ProductOff():
                now = replace(now, under=())
            case _:
                assert_never(body)
    return now, kits | {(now.device, now.serial): now}


def untold(state: SessionState, t: int) -> Moment:
    """Return the moment of what is not recorded yet: after all that was told of the same time."""
    return replace(state.begun, event="", t_ms=t)


def earlier(state: SessionState, at: Moment, until: Moment) -> bool:
    """Whether the one comes before the other; of two in one millisecond the one that was told first."""
    if at.t_ms != until.t_ms:
        return at.t_ms < until.t_ms
    told = told_places(state)
    return told.get(at.event, len(told)) < told.get(until.event, len(told))


def told_places(state: SessionState) -> dict[str, int]:
    """Return the place of each event, by its id, in the order in which all was told."""
    return {event.id: place for place, event in enumerate(state.history)}


def _is(now: Setup, device: str, serial: str) -> bool:
    """Whether this device is in hand; a serial number that one of both does not tell makes no other of it."""
    return now.device == device and (now.serial == serial or "" in (now.serial, serial))


def _in_hand(now: Setup, kits: Kits, body: DeviceChosen) -> Setup:
    """Return the setup with this device. What was recorded before any is the first one's; so is a serial named late."""
    known = kits.get((body.device, body.serial), Setup() if now.device else now)
    if now.device == body.device and "" in (now.serial, body.serial):
        known = now
    return replace(known, device=body.device, serial=body.serial, under=now.under)


def serial_of(state: SessionState, device: str) -> str:
    """Return the serial number that was last told of this device in this session; "" for none."""
    told = [body.serial for body, _ in state.handling if isinstance(body, DeviceChosen) and body.device == device]
    return next(filter(None, reversed(told)), "")
