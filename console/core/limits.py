"""The greatest depth allowed on a zone, and which limit binds."""

from typing import Literal

from msgspec import Struct

from console.core.anatomy import Grade, Zone, to_um, zone_of
from console.core.protocol_parts import DepthCap, Device
from console.core.refusal import Refusal
from console.core.state import SessionState

Binding = Literal["device", "clinic", "operator", "protocol"]

DEEPEST_UM = 10_000
"""Micrometres. No device goes deeper (the file check holds that): beyond it a figure is a typing error."""


class Limit(Struct, frozen=True):
    """The greatest depth allowed in micrometres, who sets it, and its source and grade where it was published."""

    um: int
    by: Binding
    source: str = ""
    grade: Grade = ""


def known_zone(state: SessionState, zone: str) -> Zone:
    """Return the zone, of a sub-area the one it is in. Refusal where the protocol has none, or never needles it."""
    known = state.protocol.zone.get(zone_of(zone))
    if known is None or (zone_of(zone) != zone and zone not in state.sub_areas):
        raise Refusal("unknown-zone", zone=zone)
    if known.never:
        raise Refusal("zone-never", zone=zone, why=known.never)
    return known


def depth_limit(state: SessionState, zone: str) -> Limit | None:
    """Return the smallest known limit, which binds; None where none is known yet."""
    return min(depth_limits(state, zone), key=lambda limit: limit.um, default=None)


def depth_limits(state: SessionState, zone: str) -> tuple[Limit, ...]:
    """Return the known limits of device, clinic, operator and protocol on this zone."""
    protocol = state.protocol
    limits: list[Limit] = []
    if state.device:
        device = protocol.device[state.device]
        limits.append(Limit(depth_settings(device)[2], "device", device.max_mm.source, device.max_mm.grade))
    cap = protocol.zone[zone_of(zone)].max_depth_mm
    if cap is not None:
        limits.append(Limit(to_um(cap), "clinic"))
    if state.operator.max_depth_um is not None:
        limits.append(Limit(state.operator.max_depth_um, "operator"))
    caps = [each for each in protocol.depth_caps if _holds(each, state.device, zone_of(zone))]
    own = [
        Limit(to_um(each.most_mm.value), "protocol", each.most_mm.source, each.most_mm.grade)
        for each in caps
        if each.most_mm.value
    ]
    return (*limits, *sorted(own, key=lambda limit: limit.um)[:1])


def _holds(cap: DepthCap, device: str, zone: str) -> bool:
    """Whether the cap applies; a cap on a pair applies to both its sides."""
    pair = zone.removesuffix("-left").removesuffix("-right")
    return cap.device in ("", device) and (not cap.zones or zone in cap.zones or pair in cap.zones)


def depth_settings(device: Device) -> tuple[int, int, int]:
    """Return the device's step, least and greatest depth in micrometres."""
    step, least, most = device.step_mm.value, device.min_mm.value, device.max_mm.value
    assert step is not None
    assert least is not None
    assert most is not None
    return to_um(step), to_um(least), to_um(most)


def allow_depth(state: SessionState, zone: str, depth_um: int) -> None:
    """Raise Refusal where the depth is no setting of the device, or above the limit that binds."""
    step, least = _step_and_least(state)
    if not (_fits(depth_um, step, least) if step else 0 < depth_um <= DEEPEST_UM):
        raise Refusal("depth-not-a-setting", depth_um=depth_um, step_um=step, least_um=least)
    limit = depth_limit(state, zone)
    if limit and depth_um > limit.um:
        raise Refusal(f"depth-above-{limit.by}", zone=zone, depth_um=depth_um, limit_um=limit.um, source=limit.source)


def _is_setting(state: SessionState, depth_um: int) -> bool:
    step, least = _step_and_least(state)
    return not step or _fits(depth_um, step, least)


def _step_and_least(state: SessionState) -> tuple[int, int]:
    """Return the step and the least depth of the device in hand in micrometres; 0 and 0 without one."""
    return depth_settings(state.protocol.device[state.device])[:2] if state.device else (0, 0)


def _fits(depth_um: int, step: int, least: int) -> bool:
    return depth_um >= least and depth_um % step == 0


def depth_allowed(state: SessionState, zone: str, depth_um: int) -> bool:
    """Whether this depth is allowed."""
    try:
        allow_depth(state, zone, depth_um)
    except Refusal:
        return False
    return True


def initial_depth(state: SessionState, zone: str) -> int | None:
    """Return the depth in micrometres to start from, never above the limit; None where nobody chose one.

    It is the planned depth, in sessions of before else the low end of the published range. What is no setting of the
    device, which may be another by now, was not chosen for it.
    """
    planned = state.planned(zone)
    if state.depths == "chosen":
        chosen = planned.depth_um if planned else None
        return lowered_depth(state, zone, chosen) if chosen and _is_setting(state, chosen) else None
    if planned and planned.depth_um is not None:
        return lowered_depth(state, zone, planned.depth_um)
    suggested = state.protocol.zone[zone_of(zone)].suggest_mm
    return lowered_depth(state, zone, to_um(suggested[0])) if suggested else None


def lowered_depth(state: SessionState, zone: str, depth_um: int) -> int | None:
    """Return the depth, or the next setting below it that the limit lets through; None where there is none."""
    limit = depth_limit(state, zone)
    most = min(depth_um, limit.um) if limit else depth_um
    if not state.device:
        return most or None
    step, least, _ = depth_settings(state.protocol.device[state.device])
    down = most - most % step
    return down if down >= least else None
