"""What is in use though the client's file stops it by now: nobody passed what stands there with a reason."""

from msgspec.structs import replace

from console.core.client_groups import agent_stop, device_stop
from console.core.events import DeviceChosen
from console.core.people import Entry
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
    found = ((each, agent_stop(state, each.agent)) for each in state.on)
    stopped = ((each, stop) for each, stop in found if stop and stop.groups)
    return tuple((each, stop) for each, stop in stopped if not _passed(state, stop, each.on.event))


def _choices(state: SessionState, device: str) -> tuple[str, ...]:
    """Return the ids of the events that took this device, in the order in which it was taken."""
    return tuple(at.event for body, at in state.handling if isinstance(body, DeviceChosen) and body.device == device)


def _passed(state: SessionState, stop: FileStop, *events: str) -> bool:
    """Whether one of these events passed all that the file says now; what it came to say since was passed by nobody."""
    then = (state.passed[each] for each in events if each in state.passed)
    return any(set(stop.groups) <= set(each.groups) and _told(stop) <= _told(each) for each in then)


def _told(stop: FileStop) -> frozenset[Entry]:
    """Return what the entries say; which groups they name beside those that count here makes no difference."""
    return frozenset(replace(each, groups=()) for each in stop.entries or stop.unsorted)
