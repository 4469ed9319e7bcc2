"""How many days lie between two treatments of a client, and that too few of them have a reason."""

from datetime import date
from itertools import islice
from typing import Final

from console.core.days import session_day
from console.core.events import PlanSet, SessionBegun
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment

CODE: Final = "too-soon"
OTHER_ZONE: Final = "other-zone"
"""The id of the reason that says of a zone what the plan may contradict."""


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


def clock_behind(early: Deviation) -> bool:
    """Whether the computer's clock has still to reach the day of the last treatment: nobody knows the days between."""
    return early.code == CODE and int(early.facts["count"]) < 0


def too_soon(state: SessionState) -> Deviation | None:
    """Return what asks for a reason at the beginning; None where nothing does, or one was given."""
    return next((each for each in state.deviations if each.code == CODE and not each.reason), None)


def zones_again(state: SessionState) -> tuple[str, ...]:
    """Return the planned zones that were treated the last time, as far as this session was told; those left out not.

    It was told by the first plan of the last time: what came into that plan since keeps its source.
    """
    told = (event.body for event in state.history if isinstance(event.body, PlanSet) and event.body.source == "last")
    last = {each.zone for body in islice(told, 1) for each in body.zones}
    return tuple(each.zone for each in state.plan if each.zone in last and each.zone not in state.zones_left_out)


def spacing_reasons(state: SessionState) -> tuple[str, ...]:
    """Return the reasons for a visit so soon, without one that the plan contradicts."""
    other = _other_zone(state) if zones_again(state) else ()
    return tuple(each for each in state.protocol.reason_texts(CODE) if each not in other)


def contradicted(state: SessionState) -> Deviation | None:
    """Return the deviation whose reason says that it is another zone, where the plan has one of the last time."""
    other = _other_zone(state) if zones_again(state) else ()
    return next((each for each in state.deviations if each.code == CODE and each.reason in other), None)


def _other_zone(state: SessionState) -> tuple[str, ...]:
    return tuple(text for text, known in state.protocol.reason_ids.items() if known == OTHER_ZONE)


def allow_so_soon(state: SessionState) -> None:
    """Raise Refusal where the visit comes before the protocol's day, and nobody has said why."""
    early = too_soon(state)
    if early:
        days, least, last = (early.facts[each] for each in ("count", "least", "last_day"))
        if clock_behind(early):
            raise Refusal("too-soon-clock", last_day=last)
        raise Refusal("too-soon", count=days, least=least, last_day=last)
