"""How one entry of a session reads in a line: what it was, where, and what it said."""

from collections.abc import Callable
from functools import partial
from textwrap import shorten
from typing import Any, Final

from console.core.amendments import as_corrected
from console.core.events import (
    Addendum,
    AnyBody,
    Corrected,
    Event,
    Noted,
    PassDone,
    Sealed,
    SettingsSet,
    SubAreaMarked,
    Undone,
)
from console.core.history import event_kind
from console.core.people import Operator
from console.core.protocol import Protocol
from console.core.state import SessionState
from console.core.state_parts import Setup
from console.core.text.setup_words import settings_text
from console.core.text.words import Words

BEGINNING: Final = 120
"""Signs at most that are told of what somebody wrote."""
Read = Callable[[Words, Protocol, Any], str]


def taken_back(words: Words, state: SessionState) -> str:
    """Return what the latest entry took back, in a sentence; "" where it took nothing back."""
    last = state.history[-1].body
    target = last.target if isinstance(last, Undone) else ""
    past = next((each for each in state.history if each.id == target), None)
    return words.say("event", "taken-back", what=entry_text(words, state, past)) if past else ""


def noted(words: Words, state: SessionState) -> str:
    """Return the note that the latest entry is, and where it is read again; "" where it is none.

    An addendum is sealed by what comes with it."""
    last = next(each.body for each in reversed(state.history) if not isinstance(each.body, Sealed))
    if not isinstance(last, Noted | Addendum):
        return ""
    return words.say("event", "note-saved", text=_short(last.text).removesuffix("."))


def entry_text(words: Words, state: SessionState, event: Event) -> str:
    """Return what the entry was, the zone it was of, and what it said: "Depth set, Forehead, 0.5 mm"."""
    body: Any = as_corrected(state, event)[0]
    return words.listed([_what(words, state, body), *_facts(words, state, body)])


def _what(words: Words, state: SessionState, body: AnyBody) -> str:
    kind = event_kind(body)
    if isinstance(body, PassDone):
        record = state.zones.get(body.zone)
        return words.say("event", "pass-number", number=1 + len(record.passes if record else ()))
    if isinstance(body, Corrected):
        return words.say("event", kind)
    return words.say("event", f"back-{kind}" if words.has("event", f"back-{kind}") else kind)


def _facts(words: Words, state: SessionState, body: AnyBody) -> list[str]:
    if isinstance(body, Corrected):
        target = next((each.body for each in state.history if each.id == body.target), None)
        field = words.say("field", body.field) if words.has("field", body.field) else ""
        return [words.say("event", event_kind(target)) if target else "", field]
    if isinstance(body, SettingsSet):
        setup = Setup(state.device, speed_milli=body.speed_milli, energy_milli=body.energy_milli)
        return [settings_text(words, state.protocol, setup)]
    if isinstance(body, SubAreaMarked):
        return [words.zone(state.protocol, body.id or body.zone), body.name]
    known = ((read, getattr(body, name, None)) for name, read in READ.items())
    return [read(words, state.protocol, value) for read, value in known if value]


def _of(table: str, words: Words, protocol: Protocol, name: str) -> str:
    """Return the label, or the text, of what has this id in a table of the protocol."""
    known = getattr(protocol, table).get(name)
    return str(getattr(known, "label", "") or getattr(known, "text", "") or name)


def _short(text: str) -> str:
    """Return the beginning of what somebody wrote, in one line."""
    return shorten(text, BEGINNING, placeholder=" …")


def _plain(words: Words, protocol: Protocol, text: str) -> str:
    return _short(text)


def _answers(words: Words, protocol: Protocol, answers: dict[str, str]) -> str:
    """Return a question with its answer; of several, how many."""
    if len(answers) > 1:
        return words.say("event", "answers", count=len(answers))
    ((rule, answer),) = answers.items()
    return words.pair(_of("rule", words, protocol, rule), words.say("summary", answer))


def _person(words: Words, protocol: Protocol, person: Operator) -> str:
    return person.name


READ: Final[dict[str, Read]] = {
    "zone": lambda words, protocol, zone: words.zone(protocol, zone),
    "depth_um": lambda words, protocol, depth: words.mm(depth),
    "passes": lambda words, protocol, passes: words.say("window", "correct-passes", count=passes),
    "endpoint": lambda words, protocol, endpoint: words.say("endpoint", endpoint),
    "rule": partial(_of, "rule"),
    "check": partial(_of, "check"),
    "answers": _answers,
    "step": partial(_of, "step"),
    "device": partial(_of, "device"),
    "grade": lambda words, protocol, grade: words.say("event", grade),
    "name": _plain,
    "what": _plain,
    "text": _plain,
    "operator": _person,
    "person": _person,
}
"""The fields of an entry that are told, in this order, and how each reads."""
