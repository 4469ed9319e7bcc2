"""Who acted while the screen was locked: named afterwards, or explained as a deviation at sign-off."""

from msgspec.structs import replace

from console.core.events import ActorNamed, DangerBody
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation

UNNAMED_SUFFIX = "-nameless"
"""Follows the event's id in the deviation's id, since another deviation of the event has that id itself."""


def allow_name(state: SessionState, body: ActorNamed) -> None:
    """Raise Refusal where the event was not recorded at the locked screen, or its actor is named already."""
    if body.target not in {at.event for _, at in state.unnamed}:
        raise Refusal("actor-known")


def apply_name(state: SessionState, body: ActorNamed) -> SessionState:
    """Return the state with the event's actor named, and the deviation gone that asked for an explanation."""
    left = tuple(each for each in state.unnamed if each[1].event != body.target)
    kept = tuple(each for each in state.deviations if each.id != body.target + UNNAMED_SUFFIX)
    return replace(state, unnamed=left, named=state.named | {body.target: body.person}, deviations=kept)


def unnamed_deviations(state: SessionState) -> list[Deviation]:
    """Return, at sign-off, the entries without an actor that no reason explains yet."""
    explained = {each.id for each in state.deviations}
    return [each for each in unattributed_entries(state) if state.kind == "sign-off" and each.id not in explained]


def unattributed_entries(state: SessionState) -> list[Deviation]:
    """Return every entry without an actor, as the deviation that it becomes at sign-off; a danger card counts once."""
    found, counted = list[Deviation](), set[str]()
    for kind, at in state.unnamed:
        if at.event not in counted:
            found.append(Deviation(at.event + UNNAMED_SUFFIX, at, f"unnamed-{kind}"))
            counted.update(named_with(state, at.event))
    return found


def named_with(state: SessionState, event: str) -> list[str]:
    """Return the entries without an actor that one name answers with this one: all that was done at its danger card."""
    cards = {each.id: each.body.danger for each in state.history if isinstance(each.body, DangerBody)}
    card = cards.get(event)
    return [at.event for _, at in state.unnamed if at.event == event or (card and cards.get(at.event) == card)]


def of_danger(kind: str) -> bool:
    """Whether an entry of this kind was made at the danger card."""
    return kind.startswith("danger-")
