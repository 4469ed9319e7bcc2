"""How many days lie between two treatments of a client, and that too few of them have a reason."""

from datetime import date

from console.core.days import session_day
from console.core.events import SessionBegun
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment

CODE = "too-soon"


def spacing_deviations(state: SessionState, body: SessionBegun, at: Moment) -> tuple[Deviation, ...]:
    """Return the deviation of a session that begins before the protocol's day, none where it does not say one."""
    least = state.protocol.follow_up.warn_below_days.value
    if not body.last_day or least is None:
        return ()
    days = (session_day(state) - date.fromisoformat(body.last_day)).days
    if days >= least:
        return ()
    facts: dict[str, str | int] = {"count": days, "least": round(least), "last_day": body.last_day}
    return (Deviation(at.event, at, CODE, facts=facts),)


def too_soon(state: SessionState) -> Deviation | None:
    """Return what asks for a reason at the beginning; None where nothing does, or one was given."""
    return next((each for each in state.deviations if each.code == CODE and not each.reason), None)


def allow_so_soon(state: SessionState) -> None:
    """Raise Refusal where the visit comes before the protocol's day, and nobody has said why."""
    early = too_soon(state)
    if early:
        days, least, last = (early.facts[each] for each in ("count", "least", "last_day"))
        raise Refusal("too-soon", count=days, least=least, last_day=last)
