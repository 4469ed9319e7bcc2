"""The table of events is whole, and says what the clinic was promised."""

from collections.abc import Callable
from typing import get_args

from msgspec.structs import fields

from console.core import events as e
from console.core.event_rules import EVERY, RULES, EventRules
from console.core.history import FACTS
from console.core.protocol_parts import StepKind
from console.core.transitions import GROUPS

SESSION = frozenset(get_args(e.SessionBody))


def those(rule: Callable[[EventRules], bool]) -> set[type]:
    return {kind for kind, rules in RULES.items() if rule(rules)}


DANGER = {e.DangerOpened, e.DangerAction, e.DangerOver}


def test_every_event_of_a_session_has_its_row_and_nothing_else_has() -> None:
    assert set(RULES) == SESSION
    assert set(GROUPS) == set(FACTS) == SESSION - {e.SessionBegun, e.Undone, e.Corrected, e.Resumed}
    assert frozenset(get_args(StepKind)) == EVERY


def test_every_field_that_is_fixed_is_there() -> None:
    for kind, rules in RULES.items():
        assert rules.fixed <= {"time", *(field.name for field in fields(kind))}, kind
        assert rules.corrected or not rules.fixed, kind


def test_what_comes_after_the_signature() -> None:
    assert those(lambda rules: not rules.steps) == {e.Addendum, e.Sealed}
    assert those(lambda rules: rules.afterwards) == DANGER | {e.Corrected}


def test_what_stands_still_while_work_is_paused() -> None:
    still = {e.ZoneTaken, e.PassDone, e.PassesSet, e.StepDone, e.SignedOff}
    assert those(lambda rules: not rules.while_paused) == still


def test_what_anybody_may_record_at_the_locked_screen() -> None:
    assert those(lambda rules: rules.while_locked) == {e.Acknowledged, e.CreamOff, e.Paused} | DANGER


def test_what_cannot_have_happened_before_the_present_step() -> None:
    here = {
        e.StepDone, e.ZoneTaken, e.PassesSet, e.NumbingLeftOut, e.StoppedEarly, e.SignedOff,
        e.OpenedByMistake,
    }  # fmt: skip
    assert those(lambda rules: not rules.earlier) == here


def test_what_is_done_to_skin_or_seen_on_it_stops_undo() -> None:
    skin = {e.CreamOn, e.CreamOff, e.ReactionSeen, e.ReactionOver, e.DangerOpened, e.DangerOver}
    assert those(lambda rules: rules.undo == "stops") == skin
    assert those(lambda rules: rules.stray) == skin | DANGER, "a press that nobody meant is taken back"
    reached_past = {
        e.SessionBegun, e.ProfileTaken, e.Resumed, e.SignedOff, e.Addendum, e.Sealed, e.Undone, e.OpenedByMistake,
    }  # fmt: skip
    assert those(lambda rules: rules.undo == "no") == reached_past


def test_what_is_never_corrected() -> None:
    never = {
        e.ProfileTaken, e.ActorNamed, e.Corrected, e.Resumed, e.SignedOff, e.Addendum, e.Sealed, e.Undone,
        e.OpenedByMistake,
    }  # fmt: skip
    assert those(lambda rules: not rules.corrected) == never


def test_what_ends_a_step_and_what_is_signed() -> None:
    assert those(lambda rules: rules.ends_step) == {e.StepDone, e.SignedOff}
    assert those(lambda rules: rules.signable) == {e.SignedOff, e.Addendum}
