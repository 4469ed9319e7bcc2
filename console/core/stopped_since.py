"""What is in use though the client's file stops it by now: it was taken before that was known."""

from console.core.client_groups import FileStop, agent_stop, device_stop
from console.core.events import DeviceChosen
from console.core.state import SessionState
from console.core.state_parts import Application


def device_stopped(state: SessionState) -> FileStop | None:
    """Return why the device in hand is stopped; None where it is not, or was taken although it is."""
    stop = device_stop(state, state.device) if state.device else None
    taken = [at.event for body, at in state.handling if isinstance(body, DeviceChosen) and body.device == state.device]
    return stop if stop and stop.groups and not _passed(state, *taken[-1:]) else None


def creams_stopped(state: SessionState) -> tuple[tuple[Application, FileStop], ...]:
    """Return the creams on the skin that are stopped and were not put on although they are, each with why."""
    found = ((each, agent_stop(state, each.agent)) for each in state.on)
    return tuple((each, stop) for each, stop in found if stop and stop.groups and not _passed(state, each.on.event))


def _passed(state: SessionState, *events: str) -> bool:
    return bool({f"{each}-file" for each in events} & {each.id for each in state.deviations})
