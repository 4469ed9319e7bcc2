"""A store on a disk with the people who open it."""

from pathlib import Path

import pytest

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.people import People
from console.core.clock import ScriptClock
from console.core.people import RIGHTS, Operator, rights_of
from console.core.refusal import Refusal
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.app_room import MONDAY

FOUNDER = "the founder has words"
BEA = "bea has got four words"
PRACTITIONER, MANAGER = rights_of(["practitioner"]), rights_of(["manager"])


class Practice:
    """A store on a real disk, its clinic and its people, opened by the founder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = ScriptClock(MONDAY)
        store, self.code = Store.create(folder, "rehearsal", FOUNDER, LIGHT_COST)
        self.wire(store)
        self.clinic.open("Hautraum")
        self.ann = self.clinic.add_person(Operator(store.person, "Ann", RIGHTS))
        self.people.sign_in()

    def wire(self, store: Store) -> None:
        self.store = store
        self.clinic = Clinic(store, self.clock, system_random)
        self.people = People(store, self.clinic)

    def reopen(self, secret: str) -> Operator | None:
        self.store.close()
        self.wire(Store.open(self.folder, secret))
        return self.people.sign_in()

    def told(self) -> list[str]:
        return [str(each.body.__struct_config__.tag) for each in self.store.events("")]


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=f"'{code}'")
