"""The second half of a summary: products, checks, what went otherwise, aftercare, who answers for it."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Spacer

from console.core.protocol import Check
from console.core.screening import findings
from console.core.state import Deviation
from console.core.words import clock
from console.documents.prose import Prose
from console.documents.sections import heading
from console.documents.sheet import Row, beside, grid
from console.documents.style import BODY, CELL, INK, SMALL, XXL, L, S
from console.documents.telling import Telling

LONGEST_CELL = 400
"""Characters; a longer value is told below the table, where it may run over pages."""
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def products(tell: Telling, width: float) -> list[Flowable]:
    """Device and products with lot, expiry and grams."""
    state = tell.state
    rows: list[Row] = [[tell.say(code) for code in ("product-name", "lot", "expiry", "mass")]]
    if state.device:
        label = state.protocol.device[state.device].label
        rows.append([tell.say("device", name=label), tell.say("serial", serial=tell.text(state.serial)), "", ""])
    for used, _ in state.products:
        name = f"{tell.words.say('use', used.use)}: {used.name}"
        rows.append([name, tell.text(used.lot), tell.date(used.expiry), tell.mass(used.mass_mg)])
    if len(rows) == 1:
        return []
    return [heading(tell, "products"), grid(rows, [width * part for part in (0.44, 0.24, 0.18, 0.14)])]


def screening(tell: Telling) -> list[Flowable]:
    """The findings and how they were settled; the pause points and what was not met."""
    state, lines = tell.state, []
    answers = list(state.answers.values())
    asked = sum(rule.asked for rule in state.protocol.rules)
    lines.append(tell.say("answers", no=answers.count("no"), yes=answers.count("yes"), open=asked - len(answers)))
    for found in findings(state):
        outcome = tell.words.say("outcome", found.rule.outcome)
        until = tell.say("until", day=tell.date(found.until.isoformat())) if found.until else ""
        settled = tell.say("settled", reason=tell.text(state.cleared[found.rule.id])) if found.cleared else ""
        lines.append(" ".join(filter(None, (f"{found.rule.text}: {outcome}.", until, settled))))
    points, unmet = [], []
    for step in state.protocol.steps:
        due = [check for check in step.checks if check.when == "always" or state.applications]
        records = [(check, state.checks[check.id]) for check in due if check.id in state.checks]
        if due:
            met = sum(record.met for _, record in records)
            points.append(tell.say("checks", point=step.pause_point or step.label, met=met, due=len(due)))
        unmet += [_unmet(tell, check) for check, record in records if not record.met]
    lines += [tell.say("all-checks", points=" · ".join(points)), *unmet]
    return [heading(tell, "screening"), *(Prose(line, CELL) for line in lines)]


def _unmet(tell: Telling, check: Check) -> str:
    return tell.say("check-not-met", check=check.text, reason=tell.text(tell.state.checks[check.id].reason))


def otherwise(tell: Telling, width: float) -> list[Flowable]:
    """Deviations, corrections, reactions, notes: each part only where there is something."""
    return [*_deviations(tell), *_corrections(tell, width), *_reactions(tell), *_notes(tell)]


def _deviations(tell: Telling) -> list[Flowable]:
    lines = [
        tell.say("deviation", at=tell.at(each.at), what=_what(tell, each), reason=tell.text(each.reason))
        for each in tell.state.deviations
    ]
    return [heading(tell, "deviations"), *(Prose(line, CELL) for line in lines)] if lines else []


def _what(tell: Telling, each: Deviation) -> str:
    if not each.code:
        return each.what
    facts = tell.words.facts(each.facts, tell.state.protocol)
    if "rule" in facts:
        facts["rule"] = tell.state.protocol.rule[facts["rule"]].text
    if "check" in facts:
        facts["check"] = tell.state.protocol.check[facts["check"]].text
    return tell.words.say("deviation", each.code, **facts)


def _corrections(tell: Telling, width: float) -> list[Flowable]:
    if not tell.state.corrections:
        return []
    long: list[Flowable] = []
    rows: list[Row] = [[tell.say(code) for code in ("when", "entry", "old", "new", "reason")]]
    for each in tell.state.corrections:
        of = tell.zone(each.zone) if each.zone else tell.words.say("event", each.of)
        field = tell.words.say("field", each.field) if tell.words.has("field", each.field) else each.field
        who = f"{tell.time(each.at.utc_ms)} {tell.person(each.at.actor)}"
        old, new = tell.value(each.field, each.old), tell.value(each.field, each.new)
        cells = [who, f"{of}: {field}", old, new, each.reason.strip()]
        if max(map(len, cells)) <= LONGEST_CELL:
            rows.append(cells)
            continue
        told = zip(rows[0], cells, strict=True)
        long += [Prose(f"{head}: {cell}", CELL) for head, cell in told if cell]
    parts = (0.2, 0.24, 0.19, 0.19, 0.18)
    table = [grid(rows, [width * part for part in parts])] if len(rows) > 1 else []
    return [heading(tell, "corrections"), *table, *long]


def _reactions(tell: Telling) -> list[Flowable]:
    lines = []
    for each in tell.state.reactions:
        where = tell.zones(each.zones) or tell.text("")
        over = tell.say("going-on")
        if each.over:
            over = tell.say("over", at=tell.at(each.over), spent=clock(each.over.t_ms - each.begun.t_ms))
        action = tell.text(each.action)
        lines.append(
            tell.say("reaction", at=tell.at(each.begun), what=each.what, zones=where, action=action, over=over)
        )
    return [heading(tell, "reactions"), *(Prose(line, CELL) for line in lines)] if lines else []


def _notes(tell: Telling) -> list[Flowable]:
    story: list[Flowable] = []
    for code, said in (("notes", tell.state.notes), ("addenda", tell.state.addenda)):
        if said:
            story.append(heading(tell, code))
            story += [
                Prose(tell.say("note", at=_stamp(tell, code, each.at.utc_ms), text=tell.text(each.text)), CELL)
                for each in said
            ]
    return story


def _stamp(tell: Telling, code: str, utc_ms: int) -> str:
    return tell.when(utc_ms) if code == "addenda" else tell.time(utc_ms)


def aftercare(tell: Telling, width: float) -> list[Flowable]:
    """From the real end of needling, in absolute times; when to call; when to come again."""
    end, protocol = tell.state.needling_end, tell.state.protocol
    if end is None:
        return []
    rules: dict[tuple[float, str], list[str]] = {}
    for care in protocol.aftercare:
        rules.setdefault((care.hours.value or 0.0, care.when if care.hours.value else "always"), []).append(care.text)
    rows: list[Row] = []
    for (hours, when), texts in sorted(rules.items()):
        until = tell.say(f"care-{when}", when=tell.soon(end.utc_ms + round(hours * HOUR_MS)))
        rows.append([until, "; ".join(texts)])
    if protocol.follow_up.days.value is not None:
        again = tell.soon(end.utc_ms + round(protocol.follow_up.days.value * DAY_MS), clock=False)
        rows.append([tell.say("care-from", when=again), tell.say("next-visit")])
    if protocol.call_if:
        rows.append([tell.say("at-once"), tell.say("call-if", signs="; ".join(protocol.call_if))])
    ended = Prose(tell.say("needling-ended", when=tell.when(end.utc_ms)), SMALL)
    return [heading(tell, "aftercare"), ended, grid(rows, [width * 0.26, width * 0.74], head=False)]


def ending(tell: Telling, width: float) -> list[Flowable]:
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
        Prose(tell.say("practitioner", names=who), BODY),
        Spacer(0, XXL),
        HRFlowable(width="100%", thickness=0.6, color=HexColor(INK), spaceBefore=0, spaceAfter=2),
        Prose(tell.say("signature"), SMALL),
    ]
    statement: list[Flowable] = [Prose(protocol, SMALL), Spacer(0, S / 2), Prose(tell.say("intended-use"), SMALL)]
    proof = (tell.say("digest", digest=record.digest), head, tell.say("local-time", zone=record.zone))
    both = beside(signature, statement, (width / 2, width / 2))
    return [KeepTogether([Spacer(0, L), both, Spacer(0, S), *(Prose(line, SMALL) for line in proof)])]
