"""What every legal state of a session keeps, whatever was done to it: each function gives what offends."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise

from console.core.alarms import timers
from console.core.anatomy import zone_of
from console.core.attribution import unattributed_entries
from console.core.danger import open_card
from console.core.event_rules import rules_of
from console.core.events import UNKNOWN, CreamOn, DangerBody, SignedOff
from console.core.mistakes import mistaken_ids, undone_ids
from console.core.preparation import MAX_PASSES
from console.core.state import SessionState
from console.core.state_parts import Moment
from console.core.timers import Span

Law = Callable[[SessionState, int], Iterator[str]]


def steps_run_in_order(state: SessionState, t: int) -> Iterator[str]:
    order = [step.id for step in state.protocol.steps]
    for run, after in pairwise(state.steps):
        if order.index(after.step) <= order.index(run.step):
            yield f"{after.step} after {run.step}"
        if order.index(after.step) > order.index(run.step) + 1 and not run.stopped:
            yield f"{run.step} to {after.step} skips a step"
        if run.done is None or run.done.t_ms != after.begun.t_ms:
            yield f"{run.step} does not end where {after.step} begins"
    if any(run.done and run.done.t_ms < run.begun.t_ms for run in state.steps):
        yield "a step ends before it begins"
    if state.steps[-1].step != state.step or (state.steps[-1].done is None) == state.over:
        yield "the present step is not the last that was begun, or is done"


def zones_that_are_never_needled(state: SessionState, t: int) -> Iterator[str]:
    touched = {zone for zone, record in state.zones.items() if record.passes or record.spans}
    for zone in touched | {each.zone for each in state.plan}:
        if state.protocol.zone[zone_of(zone)].never:
            yield zone


def passes_are_possible(state: SessionState, t: int) -> Iterator[str]:
    for record in state.zones.values():
        if len(record.passes) > MAX_PASSES:
            yield f"{len(record.passes)} passes on {record.zone}"
        if any(each.depth_um <= 0 for each in record.passes):
            yield f"a pass of no depth on {record.zone}"
        if record.depth_um is not None and record.depth_um <= 0:
            yield f"no depth set on {record.zone}"
        if record.passes and not record.spans and record.zone not in _moved_without_work(state):
            yield f"{record.zone} needled and never taken"


def _moved_without_work(state: SessionState) -> set[str]:
    """Zones that passes of another were moved to alone, and those that such a record was moved to since.

    The work on them is not known.
    """
    found = set[str]()
    for _, notes in groupby(state.corrections, key=lambda each: each.at.event):
        found |= {each.new for each in notes if each.field == "zone" and (each.passes or each.old in found)}
    return found


def no_pass_under_cream(state: SessionState, t: int) -> Iterator[str]:
    """A correction may show, with a reason, that it happened."""
    for each in () if state.corrections else state.applications:
        for record in state.zones.values():
            for made in record.passes if zone_of(record.zone) in each.zones else ():
                if each.on.t_ms <= made.at.t_ms and (each.off is None or made.at.t_ms < each.off.t_ms):
                    yield f"{record.zone} needled under cream {each.number}"


def applications_are_possible(state: SessionState, t: int) -> Iterator[str]:
    if [each.number for each in state.applications] != list(range(1, len(state.applications) + 1)):
        yield "numbers of applications"
    spans: dict[str, list[Span]] = {}
    for each in state.applications:
        if not each.zones or len(set(each.zones)) < len(each.zones):
            yield f"zones of application {each.number}"
        for zone in each.zones:
            spans.setdefault(zone, []).append((each.on.t_ms, each.off.t_ms if each.off else None))
    for zone, covered in spans.items():
        yield from _one_after_another(f"cream on {zone}", sorted(covered, key=lambda span: (span[0], span[1] is None)))
    if state.applications and state.left_out:
        yield "numbed and left out"


def work_is_one_zone_at_a_time(state: SessionState, t: int) -> Iterator[str]:
    for record in state.zones.values():
        yield from _one_after_another(f"spans of {record.zone}", record.spans)
    running = {record.zone for record in state.zones.values() if record.spans and record.spans[-1][1] is None}
    if running != ({state.current} if state.current else set()):
        yield f"works on {state.current!r}, open are {running}"
    if state.current and state.kind != "needling":
        yield f"works on {state.current} in {state.step}"
    if any(zone != record.zone for zone, record in state.zones.items()):
        yield "a zone under another name"


def pauses_follow_each_other(state: SessionState, t: int) -> Iterator[str]:
    yield from _one_after_another("pauses", state.pauses)
    if state.paused and state.signed:
        yield "signed in a pause"


def reactions_are_possible(state: SessionState, t: int) -> Iterator[str]:
    if [each.number for each in state.reactions] != list(range(1, len(state.reactions) + 1)):
        yield "numbers of reactions"
    for each in state.reactions:
        if not each.what.strip() or (each.over and each.over.t_ms < each.begun.t_ms):
            yield f"reaction {each.number}"
        if list(each.grades) != sorted(each.grades, key=lambda graded: graded[1].t_ms):
            yield f"grades of reaction {each.number}"


def deviations_have_their_own_ids(state: SessionState, t: int) -> Iterator[str]:
    ids = [each.id for each in state.deviations]
    standing = {event.id for event in state.history} - undone_ids(state.history)
    if len(set(ids)) < len(ids) or not {each.partition("-")[0] for each in ids} <= standing:
        yield f"ids {ids}"
    if state.signed and any(not each.reason.strip() for each in state.deviations):
        yield "signed without a reason"


def whoever_acts_is_known_or_asked_for(state: SessionState, t: int) -> Iterator[str]:
    """Each deed at the locked screen is one that anybody may do, and named, or asked for, or explained."""
    gone = undone_ids(state.history)
    kinds = [type(event.body) for event in state.history]
    until = kinds.index(SignedOff) if SignedOff in kinds else len(kinds)
    deeds = {event.id for event in state.history[:until] if event.actor == UNKNOWN and event.id not in gone}
    if deeds != {at.event for _, at in state.unnamed} ^ set(state.named):
        yield f"{deeds} against {state.unnamed} and {set(state.named)}"
    if any(event.actor == UNKNOWN and not rules_of(event.body).while_locked for event in state.history):
        yield "done by nobody knows whom"
    explained = {each.id for each in state.deviations}
    if state.signed and any(each.id not in explained for each in unattributed_entries(state)):
        yield "signed without a name or a reason"


def a_signed_record_is_whole(state: SessionState, t: int) -> Iterator[str]:
    if state.signed and (state.on or state.current or state.kind != "sign-off"):
        yield "signed in the middle"
    if state.addenda and not state.signed:
        yield "addendum to nothing"


def nothing_lies_in_the_future(state: SessionState, t: int) -> Iterator[str]:
    """Nor before the session, but for a cream and what a danger card tells."""
    told = {event.id for event in state.history if isinstance(event.body, DangerBody | CreamOn)}
    for at in _moments(state):
        if at.t_ms > t or (at.t_ms < 0 and at.event not in told):
            yield f"{at} at {t}"


def timers_run_forward(state: SessionState, t: int) -> Iterator[str]:
    now, later = timers(state, t), timers(state, t + 1_000)
    for one, other in zip(now, later, strict=True):
        if one.elapsed_ms < 0 or one.overtime_ms < 0:
            yield f"{one} is negative"
        passed = other.elapsed_ms - one.elapsed_ms
        rests = state.paused or open_card(state) is not None
        if passed != (0 if one.kind == "step" and rests else 1_000):
            yield f"{one} moved by {passed} in a second"
    if any(one.kind == "pause" for one in now) != (state.paused and not state.over):
        yield "pause timer"


def some_things_stay(state: SessionState, t: int) -> Iterator[str]:
    gone = undone_ids(state.history)
    yield from (event.id for event in state.history if event.id in gone and rules_of(event.body).undo != "yes")


def dangers_are_possible(state: SessionState, t: int) -> Iterator[str]:
    """One told late may lie before or over another; a mistake leaves a gap in the numbers."""
    numbers = [each.number for each in state.dangers]
    if numbers != sorted(set(numbers)) or not all(each > 0 for each in numbers):
        yield "numbers of dangers"
    if any(each.over is None for each in state.dangers[:-1]):
        yield "two danger cards open"
    for each in state.dangers:
        within = [each.begun, *(done.at for done in each.done), *([each.over] if each.over else [])]
        if any(not each.begun.t_ms <= at.t_ms <= within[-1].t_ms for at in within if each.over):
            yield f"danger {each.number} has something before it began or after it was over"
        if any(at.t_ms < each.begun.t_ms for at in within) or not all(done.text.strip() for done in each.done):
            yield f"what was done in danger {each.number}"
    yield from _entries_of_dangers(state)


def _entries_of_dangers(state: SessionState) -> Iterator[str]:
    """Each has an entry of its own that stands; a card is whole before the signature, or all of it comes after."""
    entries = [
        [each.begun.event, *(done.at.event for done in each.done), *([each.over.event] if each.over else [])]
        for each in state.dangers
    ]
    flat = [event for each in entries for event in each]
    gone = undone_ids(state.history) | mistaken_ids(state.history)
    if len(set(flat)) < len(flat) or not {event.id for event in state.history} - gone >= set(flat):
        yield f"entries of dangers {flat}"
    kinds = [type(event.body) for event in state.history]
    before = {event.id for event in state.history[: kinds.index(SignedOff)]} if SignedOff in kinds else set[str]()
    for each, of_card in zip(state.dangers, entries, strict=True):
        if before.intersection(of_card) and (each.over is None or not before.issuperset(of_card)):
            yield "signed with a danger card open"
        late = state.signed is not None and each.begun.event not in before
        if each.after != (late and state.signed is not None and each.begun.t_ms >= state.signed[1].t_ms):
            yield f"danger {each.number} is told as after the signature: {each.after}"


LAWS: tuple[Law, ...] = (
    steps_run_in_order,
    zones_that_are_never_needled,
    passes_are_possible,
    no_pass_under_cream,
    applications_are_possible,
    work_is_one_zone_at_a_time,
    pauses_follow_each_other,
    reactions_are_possible,
    dangers_are_possible,
    deviations_have_their_own_ids,
    whoever_acts_is_known_or_asked_for,
    a_signed_record_is_whole,
    nothing_lies_in_the_future,
    timers_run_forward,
    some_things_stay,
)


def offences(state: SessionState, t: int) -> list[str]:
    """Every law that this state breaks at t."""
    return [f"{law.__name__}: {found}" for law in LAWS for found in law(state, t)]


def _one_after_another(what: str, spans: Iterable[Span]) -> Iterator[str]:
    spans = list(spans)
    if any(until is not None and until < since for since, until in spans):
        yield f"{what}: negative {spans}"
    if any(until is None or since < until for (_, until), (since, _) in pairwise(spans)):
        yield f"{what}: overlap {spans}"


def _moments(state: SessionState) -> Iterator[Moment]:
    for run in state.steps:
        yield from filter(None, (run.begun, run.done))
    for cream in state.applications:
        yield from filter(None, (cream.on, cream.off))
    for record in state.zones.values():
        yield from (each.at for each in record.passes)
    for reaction in state.reactions:
        yield from filter(None, (reaction.begun, reaction.over))
        yield from (at for _, at in reaction.grades)
    yield from (said.at for said in (*state.notes, *state.addenda))
    yield from (each.at for each in state.deviations)
