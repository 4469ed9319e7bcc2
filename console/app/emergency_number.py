"""The number that the danger card tells to call: the clinic's own, set by whoever manages."""

from console.app.ids import Random, new_id
from console.app.ports import EventLog
from console.core.clinic_state import ClinicState, decide
from console.core.clock import Clock
from console.core.events import EmergencyNumberSet, Event
from console.core.people import Operator, require_right


def emergency_number(log: EventLog) -> str:
    """Return the number as it was set last; "" where nobody has set one."""
    event = log.latest("emergency-number-set")
    return event.body.number if event and isinstance(event.body, EmergencyNumberSet) else ""


def set_emergency_number(log: EventLog, clock: Clock, random: Random, by: Operator, number: str) -> None:
    """Set the number. Refusal where the person may not, or it is no number that can be dialled.

    It has a digit, and fits on a line.
    """
    require_right(by, "manage")
    body, at = decide(ClinicState(), EmergencyNumberSet(number, by.name)), clock.now()
    log.append(Event(new_id(at, random), "", "", by.id, at, body))
