"""Whether the screen locks by idle time while somebody needles too: the clinic's own setting, by whoever manages."""

from console.app.clinic import Clinic
from console.app.ports import EventLog, Store
from console.core.events import NeedlingLockSet
from console.core.people import Operator


def needling_lock(log: EventLog) -> bool | None:
    """Return what the clinic set last; None where nobody has."""
    event = log.latest("needling-lock-set")
    return event.body.on if event and isinstance(event.body, NeedlingLockSet) else None


def set_needling_lock(clinic: Clinic, store: Store, by: Operator, on: bool) -> None:
    """Set it. Refusal where whoever is signed in does not manage."""
    clinic.need("manage")
    store.append(clinic.event(NeedlingLockSet(on, by.name)))


def take_over_needling_lock(clinic: Clinic, store: Store, by: Operator, kept: bool) -> bool | None:
    """Return what the clinic set; where nobody has, let what this computer kept be it, if whoever signs in manages.

    kept  what an earlier program wrote into the settings of this computer
    """
    known = needling_lock(store)
    if known is None and kept and "manage" in by.rights and not store.viewing:
        set_needling_lock(clinic, store, by, kept)
        return kept
    return known
