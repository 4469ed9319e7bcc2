"""What is set on a device besides its depth, and how far it may be set."""

from console.core.events import SettingsSet
from console.core.protocol_parts import Setting
from console.core.refusal import Refusal
from console.core.state import SessionState

MOST_MILLI = 1_000_000_000
"""A million units: beyond it a figure is a typing error."""


def settings_of(state: SessionState) -> tuple[Setting, ...]:
    """Return what is set besides the depth on the device in hand."""
    return state.protocol.device[state.device].settings if state.device else ()


def allow_settings(state: SessionState, body: SettingsSet) -> None:
    """Raise Refusal without a device, for what cannot be set on it, or beyond what its data say."""
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
