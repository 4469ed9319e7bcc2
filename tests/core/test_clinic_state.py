"""The clinic's own state: what may be done to it, and that it is the fold of what was."""

from collections.abc import Callable

import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace

from console.core.clinic_state import ClinicState, apply, decide, fold
from console.core.clock import Instant
from console.core.events import (
    BackupMade,
    ClinicBody,
    ClinicOpened,
    EmergencyNumberSet,
    Event,
    NeedlingLockSet,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    ProductNamed,
    ProtocolAdopted,
    RetentionSet,
)
from console.core.people import Operator
from console.core.refusal import Refusal
from tests.support.clinic_life import CLINIC_BODIES
from tests.support.examples import examples
from tests.support.refused import Act, Case, refused


def event(number: int, body: ClinicBody) -> Event:
    return Event(f"{number:032x}", "", "", "ann", Instant(number, number, "b"), body)


class Life(RuleBasedStateMachine):
    """Whatever is meant, in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.events = ClinicState(), list[Event]()

    @rule(body=CLINIC_BODIES)
    def mean(self, body: ClinicBody) -> None:
        before = self.state
        try:
            right = decide(before, body)
        except Refusal:
            assert self.state is before
            return
        assert decide(before, right) == right
        self.events.append(event(len(self.events) + 1, right))
        self.state = apply(before, self.events[-1])
        managed = any("manage" in each.rights for each in before.staff)
        assert not managed or any("manage" in each.rights for each in self.state.staff)

    @invariant()
    def it_is_the_fold(self) -> None:
        assert fold(self.events) == self.state

    @invariant()
    def nobody_and_nothing_is_taken_for_another(self) -> None:
        names = [each.name.casefold() for each in self.state.staff]
        assert len(set(names)) == len(names)
        codes = [each.gtin for each in self.state.products.values() if each.gtin]
        assert len(set(codes)) == len(codes)


@pytest.mark.hypothesis
def test_any_life_of_a_clinic_folds_and_keeps_a_manager() -> None:
    run_state_machine_as_test(Life, settings=examples(150, stateful_step_count=25))


ANN, BOB = Operator("ann", "Ann", ("manage",)), Operator("bob", "Bob", ("treat",))
GEL = ProductNamed("p1", "Gel", "glide", gtin="04012345678901")
BEGUN: list[ClinicBody] = [PersonAdded(ANN), PersonAdded(BOB), GEL]
CLINIC = fold(event(at, body) for at, body in enumerate(BEGUN, 1))


def test_what_it_tells() -> None:
    more: list[ClinicBody] = [
        ClinicOpened("Hautraum", "clinic"),
        ProtocolAdopted("d1", "{}", "Ann"),
        ProtocolAdopted("d2", "[]", "Ann"),
        ProtocolAdopted("d1", "{}", "Bob"),
        RetentionSet(10, "Ann", "by law"),
        EmergencyNumberSet("112", "Ann"),
        NeedlingLockSet(True, "Ann"),
        NeedlingLockSet(False, "Bob"),
        PersonRemoved("bob"),
        replace(GEL, name="New gel"),
        BackupMade("file", 7, ""),
    ]
    state = CLINIC
    for at, each in enumerate(more, 10):
        state = apply(state, event(at, each))
    assert (state.name, state.staff, [*state.people]) == ("Hautraum", [ANN], ["ann", "bob"])
    assert [(each, adopted.by) for each, adopted in state.adoptions.items()] == [("d2", "Ann"), ("d1", "Bob")]
    assert (state.retention, state.emergency_number) == (more[4], "112")
    assert (CLINIC.locks_needling, state.locks_needling) == (None, False)
    assert [(each.name, each.named_utc_ms) for each in state.products.values()] == [("New gel", 3)]


def meant(body: ClinicBody) -> Callable[[], ClinicBody]:
    return lambda: decide(CLINIC, body)


REFUSALS: list[Case] = [
    ("name-needed", meant(ClinicOpened(" ", "clinic"))),
    ("name-unreadable", meant(ProtocolAdopted("d", "{}", "a\nb"))),
    ("person-known", meant(PersonAdded(Operator("cleo", "ANN", ("treat",))))),
    ("person-known", meant(PersonAdded(replace(BOB, name="Another")))),
    ("role-needed", meant(PersonAdded(Operator("cleo", "Cleo")))),
    ("limit-not-a-depth", meant(PersonChanged(replace(BOB, max_depth_um=0)))),
    ("person-unknown", meant(PersonChanged(Operator("cleo", "Cleo", ("treat",))))),
    ("last-manager", meant(PersonChanged(replace(ANN, rights=("treat",))))),
    ("person-unknown", meant(PersonRemoved("cleo"))),
    ("last-manager", meant(PersonRemoved("ann"))),
    ("retention-years", meant(RetentionSet(0, "Ann"))),
    ("emergency-number", meant(EmergencyNumberSet("none", "Ann"))),
    ("emergency-number", meant(EmergencyNumberSet("1" * 41, "Ann"))),
    ("product-known", meant(ProductNamed("p2", "GEL", "glide"))),
    ("product-known", meant(ProductNamed("p2", "Tip", "cartridge", gtin="4012345678901"))),
    ("gtin-check", meant(ProductNamed("p2", "Tip", "cartridge", gtin="4012345678902"))),
    ("gtin-or-pzn", meant(ProductNamed("p2", "Tip", "cartridge", gtin="27580899"))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)
