"""What is in use though the client's file stops it by now: nobody passed what stands there with a reason."""

from console.core.client_groups import agent_stop, as_said, device_stop, stop_of
from console.core.events import DeviceChosen, ProductUsed
from console.core.names import same_key
from console.core.people import Entry
from console.core.screening import numbing_block
from console.core.setup import setup_now
from console.core.state import SessionState
from console.core.state_parts import Application, FileStop


def device_stopped(state: SessionState) -> FileStop | None:
    """Return why the device in hand is stopped; None where it is not, or was taken although it is."""
    stop = device_stop(state, state.device) if state.device else None
    return stop if stop and stop.groups and not _passed(state, stop, *_choices(state, state.device)[-1:]) else None


def device_unpassed(state: SessionState, device: str) -> FileStop | None:
    """Return why a device that was really used is stopped; None where it is not, or was ever taken although it is."""
    stop = device_stop(state, device)
    return None if stop is None or _passed(state, stop, *_choices(state, device)) else stop


def creams_stopped(state: SessionState) -> tuple[tuple[Application, FileStop], ...]:
    """Return the creams on the skin that are stopped and were not put on although they are, each with why."""
    found = ((each, agent_stop(state, each.agent, each.holds)) for each in state.on)
    stopped = ((each, stop) for each, stop in found if stop and stop.groups)
    return tuple((each, stop) for each, stop in stopped if not _passed(state, stop, each.on.event))


def creams_barred(state: SessionState) -> tuple[Application, ...]:
    """Return the creams on the skin that a finding bars by now: no reason passes that."""
    return tuple(each for each in state.on if numbing_block(state, each.agent))


def under_stopped(state: SessionState) -> tuple[tuple[ProductUsed, FileStop], ...]:
    """Return what lies under the passes, is stopped, and was not put there although it is, each with why."""
    found = ((each, stop_of(state, each.holds)) for each in setup_now(state).under if each.holds)
    stopped = ((each, stop) for each, stop in found if stop and stop.groups)
    return tuple((each, stop) for each, stop in stopped if not _passed(state, stop, *_puts(state, each)))


def _puts(state: SessionState, product: ProductUsed) -> tuple[str, ...]:
    """Return the ids of the events that put this product under the passes."""
    same = (product.use, same_key(product.name))
    handled = ((body, at) for body, at in state.handling if isinstance(body, ProductUsed))
    return tuple(at.event for body, at in handled if (body.use, same_key(body.name)) == same)


def _choices(state: SessionState, device: str) -> tuple[str, ...]:
    """Return the ids of the events that took this device, in the order in which it was taken."""
    return tuple(at.event for body, at in state.handling if isinstance(body, DeviceChosen) and body.device == device)


def _passed(state: SessionState, stop: FileStop, *events: str) -> bool:
    """Whether one of these events passed all that the file says now; what it came to say since was passed by nobody."""
    then = (state.passed[each] for each in events if each in state.passed)
    return any(set(stop.groups) <= set(each.groups) and _told(stop) <= _told(each) for each in then)


def _told(stop: FileStop) -> frozenset[Entry]:
    return as_said(stop.entries or stop.unsorted)
