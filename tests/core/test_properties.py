"""Whatever is tapped, in whatever order: the state stays legal, a refusal changes nothing, nobody gets stuck."""

from random import Random
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from console.core.event_rules import rules_of
from console.core.events import UNKNOWN, Corrected, DepthRule, SessionBody, Undone
from console.core.mistakes import MISTAKE
from console.core.people import Operator, Profile
from console.core.protocol import Protocol
from console.core.session import apply, fold
from tests.support.examples import examples
from tests.support.grouped import GROUPED
from tests.support.intents import AGO, BODIES, LOCKED_BODIES, fitting, value_texts
from tests.support.moves import (
    HOUR,
    LIND,
    MAYA,
    MIN,
    OSEI,
    SMALL,
    Room,
    aftercare,
    creamed,
    needling,
    numbed,
    numbing,
    prepare,
    sign_off,
    signed,
    taken,
)  # fmt: skip
from tests.support.play import Play
from tests.support.solver import solve

STAGES = (Room, prepare, numbing, creamed, needling, numbed, taken, taken, aftercare, sign_off, signed)
OFF = (-HOUR, MIN, 5 * HOUR)
JUMP = st.just(0) | st.integers(-3 * HOUR, 3 * HOUR)


class Session(RuleBasedStateMachine):
    """Random taps, late entries, corrections, undo storms; clocks that jump, a computer that restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play(Room())

    @initialize(
        begun=st.sampled_from(STAGES), operator=st.sampled_from([OSEI, LIND]), profile=st.just(MAYA),
        depths=st.sampled_from(get_args(DepthRule)), protocol=st.sampled_from([SMALL, GROUPED]),
    )  # fmt: skip
    def begin(
        self, begun: Any, operator: Operator, profile: Profile | None, depths: DepthRule, protocol: Protocol
    ) -> None:
        self.play = Play(begun(operator=operator, profile=profile, depths=depths, protocol=protocol))

    @rule(body=BODIES, ago_ms=AGO)
    def tap_anything(self, body: SessionBody, ago_ms: int) -> None:
        self.play.propose(body, ago_ms)

    @rule(data=st.data(), taps=st.integers(1, 8), ms=st.sampled_from([0, 1_000, MIN]))
    def tap_what_fits(self, data: st.DataObject, taps: int, ms: int) -> None:
        for _ in range(taps):
            self.play.propose(data.draw(st.sampled_from(fitting(self.play.state))), data.draw(AGO))
            self.play.wait(ms)

    @rule(body=BODIES | LOCKED_BODIES, ago_ms=AGO)
    def tap_at_the_locked_screen(self, body: SessionBody, ago_ms: int) -> None:
        accepted = self.play.propose(body, ago_ms, UNKNOWN)
        assert not accepted or rules_of(body).while_locked

    @rule(taps=st.integers(1, 6))
    def follow(self, taps: int) -> None:
        for _ in range(taps):
            self.play.follow()

    @rule(ms=st.sampled_from([1, 1_000, MIN, 25 * MIN, HOUR]), jump_ms=JUMP)
    def wait(self, ms: int, jump_ms: int) -> None:
        self.play.wait(ms, jump_ms)

    @rule(off_ms=st.sampled_from(OFF), beat=st.booleans(), stated_ms=st.sampled_from([0, HOUR]))
    def restart(self, off_ms: int, beat: bool, stated_ms: int) -> None:
        self.play.restart(off_ms, beat, stated_ms)

    @rule(times=st.integers(1, 8))
    def undo_storm(self, times: int) -> None:
        for _ in range(times):
            self.play.undo()

    @rule(data=st.data())
    def undo_any(self, data: st.DataObject) -> None:
        self.play.propose(Undone(data.draw(st.sampled_from(self.play.state.history)).id))

    @rule(data=st.data(), reason=st.sampled_from(["", "slip", " "]))
    def correct_any(self, data: st.DataObject, reason: str) -> None:
        event = data.draw(st.sampled_from(self.play.state.history))
        field = data.draw(st.sampled_from([*event.body.__struct_fields__, "time", "time", MISTAKE, "nonsense"]))
        value = data.draw(value_texts(self.play.room.t, event, field))
        self.play.propose(Corrected(event.id, field, value, reason))

    @invariant()
    def what_comes_next_is_accepted(self) -> None:
        self.play.next_is_accepted()

    def teardown(self) -> None:
        self.play.finish()


@pytest.mark.hypothesis
def test_any_session_stays_legal_and_reaches_the_signature() -> None:
    run_state_machine_as_test(Session, settings=examples(100, stateful_step_count=30))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_any_session_for_long() -> None:
    run_state_machine_as_test(Session, settings=settings(max_examples=4_000, stateful_step_count=60))


def wander(seed: int, taps: int) -> None:
    """A walk with even odds, which goes deeper into a treatment than a search for the smallest example does."""
    random = Random(seed)
    rule = random.choice(get_args(DepthRule))
    protocol, operator = random.choice((SMALL, GROUPED)), random.choice((OSEI, OSEI, LIND))
    play = Play(random.choice(STAGES)(operator=operator, depths=rule, protocol=protocol))
    for _ in range(taps):
        match random.choice(("tap",) * 12 + ("follow",) * 4 + ("undo", "undo", "undo any", "time", "slip", "restart")):
            case "tap":
                ago_ms = random.choice((0, 0, 0, 0, 1, 20_000, MIN, 5 * MIN, 30 * MIN))
                body = random.choice(fitting(play.state))
                play.propose(body, ago_ms, UNKNOWN if rules_of(body).while_locked and random.random() < 0.3 else "osei")
            case "follow":
                play.follow()
            case "undo":
                play.undo()
            case "undo any":
                play.propose(Undone(random.choice(play.state.history).id))
            case "time":
                event = random.choice(play.state.history)
                value = event.at.utc_ms + random.choice((-30 * MIN, -MIN, -1, 0, 1, MIN, 30 * MIN))
                play.propose(Corrected(event.id, "time", str(value), random.choice(("", "slip"))))
            case "slip":
                event = random.choice(play.state.history)
                field = random.choice((*event.body.__struct_fields__, MISTAKE))
                value_text = random.choice(VALUES)
                play.propose(Corrected(event.id, field, value_text, random.choice(("", "slip"))))
            case "restart" if random.random() < 0.2:
                play.restart(random.choice(OFF), random.random() < 0.5, HOUR)
            case _:
                play.wait(0, random.choice((0, HOUR, -HOUR)))
        play.wait(random.choice((0, 0, 1, 5_000, MIN, 10 * MIN)))
        play.next_is_accepted()
    play.finish()


VALUES = (
    '"brow"', '"nose"', '"chin"', '"eyelid-left"', '["brow"]', '["chin","nose"]', '[]', '["chin","chin"]', '0', '1',
    '2', '3', '250', '500', '600', '2500', '-1', 'true', 'false', 'null', '""', '"slip"', '"pen"', '"fine"', '"lido"',
    '"emla"', '{"sore":"yes"}', '{"allergy":"yes"}', '{"sore":"no"}', '{}', '"2026-02-30"', '"clean"', '"numbing"',
    '"cleanse"', '[[[', '1e400',
)  # fmt: skip


@given(st.integers(0, 2**32))
@example(366)  # a pass moved alone, and its new zone then changed places
@examples(150)
def test_any_walk_stays_legal_and_reaches_the_signature(seed: int) -> None:
    wander(seed, 60)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_long_walks() -> None:
    for seed in range(10_000):
        wander(seed, 120)


def test_applying_is_folding() -> None:
    room = Room()
    solve(room)
    state = fold(SMALL, room.state.history[:1])
    for event in room.state.history[1:]:
        state = apply(state, event)
    assert state == room.state == fold(SMALL, room.state.history)
