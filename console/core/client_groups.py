"""What the client's file touches: the questions that it answers, and what it stops until somebody passes it."""

from collections.abc import Iterable

from msgspec.structs import replace

from console.core.events import CheckAnswered, CreamOn, DeviceChosen, Disinfected, ProductKind, ProductUsed
from console.core.people import NO_GROUP, Entry, Profile
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent
from console.core.protocol_groups import Disinfectant, Group
from console.core.protocol_parts import Device, Situation
from console.core.refusal import Refusal
from console.core.state import SessionState
from console.core.state_parts import Deviation, FileStop, Moment

Named = CreamOn | DeviceChosen | ProductUsed | Disinfected | CheckAnswered
"""Events that say what comes onto or into a client's skin. `despite`: why, where the client's file stops it."""


Thing = Agent | Device | Disinfectant


def unsorted_entries(groups: Iterable[Group], profile: Profile | None) -> tuple[Entry, ...]:
    """Return the entries of which nobody said which of the protocol's groups they touch; none where it has none."""
    known = {group.id for group in groups} | {NO_GROUP}
    listed = profile.listed if profile and len(known) > 1 else ()
    return tuple(each for each in listed if not each.none_known and not (each.groups and known.issuperset(each.groups)))


def touching(profile: Profile | None, groups: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries that touch one of these groups."""
    wanted = set(groups) - {NO_GROUP}
    return tuple(each for each in (profile.listed if profile else ()) if wanted.intersection(each.groups))


def as_said(entries: Iterable[Entry]) -> frozenset[Entry]:
    """Return what the entries say; which groups they name beside those that count makes no difference."""
    return frozenset(replace(each, groups=()) for each in entries)


def file_answers(state: SessionState) -> dict[str, tuple[Entry, ...]]:
    """Return the rules to which the client's file says yes by itself, each with the entries that say so."""
    named = {group for entry in (state.profile.listed if state.profile else ()) for group in entry.groups} - {NO_GROUP}
    fire = (rule for rule in state.protocol.rules if not named.isdisjoint(rule.groups)) if named else ()
    return {rule.id: touching(state.profile, rule.groups) for rule in fire}


def held_groups(thing: Thing, alike: Iterable[Thing]) -> tuple[str, ...]:
    """Return the groups that a thing holds; of one that does not say it, all that the things like it hold."""
    named = (thing,) if thing.holds else alike
    return tuple(dict.fromkeys(held.group for each in named for held in each.holds))


def stop_of(state: SessionState, groups: Iterable[str]) -> FileStop | None:
    """Return why the client's file stops what holds these groups; None where it does not."""
    unsorted, held = unsorted_entries(state.protocol.groups, state.profile), tuple(groups)
    entries = touching(state.profile, held)
    both = tuple(each for each in held if touching(state.profile, (each,)))
    return FileStop(both, entries, unsorted) if entries or unsorted else None


def agent_stop(state: SessionState, agent: str, more: Iterable[str] = ()) -> FileStop | None:
    """Return why the client's file stops this numbing agent; `more`: what the clinic says that its product holds."""
    held = held_groups(state.protocol.agent[agent], state.protocol.agents)
    return stop_of(state, dict.fromkeys((*held, *more)))


def device_stop(state: SessionState, device: str) -> FileStop | None:
    """Return why the client's file stops this device."""
    return stop_of(state, held_groups(state.protocol.device[device], state.protocol.devices))


def disinfectant_stop(state: SessionState, disinfectant: str) -> FileStop | None:
    """Return why the client's file stops this disinfectant."""
    return stop_of(state, held_groups(state.protocol.disinfectant[disinfectant], state.protocol.disinfectants))


def product_stop(state: SessionState, use: ProductKind, holds: tuple[str, ...]) -> FileStop | None:
    """Return why the client's file stops a product that holds this, as the clinic keeps it.

    Of a disinfectant of which nobody said it, all count that disinfectants hold.
    """
    if not holds and use != "disinfectant":
        return None
    return stop_of(state, holds or _any_disinfectant(state.protocol))


def asks_disinfectant(state: SessionState) -> bool:
    """Whether it must be said with what the skin is disinfected, since the client's file names what one holds."""
    stops = (disinfectant_stop(state, each.id) for each in state.protocol.disinfectants)
    return any(stop is not None and bool(stop.groups) for stop in stops)


def allow_by_file(state: SessionState, body: Named) -> None:
    """Raise Refusal where the client's file stops this, unless an operator who may pass a stop says why."""
    _allow_disinfectant(state, body)
    stop = _stop(state, body)
    if stop is not None and not _passes(state, body):
        raise passable_refusal(state, _thing(state, body), stop)


def passable_refusal(state: SessionState, thing: str, stop: FileStop) -> Refusal:
    """Return the refusal of what the file stops; whoever may pass a stop may give a reason."""
    may = "pass-stop" in state.operator.rights
    if stop.groups and not may:
        entries, groups = _told(state, stop)
        return Refusal("may-not-pass-file", thing=thing, entries=entries, groups=groups, name=state.operator.name)
    return stop_refusal(state, thing, stop, "allergy" if may else None)


def with_file_deviation(state: SessionState, body: Named, at: Moment) -> SessionState:
    """Return the state with the deviation of using what the client's file stops.

    It has no reason where a correction shows that nobody passed the stop: then sign-off asks for one.
    """
    stop = _stop(state, body)
    if stop is None:
        return state
    noted = stop_deviation(state, _thing(state, body), stop, at, body.despite.strip())
    passed = state.passed | {at.event: stop} if _passes(state, body) else state.passed
    return replace(state, deviations=(*state.deviations, noted), passed=passed)


def stop_refusal(state: SessionState, thing: str, stop: FileStop, situation: Situation | None) -> Refusal:
    """Return the refusal of what the file stops, by the name of the thing."""
    entries, groups = _told(state, stop)
    if not stop.groups:
        return Refusal("file-unsorted", situation, thing=thing, entries=entries)
    return Refusal("file-stops", situation, thing=thing, entries=entries, groups=groups)


def stop_deviation(state: SessionState, thing: str, stop: FileStop, at: Moment, reason: str = "") -> Deviation:
    """Return the deviation of using what the file stops, by the name of the thing."""
    entries, groups = _told(state, stop)
    facts: dict[str, str | int] = {"thing": thing, "entries": ", ".join(entries), "groups": ", ".join(groups)}
    code = "used-despite-file" if stop.groups else "used-unsorted"
    return Deviation(f"{at.event}-file", at, code, facts=facts, reason=reason)


def _passes(state: SessionState, body: Named) -> bool:
    return "pass-stop" in state.operator.rights and bool(body.despite.strip())


def _allow_disinfectant(state: SessionState, body: Named) -> None:
    if not isinstance(body, Disinfected | CheckAnswered):
        return
    if body.disinfectant and body.disinfectant not in state.protocol.disinfectant:
        raise Refusal("unknown-disinfectant", known=tuple(state.protocol.disinfectant))
    if not body.disinfectant and _disinfects(state, body) and asks_disinfectant(state):
        raise Refusal("which-disinfectant")


def _disinfects(state: SessionState, body: Disinfected | CheckAnswered) -> bool:
    return isinstance(body, Disinfected) or (body.met and state.protocol.check[body.check].effect == "disinfect")


def _stop(state: SessionState, body: Named) -> FileStop | None:
    match body:
        case CreamOn():
            return agent_stop(state, body.agent, body.holds)
        case DeviceChosen():
            return device_stop(state, body.device)
        case ProductUsed():
            return product_stop(state, body.use, body.holds)
        case Disinfected() | CheckAnswered() if body.disinfectant:
            return disinfectant_stop(state, body.disinfectant)
        case Disinfected() | CheckAnswered():
            return stop_of(state, ()) if _disinfects(state, body) and state.protocol.disinfectants else None


def _any_disinfectant(protocol: Protocol) -> tuple[str, ...]:
    return tuple(held.group for each in protocol.disinfectants for held in each.holds)


def _thing(state: SessionState, body: Named) -> str:
    match body:
        case CreamOn():
            return state.protocol.agent[body.agent].label
        case DeviceChosen():
            return state.protocol.device[body.device].label
        case ProductUsed():
            return body.name
        case Disinfected() | CheckAnswered():
            named = [each for each in state.protocol.disinfectants if body.disinfectant in ("", each.id)]
            return ", ".join(each.label for each in named)


def _told(state: SessionState, stop: FileStop) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the file says of what is stopped, and the groups that both name."""
    entries = tuple(entry.text for entry in (stop.entries if stop.groups else stop.unsorted))
    return entries, tuple(state.protocol.group[each].label for each in stop.groups)
