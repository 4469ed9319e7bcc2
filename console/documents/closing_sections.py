"""The second half of a summary: products, checks, what went otherwise, aftercare, who answers for it."""

from math import inf

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, Spacer

from console.core.events import (
    CreamOff,
    CreamOn,
    Deviated,
    FindingCleared,
    Noted,
    NumbingLeftOut,
    Paused,
    ReactionOver,
    ReactionSeen,
    StepDone,
    StoppedEarly,
)
from console.core.history import kind, undone
from console.core.screening import findings
from console.core.signatures import fingerprint, unsealed
from console.core.state_parts import Remark
from console.documents.attribution import at_the_locked_screen
from console.documents.blocks import Columns, Row, grid, together
from console.documents.danger import dangers
from console.documents.paragraphs import heading, told
from console.documents.prose import Prose
from console.documents.record_text import HOUR_MS, LATE_MS, RecordText
from console.documents.style import BODY, CELL, INK, SMALL, XS, XXL, S

DAY_MS = 24 * HOUR_MS
TOLD_WITH_BOTH = (
    CreamOn,
    CreamOff,
    Deviated,
    Noted,
    NumbingLeftOut,
    Paused,
    ReactionOver,
    ReactionSeen,
    StepDone,
    StoppedEarly,
)


def products(tell: RecordText) -> list[Flowable]:
    """Device and products with lot, expiry and grams."""
    state = tell.state
    rows: list[Row] = [[tell.say(code) for code in ("product-name", "lot", "expiry", "mass")]]
    if state.device:
        label = state.protocol.device[state.device].label
        serial = tell.say("serial", serial=state.serial) if state.serial.strip() else ""
        rows.append([tell.say("device", name=label), serial, "", ""])
    for used, _ in state.products:
        name = told(tell, "used", use=tell.words.say("use", used.use), name=used.name)
        serial = tell.say("serial", serial=used.serial) if used.serial else ""
        lot = " · ".join(filter(None, (tell.text(used.lot), serial)))
        rows.append([name, lot, tell.date(used.expiry), tell.mass(used.mass_mg)])
    if len(rows) == 1:
        return []
    return [together(heading(tell, "products"), grid(rows, (0.44, 0.24, 0.18, 0.14)))]


def screening(tell: RecordText) -> list[Flowable]:
    """The findings and how they were settled; the pause points and what was not met."""
    state = tell.state
    answers = list(state.answers.values())
    asked = sum(rule.asked for rule in state.protocol.rules)
    counts = tell.say("answers", no=answers.count("no"), yes=answers.count("yes"), open=asked - len(answers))
    if tell.record.erased_utc_ms is not None:
        counts = tell.say("answers-erased")
    points, unmet = [], list[Flowable]()
    for step in state.protocol.steps:
        due = [check for check in step.checks if check.when == "always" or state.applications]
        records = [(check, state.checks[check.id]) for check in due if check.id in state.checks]
        if due:
            met = sum(record.met for _, record in records)
            points.append(tell.say("checks", point=step.pause_point or step.label, met=met, due=len(due)))
        for check, record in records:
            if not record.met:
                reason = tell.personal(record.reason)
                unmet.append(told(tell, "check-not-met", check=check.text, reason=reason))
    checks = Prose(tell.say("all-checks", points=" · ".join(points)), CELL)
    return [heading(tell, "screening"), Prose(counts, CELL), *_findings(tell), checks, *unmet]


def _findings(tell: RecordText) -> list[Flowable]:
    cleared = {body.rule: event.actor for event, body, _ in tell.standing if isinstance(body, FindingCleared)}
    lines = list[Flowable]()
    for found in findings(tell.state):
        rule = found.rule
        outcome = tell.words.say("outcome", rule.outcome)
        until = tell.say("until", day=tell.date(found.until.isoformat())) if found.until else ""
        first = f"{rule.text}: {outcome}. {until}".strip()
        if found.cleared:
            name, reason = tell.person(cleared.get(rule.id, "")), tell.personal(tell.state.cleared[rule.id])
            lines.append(told(tell, "settled", finding=first, name=name, reason=reason))
        else:
            lines.append(Prose(first, CELL))
    return lines


def otherwise(tell: RecordText) -> list[Flowable]:
    """Deviations, corrections, reactions, notes: each part only where there is something."""
    parts = (
        ("deviations", _deviations(tell)),
        ("dangers", dangers(tell)),
        ("reactions", _reactions(tell)),
        ("corrections", _corrections(tell)),
        ("locked", at_the_locked_screen(tell)),
        ("late-entries", _late(tell)),
        ("notes", [_said(tell, "note", each) for each in tell.state.notes]),
        ("addenda", [_said(tell, "addendum", each) for each in tell.state.addenda]),
    )
    return [flowable for code, body in parts if body for flowable in (heading(tell, code), *body)]


def _deviations(tell: RecordText) -> list[Flowable]:
    return [
        told(
            tell,
            "deviation",
            at=tell.at(each.at),
            what=tell.personal(tell.words.deviation(each, tell.state.protocol)),
            reason=tell.personal(each.reason),
        )
        for each in tell.state.deviations
    ]


def _corrections(tell: RecordText) -> list[Flowable]:
    """What stood first and what is right; and how many entries were taken back."""
    rows: list[Row] = [[tell.say(code) for code in ("when", "entry", "old", "new", "reason")]]
    for each in tell.state.corrections:
        of = tell.zone(each.zone) if each.zone else tell.words.say("event", each.of)
        field = tell.words.say("field", each.field) if tell.words.has("field", each.field) else each.field
        who = told(tell, "by", at=tell.time(each.at.utc_ms), name=tell.person(each.at.actor))
        old, new = tell.value(each.field, each.old), tell.value(each.field, each.new)
        rows.append([who, f"{of}: {field}", old, new, tell.personal(each.reason)])
    story: list[Flowable] = [grid(rows, (0.2, 0.24, 0.19, 0.19, 0.18))] if len(rows) > 1 else []
    gone = undone(tell.state.history)
    return [*story, *([Prose(tell.say("taken-back", count=len(gone)), CELL)] if gone else [])]


def _late(tell: RecordText) -> list[Flowable]:
    """What was entered late and has no line of its own with both times."""
    late = [
        (event, body, ago_ms)
        for event, body, ago_ms in tell.standing
        if ago_ms >= LATE_MS and not isinstance(body, TOLD_WITH_BOTH)
    ]
    lines = list[Flowable]()
    for event, body, ago_ms in late:
        zone = getattr(body, "zone", "")
        what = tell.words.say("event", kind(body)) + (f", {tell.zone(zone)}" if zone else "")
        lines.append(told(tell, "note", at=tell.entered(event.at.utc_ms - ago_ms, ago_ms), text=what))
    return lines


def _reactions(tell: RecordText) -> list[Flowable]:
    lines = list[Flowable]()
    for each in tell.state.reactions:
        where = tell.zones(each.zones) or tell.text("")
        over = tell.say("going-on")
        if each.over:
            over = tell.say("over", at=tell.at(each.over), spent=tell.spent(each.over.t_ms - each.begun.t_ms))
        what, action = tell.personal(each.what), tell.personal(each.action)
        lines.append(told(tell, "reaction", at=tell.at(each.begun), what=what, zones=where, action=action, over=over))
    return lines


def _said(tell: RecordText, code: str, said: Remark) -> Prose:
    at = tell.when(said.at.utc_ms) if code == "addendum" else tell.at(said.at)
    return told(tell, code, at=at, name=tell.person(said.at.actor), text=tell.personal(said.text))


def aftercare(tell: RecordText) -> list[Flowable]:
    """From the real end of needling, in absolute times; when to call; when to come again."""
    end, protocol = tell.state.needling_end, tell.state.protocol
    if end is None:
        return []
    rules: dict[tuple[float, str], list[str]] = {}
    for care in protocol.aftercare:
        hours = care.hours.value
        rules.setdefault((inf, "always") if hours is None else (hours, care.when), []).append(care.text)
    rows: list[Row] = []
    for (hours, when), texts in sorted(rules.items()):
        at = "" if hours == inf else tell.soon(end.utc_ms + round(hours * HOUR_MS))
        rows.append([tell.say(f"care-{when}", when=at), "; ".join(texts)])
    if protocol.follow_up.days.value is not None:
        again = tell.soon(end.utc_ms + round(protocol.follow_up.days.value * DAY_MS), clock=False)
        rows.append([tell.say("care-from", when=again), _next_visit(tell, end.utc_ms)])
    if protocol.call_if:
        rows.append([tell.say("at-once"), tell.say("call-if", signs="; ".join(protocol.call_if))])
    ended = Prose(tell.say("needling-ended", when=tell.when(end.utc_ms)), SMALL)
    return [together(heading(tell, "aftercare"), ended, grid(rows, (0.26, 0.74), head=False), most=300)]


def _next_visit(tell: RecordText, end_utc_ms: int) -> str:
    least = tell.state.protocol.follow_up.warn_below_days.value
    if least is None:
        return tell.say("next-visit")
    return tell.say("next-visit-least", when=tell.soon(end_utc_ms + round(least * DAY_MS), clock=False))


def ending(tell: RecordText) -> list[Flowable]:
    """Who, under which protocol, intended use, and the figures that prove the record."""
    state, record = tell.state, tell.record
    who = ", ".join(dict.fromkeys(operator.name for operator, _ in state.operators))
    adopted = tell.say("not-adopted")
    if state.adopted_by and record.store == "clinic":
        on = tell.day_of(state.adopted_utc_ms) if state.adopted_utc_ms is not None else tell.text("")
        adopted = tell.say("adopted", name=state.adopted_by, day=on)
    protocol = tell.say("protocol", title=state.protocol.title, version=state.protocol.version, adopted=adopted)
    head = tell.say("head", seq=record.head[0], head=record.head[1]) if record.head[1] else tell.say("no-head")
    signature: list[Flowable] = [
        told(tell, "practitioner", BODY, names=who),
        Spacer(0, XXL),
        HRFlowable(width="100%", thickness=0.6, color=HexColor(INK), spaceBefore=0, spaceAfter=2),
        Prose(tell.say("signature"), SMALL),
    ]
    statement: list[Flowable] = [Prose(protocol, SMALL), Spacer(0, S / 2), Prose(tell.say("intended-use"), SMALL)]
    proof = (tell.say("digest", digest=record.digest), head, tell.say("local-time", zone=record.zone))
    both = Columns(signature, statement, weights=(1, 1), gap=16, most=300)
    lines = (Prose(line, SMALL) for line in proof)
    return [together(Spacer(0, S), both, Spacer(0, XS), *_seals(tell), *lines, most=400)]


def _seals(tell: RecordText) -> list[Prose]:
    """Who signed with their own key, the sign-off first; and what nobody signed."""
    said = [
        told(
            tell, "sealed", SMALL, name=tell.person(seal.person), when=tell.when(at.utc_ms),
            signature=f"{seal.signature[:16]}…{seal.signature[-8:]}", key=fingerprint(seal.public),
        )
        for seal, at in tell.state.seals
    ]  # fmt: skip
    bare = unsealed(tell.state.history)
    return [*said, *([Prose(tell.say("not-sealed", count=len(bare)), SMALL)] if bare else [])]
