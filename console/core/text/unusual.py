"""Whatever departs from the plan: deviations, dangers, reactions, corrections, late entries; and the notes.

Paper and review before sign-off say it by the same lines, so that the one never says less than the other.
"""

from console.core.event_rules import rules_of
from console.core.events import (
    UNKNOWN,
    ActorNamed,
    AnyBody,
    CreamOff,
    CreamOn,
    Deviated,
    DeviceChosen,
    FindingCleared,
    Noted,
    NumbingLeftOut,
    PassDone,
    Paused,
    ProductUsed,
    ReactionOver,
    ReactionSeen,
    StepDone,
    StoppedEarly,
)
from console.core.history import event_kind
from console.core.mistakes import undone_ids
from console.core.screening import findings
from console.core.state_parts import Reaction, Remark
from console.core.text.corrected_value import corrections
from console.core.text.record_text import LATE_MS, RecordText
from console.core.text.said import Line, Said, said
from console.core.unsigned_entries import missing_seals

SHOWN_WITH_BOTH_TIMES = (
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
UNGRADED_SAYS_NOTHING = 2
"""The last form of a paper that tells nothing of how severe a reaction was that nobody graded."""
CLOCKS_SAID = 5
"""The first form of a paper that says of a last treatment after the visit that a clock was wrong."""
LATE_BY_KIND = 3
"""The last form of a paper that names of a late entry its kind alone."""


def numbing_left_out(text: RecordText) -> list[Line]:
    """Return that numbing was left out, when and why; nothing where it was not."""
    out = text.state.left_out
    return [said("left-out", at=text.at(out.at), reason=text.personal(out.text))] if out else []


def deviation_lines(text: RecordText) -> list[Line]:
    """Return a line for each deviation, with its reason."""
    return [
        said(
            "deviation",
            at=text.at(each.at),
            what=text.personal(text.words.deviation(each, text.state.protocol, text.form >= CLOCKS_SAID)),
            reason=text.personal(each.reason),
        )
        for each in text.state.deviations
    ]


def finding_lines(text: RecordText) -> list[Line]:
    """Return a line for each finding of the screening, and how it was settled."""
    cleared = {body.rule: event.actor for event, body, _ in text.entries if isinstance(body, FindingCleared)}
    lines = list[Line]()
    for found in findings(text.state):
        rule = found.rule
        outcome = text.words.say("outcome", rule.outcome)
        until = text.say("until", day=text.date(found.until.isoformat())) if found.until else ""
        first = f"{rule.text}: {outcome}. {until}".strip()
        if found.cleared:
            name, reason = text.person(cleared.get(rule.id, "")), text.personal(text.state.cleared[rule.id])
            lines.append(said("settled", finding=first, name=name, reason=reason))
        else:
            lines.append(first)
    return lines


def taken_back(text: RecordText) -> list[Line]:
    """Return how many entries were undone; nothing where none was."""
    gone = undone_ids(text.state.history)
    return [text.say("taken-back", count=len(gone))] if gone else []


def late_lines(text: RecordText) -> list[Line]:
    """Return the late entries that no other line shows with both times."""
    lines = list[Line]()
    for event, body, ago_ms in text.entries:
        when_open = isinstance(body, PassDone) and body.when_open
        if not when_open and (ago_ms < LATE_MS or isinstance(body, SHOWN_WITH_BOTH_TIMES)):
            continue
        zone = getattr(body, "zone", "")
        what = text.words.listed([text.words.say("event", event_kind(body)), text.zone(zone) if zone else ""])
        named = _named(text, body) if text.form > LATE_BY_KIND else ""
        what = text.words.pair(what, named) if named else what
        at = text.entered(event.at.utc_ms - ago_ms, ago_ms)
        lines.append(said("when-open", at=at, what=what) if when_open else said("note", at=at, text=what))
    return lines


def _named(text: RecordText, body: AnyBody) -> str:
    """Return which product or device an entry is of; "" for what names itself or a zone."""
    match body:
        case ProductUsed():
            lot = text.words.say("setup", "lot", lot=body.lot) if body.lot else ""
            return text.words.listed([text.words.say("use", body.use), body.name, lot])
        case DeviceChosen():
            return text.words.listed([text.state.protocol.device[body.device].label, body.serial])
        case _:
            return ""


def reaction_lines(text: RecordText) -> list[Line]:
    """Return a line for each reaction: where, what was done, how severe, until when."""
    lines = list[Line]()
    for each in text.state.reactions:
        where = text.zones(each.zones) or text.entry("")
        over = text.say("going-on")
        if each.over:
            over = text.say("over", at=text.at(each.over), spent=text.spent(each.over.t_ms - each.begun.t_ms))
        if each.grades or text.form > UNGRADED_SAYS_NOTHING:
            over = text.words.say("event", "severity-and-end", severity=_severity(text, each), over=over)
        what, action = text.personal(each.what), text.personal(each.action)
        lines.append(said("reaction", at=text.at(each.begun), what=what, zones=where, action=action, over=over))
    return lines


def _severity(text: RecordText, reaction: Reaction) -> str:
    say = text.words.say
    found = (say("event", "severity-at", grade=say("event", grade), at=text.at(at)) for grade, at in reaction.grades)
    return say("event", "severity-told", grades=text.words.listed(found, "list-long") or text.entry(""))


def danger_lines(text: RecordText, after: bool = False) -> list[Line]:
    """Return a line for each danger card and one for each thing done; those from before sign-off, or from after it."""
    lines = list[Line]()
    for card in text.state.dangers:
        if card.after != after:
            continue
        over = text.say("danger-going")
        if card.over:
            over = text.say("over", at=text.at(card.over), spent=text.spent(card.over.t_ms - card.begun.t_ms))
        day = {"day": text.day_of(card.begun.utc_ms)} if after else {}
        lines.append(Said("danger-after" if after else "danger", {"at": text.at(card.begun), "over": over, **day}))
        if card.what:
            lines.append(said("danger-what", what=text.personal(card.what)))
        for each in card.done:
            value: dict[str, object] = {"value": text.personal(each.value)} if each.value else {}
            code = "danger-done-value" if each.value else "danger-done"
            lines.append(Said(code, {"at": text.at(each.at), "what": text.personal(each.text), **value}))
    if after and any(rules_of(event.body).afterwards for event in missing_seals(text.state.history)):
        lines.append(said("danger-unsigned"))
    return lines


def locked_lines(text: RecordText) -> list[Line]:
    """Return a line for each entry of the locked screen: what was recorded then, and the name given since."""
    names = {body.target: (event, body.person) for event, body, _ in text.entries if isinstance(body, ActorNamed)}
    lines = list[Line]()
    for event, body, ago_ms in text.entries:
        if event.actor != UNKNOWN:
            continue
        at, what = text.entered(event.at.utc_ms - ago_ms, ago_ms), text.words.say("event", event_kind(body))
        if event.id in names:
            named, person = names[event.id]
            by, then = text.person(named.actor), text.time(named.at.utc_ms)
            lines.append(said("done-locked", at=at, what=what, person=person.name, by=by, then=then))
        else:
            lines.append(said("done-locked-unnamed", at=at, what=what))
    return lines


def note_lines(text: RecordText) -> list[Line]:
    """Return each note."""
    return [_remark(text, "note", each) for each in text.state.notes]


def addendum_lines(text: RecordText) -> list[Line]:
    """Return each addendum, then what came at a danger card after sign-off, and what of it was pressed by mistake."""
    noted = [_remark(text, "addendum", each) for each in text.state.addenda]
    stray = [said("stray-after", at=each.at, name=each.by, what=each.what) for each in corrections(text, after=True)]
    return [*noted, *danger_lines(text, after=True), *stray]


def _remark(text: RecordText, code: str, remark: Remark) -> Line:
    at = text.when(remark.at.utc_ms) if code == "addendum" else text.at(remark.at)
    return said(code, at=at, name=text.person(remark.at.actor), text=text.personal(remark.text))
