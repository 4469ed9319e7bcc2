"""Screening: which rules fire on answers, age and skin type, and what they ask for."""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from console.core.client_groups import as_said, file_answers, unsorted_entries
from console.core.days import screening_day
from console.core.events import Answer, DeviceChosen
from console.core.people import Entry
from console.core.protocol_agents import Agent
from console.core.protocol_parts import AFTER_NEEDLING, Outcome, Rule
from console.core.refusal import Refusal
from console.core.setup import setup_of
from console.core.state import SessionState

BLOCKING: frozenset[Outcome] = frozenset({"stop", "wait", "consent"})


class Finding(Struct, frozen=True):
    """A rule that fired. `until`: the day on which a wait is over; None where it is not known."""

    rule: Rule
    until: date | None
    cleared: bool

    @property
    def blocks(self) -> bool:
        """Whether no more skin may be treated until somebody clears it."""
        return self.rule.outcome in BLOCKING and not self.cleared


def age(born: str, on: date) -> int | None:
    """Return the age in whole years; None where the birthday was not recorded."""
    if not born:
        return None
    birth = date.fromisoformat(born)
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def client_age(state: SessionState) -> int | None:
    """Return the client's age in whole years on the day of the session; None where the birthday was not recorded."""
    return age(state.profile.born, screening_day(state)) if state.profile else None


def open_questions(state: SessionState) -> list[str]:
    """Return the ids of the questions without an answer, in the protocol's order."""
    known = answers(state)
    return [rule.id for rule in state.protocol.rules if rule.asked and rule.id not in known]


def undecided_questions(state: SessionState) -> dict[str, tuple[Entry, ...]]:
    """Return the open questions that an entry which nobody sorted may answer with yes, each with such entries."""
    waiting = unsorted_entries(state.protocol.groups, state.profile)
    found = {}
    for rule in open_questions(state) if waiting else ():
        kinds = {state.protocol.group[each].of for each in state.protocol.rule[rule].groups}
        entries = tuple(each for each in waiting if each.kind in kinds)
        if entries:
            found[rule] = entries
    return found


def answers(state: SessionState) -> dict[str, Answer]:
    """Return the answers: those that were given, and the yes of the client's file over them."""
    return _with_file(state, file_answers(state))


def _with_file(state: SessionState, by_file: Mapping[str, object]) -> dict[str, Answer]:
    return {**state.answers, **dict.fromkeys(by_file, "yes")}


def findings(state: SessionState) -> list[Finding]:
    """Return the rules that fire, in the protocol's order; a wait that is over does not."""
    today, by_file = screening_day(state), file_answers(state)
    known = _with_file(state, by_file)
    found = []
    for rule in state.protocol.rules:
        if not _fires(rule, state, known):
            continue
        until = _until(rule, state)
        if until is None or until > today:
            said = as_said(by_file.get(rule.answer_of or rule.id, ()))
            cleared = rule.id in state.cleared and said <= state.cleared_for[rule.id]
            cleared = cleared and reason_holds(state, state.cleared[rule.id])
            found.append(Finding(rule, until, cleared))
    return found


def reason_holds(state: SessionState, reason: str) -> bool:
    """Whether this reason to pass a finding holds with all devices that passes were made with, and that in hand.

    Once needling is over nothing more is done with what is in hand.
    """
    only = state.protocol.reason_devices.get(reason.strip())
    if not only:
        return True
    used = {setup_of(state, each).device for record in state.treated for each in record.passes}
    return used | ({state.device} if state.kind not in AFTER_NEEDLING else set()) <= set(only)


def said_by_file(state: SessionState, rule: Rule) -> frozenset[Entry]:
    """Return what the client's file says to the question of this rule."""
    return as_said(file_answers(state).get(rule.answer_of or rule.id, ()))


def blocking_finding(state: SessionState) -> Finding | None:
    """Return the first finding that blocks, None where none does.

    After the prepare step one comes up where the client's profile was changed.
    """
    return next((each for each in findings(state) if each.blocks), None)


def allow_findings(state: SessionState) -> None:
    """Raise Refusal while a question is open; "finding-" and the outcome, while a finding blocks."""
    left = open_questions(state)
    if left:
        raise Refusal("screening-unanswered", left=len(left))
    found = blocking_finding(state)
    if found:
        until = found.until.isoformat() if found.until else ""
        raise Refusal(f"finding-{found.rule.outcome}", rule=found.rule.text, until_day=until)


def numbing_block(state: SessionState, agent: str = "") -> Finding | None:
    """Return the first finding that bars numbing with this agent, None where none does; without one: with any."""
    blocks = [each for each in findings(state) if each.rule.outcome == "block-numbing"]
    agents = (state.protocol.agent[agent],) if agent else state.protocol.agents
    barred = [next((each for each in blocks if _bars(each.rule, known)), None) for known in agents]
    return barred[0] if barred and all(barred) else None


def _bars(rule: Rule, agent: Agent) -> bool:
    if not rule.agents and not rule.drugs:
        return True
    known = {drug.name for drug in agent.drugs}
    holds = bool(rule.drugs) and (not known or bool(known & set(rule.drugs)))
    return agent.id in rule.agents or holds


def _fires(rule: Rule, state: SessionState, known: Mapping[str, Answer]) -> bool:
    if rule.devices and _devices(state).isdisjoint(rule.devices):
        return False
    if rule.asked or rule.answer_of or rule.by_file:
        return known.get(rule.answer_of or rule.id) == "yes"
    profile = state.profile
    years = client_age(state)
    young = rule.age_below and rule.age_below.value and years is not None and years < rule.age_below.value
    skin = profile.skin if profile else None
    dark = rule.skin_from and rule.skin_from.value and skin is not None and skin >= rule.skin_from.value
    return bool(young or dark)


def _devices(state: SessionState) -> set[str]:
    """Return every device that was chosen in this session, and those that a correction named for a pass."""
    chosen = {body.device for body, _ in state.handling if isinstance(body, DeviceChosen)}
    return chosen | {each.device for record in state.treated for each in record.passes}


def _until(rule: Rule, state: SessionState) -> date | None:
    since = state.since.get(rule.answer_of or rule.id)
    if rule.outcome != "wait" or not since or rule.wait_days is None or rule.wait_days.value is None:
        return None
    return date.fromisoformat(since) + timedelta(days=rule.wait_days.value)
