"""What was done while the screen was locked, and who it was: named afterwards, or explained at sign-off."""

from msgspec.structs import replace

from console.core.errors import Refusal
from console.core.events import ActorNamed
from console.core.state import SessionState
from console.core.state_parts import Deviation

NAMELESS = "-nameless"
"""Behind the event's id: a deviation that the event made for another reason has that id itself."""


def allow_name(state: SessionState, body: ActorNamed) -> None:
    """A person is named once for each deed; undo takes the name back."""
    if body.target not in {at.event for _, at in state.unnamed}:
        raise Refusal("actor-known")


def name(state: SessionState, body: ActorNamed) -> SessionState:
    """Nothing is left to explain where a person is named after all."""
    left = tuple(each for each in state.unnamed if each[1].event != body.target)
    kept = tuple(each for each in state.deviations if each.id != body.target + NAMELESS)
    return replace(state, unnamed=left, named=state.named | {body.target: body.person}, deviations=kept)


def nameless(state: SessionState) -> list[Deviation]:
    """At sign-off: the deeds of which nobody has said whose they were, and which no reason explains."""
    explained = {each.id for each in state.deviations}
    return [each for each in unattributed(state) if state.kind == "sign-off" and each.id not in explained]


def unattributed(state: SessionState) -> list[Deviation]:
    """Everything of which nobody has said who it was, as the deviation that it would be at sign-off."""
    return [Deviation(at.event + NAMELESS, at, f"unnamed-{kind}") for kind, at in state.unnamed]
