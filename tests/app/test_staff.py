"""People who come, change, go and sign in, in any order, against a plain table of who works here."""

from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from console.app.ports import StoreError
from console.core.people import RIGHTS, Operator, Right
from console.core.refusal import Refusal
from tests.support.examples import examples
from tests.support.staff import FOUNDER, MANAGER, PRACTITIONER, Practice


class Staff(RuleBasedStateMachine):
    """Adding, changing, removing and signing in, in any order, against a plain table of who works here."""

    @initialize()
    def founded(self) -> None:
        self.place = TemporaryDirectory()
        self.practice = Practice(Path(self.place.name) / "store")
        self.known = {self.practice.ann.id: (self.practice.ann, FOUNDER)}
        self.gone: list[str] = []
        self.count = 0

    def actor(self) -> Operator:
        return self.known[self.practice.clinic.actor][0]

    def own(self) -> str:
        return self.known[self.practice.clinic.actor][1]

    def pick(self, at: int) -> Operator:
        return list(self.known.values())[at % len(self.known)][0]

    def managers(self) -> list[str]:
        return [each.id for each, _ in self.known.values() if "manage" in each.rights]

    @rule(rights=st.sampled_from([PRACTITIONER, MANAGER, RIGHTS]))
    def add(self, rights: tuple[Right, ...]) -> None:
        self.count += 1
        secret = f"words of number {self.count}"
        try:
            made = self.practice.people.add(f"P{self.count}", rights, None, secret, self.own())
        except Refusal:
            assert "manage" not in self.actor().rights
        else:
            self.known[made.id] = (made, secret)

    @rule(at=st.integers(0, 9), rights=st.sampled_from([PRACTITIONER, MANAGER, RIGHTS]))
    def change(self, at: int, rights: tuple[Right, ...]) -> None:
        person = replace(self.pick(at), rights=rights)
        try:
            self.practice.people.change(person, self.own())
        except Refusal:
            assert "manage" not in self.actor().rights or self.managers() == [person.id]
        else:
            self.known[person.id] = (person, self.known[person.id][1])

    @rule(at=st.integers(0, 9))
    def remove(self, at: int) -> None:
        person = self.pick(at)
        actor = self.actor()
        try:
            self.practice.people.remove(person.id, self.own())
        except Refusal:
            assert "manage" not in actor.rights or self.managers() == [person.id]
            return
        self.gone.append(self.known.pop(person.id)[1])
        if person == actor:
            self.sign_in(0)

    @rule(at=st.integers(0, 9))
    def sign_in(self, at: int) -> None:
        person = self.pick(at)
        assert self.practice.reopen(self.known[person.id][1]) == person

    @invariant()
    def all_is_as_the_table_says(self) -> None:
        if not hasattr(self, "known"):
            return
        store = self.practice.store
        assert store.people() == [person for person, _ in self.known.values()]
        assert self.managers()
        for secret in self.gone[-2:]:
            with pytest.raises(StoreError, match="wrong-secret"):
                store.owner_of(secret)
        assert store.verify() == []

    def teardown(self) -> None:
        if hasattr(self, "practice"):
            with suppress(StoreError), closing(self.practice.store):
                assert self.practice.store.rebuild(lambda _: pytest.fail("no session")) == 0
            self.place.cleanup()


TestStaff = pytest.mark.hypothesis(Staff.TestCase)
TestStaff.settings = examples(12, stateful_step_count=12, deadline=None)
