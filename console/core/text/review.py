"""The record read over before sign-off, section by section: what was out of the ordinary by the paper's own lines."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from console.core.events import UNKNOWN
from console.core.people import Operator
from console.core.record import Record
from console.core.state import SessionState
from console.core.text.corrected_value import corrections
from console.core.text.incidents import incidents, step_told
from console.core.text.record_text import RecordText
from console.core.text.said import Line, read
from console.core.text.unusual import (
    addendum_lines,
    danger_lines,
    deviation_lines,
    finding_lines,
    late_lines,
    locked_lines,
    note_lines,
    numbing_left_out,
    reaction_lines,
    taken_back,
)
from console.core.text.words import Words
from console.core.text.zone_lines import depth_told, left_out_zones, outside_range, passes_told, untreated_zones


class Section(Struct, frozen=True):
    """A heading, by its code in summary.toml, and the lines beneath it."""

    code: str
    lines: tuple[str, ...]


class ScreenText(RecordText):
    """A session in hand as text: in the room's time, with the names that the session knows and that of who is here."""

    def __init__(self, state: SessionState, words: Words, here: Operator | None = None) -> None:
        known = [*(operator for operator, _ in state.operators), *state.named.values(), *([here] if here else [])]
        people = {person.id: person.name for person in known} | (state.seals[-1][0].people if state.seals else {})
        super().__init__(Record("", "clinic", people, state.protocol, state.history, state.zone_name, ()), words)

    def person(self, actor: str) -> str:
        """Return the actor's name, never an id."""
        known = actor == UNKNOWN or actor in self.record.people
        return super().person(actor) if known else self.entry("")

    def local(self, utc_ms: int) -> datetime:
        """Return the room's time."""
        return self.words.local(utc_ms)


def review(text: RecordText, made_with: Iterable[str] = ()) -> list[Section]:
    """Return the sections that have something in them; `made_with` are the lines of what the passes were made with."""
    parts: dict[str, list[Line]] = {
        "deviations": deviation_lines(text),
        "dangers": danger_lines(text),
        "reactions": reaction_lines(text),
        "corrections": [*_corrections(text), *taken_back(text)],
        "locked": locked_lines(text),
        "late-entries": late_lines(text),
        "zones": [*_zones(text), *untreated_zones(text), *left_out_zones(text), *outside_range(text), *made_with],
        "numbing": [*_creams(text), *numbing_left_out(text)],
        "screening": finding_lines(text),
        "notes": note_lines(text),
        "course": [*incidents(text), *_steps(text)],
        "addenda": addendum_lines(text),
    }
    return [Section(code, tuple(read(text, each) for each in lines)) for code, lines in parts.items() if lines]


def _zones(text: RecordText) -> list[Line]:
    say = text.words.say
    return [
        say(
            "window", "review-zone", zone=text.zone(each.zone), depth=depth_told(text, each),
            passes=passes_told(text, each), endpoint=text.endpoint(each.endpoint),
        )
        for each in text.state.treated
    ]  # fmt: skip


def _creams(text: RecordText) -> list[Line]:
    return [
        text.words.say(
            "window", "review-cream", agent=text.state.protocol.agent[each.agent].label, on=text.at(each.on),
            off=text.at(each.off) if each.off else text.say("still-on"),
            spent=text.spent((each.off.t_ms if each.off else text.end_t) - each.on.t_ms),
        )
        for each in text.state.applications
    ]  # fmt: skip


def _corrections(text: RecordText) -> list[Line]:
    return [
        text.words.say(
            "window", "review-correction", at=each.at, by=each.by, what=each.what, old=each.old, new=each.new,
            reason=each.reason,
        )
        for each in corrections(text)
    ]  # fmt: skip


def _steps(text: RecordText) -> list[Line]:
    return [
        text.words.say(
            "window", "review-step", step=step_told(text, run), begun=text.time(run.begun.utc_ms),
            done=text.at(run.done) if run.done else "…",
        )
        for run in text.state.steps
    ]  # fmt: skip
