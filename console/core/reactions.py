"""The rules of reactions: each has a number and a clock of its own until it is over."""

from typing import assert_never, get_args

from msgspec.structs import replace

from console.core.events import ReactionBody, ReactionGraded, ReactionOver, ReactionSeen, Severity
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation, Moment, Reaction


def decide(state: SessionState, body: ReactionBody, t: int) -> ReactionBody:
    """Return the event with its reaction's number. Raises Refusal."""
    match body:
        case ReactionSeen():
            return _decide_seen(state, body)
        case ReactionOver():
            return _decide_over(state, body, t)
        case ReactionGraded():
            return _decide_graded(state, body, t)
        case _:
            assert_never(body)


def apply(state: SessionState, body: ReactionBody, at: Moment) -> SessionState:
    """Return the state after the event."""
    match body:
        case ReactionSeen():
            made = Reaction(body.reaction, body.what, body.zones, body.action, at)
            return replace(state, reactions=(*state.reactions, made))
        case ReactionOver():
            over = (replace(each, over=at) if each.number == body.reaction else each for each in state.reactions)
            kept = (each for each in state.deviations if each.facts.get("reaction") != body.reaction)
            return replace(state, reactions=tuple(over), deviations=tuple(kept))
        case ReactionGraded():
            found = (
                replace(each, grades=(*each.grades, (body.grade, at))) if each.number == body.reaction else each
                for each in state.reactions
            )
            return replace(state, reactions=tuple(found))
        case _:
            assert_never(body)


def worst_grade(state: SessionState) -> Severity | None:
    """Return the greatest severity that a reaction was graded; None where none was."""
    grades = {grade for reaction in state.reactions for grade, _ in reaction.grades}
    return max(grades, key=get_args(Severity).index, default=None)


def actions(state: SessionState) -> dict[str, bool]:
    """Return what may have been done about a reaction, in the protocol's order, and whether it is so in this step."""
    words = state.protocol.reactions
    creamed = bool(state.on) or (state.kind == "numbing" and bool(state.applications))
    return {
        **dict.fromkeys(words.while_needling, state.kind == "needling"),
        **dict.fromkeys(words.after_cream, creamed),
        **dict.fromkeys(words.action, True),
    }


def running_reactions(state: SessionState) -> list[Deviation]:
    """Return, at sign-off, the reactions that are neither over nor explained by a reason."""
    explained = {each.id for each in state.deviations}
    return [
        Deviation(each.begun.event, each.begun, "reaction-running", facts={"reaction": each.number, "seen": each.what})
        for each in state.reactions
        if state.kind == "sign-off" and each.over is None and each.begun.event not in explained
    ]


def _decide_seen(state: SessionState, body: ReactionSeen) -> ReactionSeen:
    if not body.what.strip():
        raise Refusal("reaction-needs-what", known=state.protocol.reactions.what)
    for zone in body.zones:
        if zone not in state.protocol.zone and zone not in state.sub_areas:
            raise Refusal("unknown-zone", zone=zone)
    _allow_action(state, body.action)
    return replace(body, reaction=max((each.number for each in state.reactions), default=0) + 1)


def _allow_action(state: SessionState, action: str) -> None:
    """Raise Refusal where what was done ends something that had not begun in this session."""
    words = state.protocol.reactions
    needled = any(state.protocol.step[run.step].kind == "needling" for run in state.steps)
    for had, held in ((needled, words.while_needling), (bool(state.applications), words.after_cream)):
        if action in held and not had:
            raise Refusal("action-not-so", action=action)


def _decide_over(state: SessionState, body: ReactionOver, t: int) -> ReactionOver:
    """Return the end of the only reaction that is going where the body names none."""
    going = {each.number: each for each in state.reactions if each.over is None}
    if not going or (body.reaction and body.reaction not in going):
        raise Refusal("no-reaction")
    if not body.reaction and len(going) > 1:
        raise Refusal("which-reaction", going=tuple(going))
    number = body.reaction or min(going)
    if t < going[number].begun.t_ms:
        raise Refusal("before-its-beginning")
    return replace(body, reaction=number)


def _decide_graded(state: SessionState, body: ReactionGraded, t: int) -> ReactionGraded:
    """Return the grade of the newest reaction where the body names none."""
    known = {each.number: each for each in state.reactions}
    number = body.reaction or max(known, default=0)
    if number not in known:
        raise Refusal("no-reaction")
    earlier = [known[number].begun.t_ms, *(at.t_ms for _, at in known[number].grades)]
    if t < max(earlier):
        raise Refusal("before-its-beginning")
    return replace(body, reaction=number)
