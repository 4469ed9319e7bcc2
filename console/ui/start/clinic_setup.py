"""The store of a clinic that is being set up, until the window has it."""

import shutil

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.emergency_number import set_emergency_number
from console.app.ports import Store
from console.app.protocol_offer import Offer, adopt, draft, offer
from console.core.people import RIGHTS, Operator
from console.ui.shell.window_dependencies import WindowDependencies


class Names(Struct, frozen=True):
    """What is known of a store that has no protocol yet; "" where nothing is."""

    clinic: str
    person: str


class ClinicSetup:
    """Makes the store and fills it. A store whose code nobody wrote down is taken away.

    `create`, `take` and `establish` run in the engine's thread.
    """

    def __init__(self, dependencies: WindowDependencies) -> None:
        self._dependencies = dependencies
        self.store: Store | None = None
        self.code = ""
        self.confirmed = False
        self._passphrase = ""
        self.number = self.pin = ""
        """The emergency number and the PIN that are recorded with the first practitioner; "" for none."""

    def create(self, passphrase: str) -> str:
        """Create a store with this passphrase, unless it stands already; return its recovery code."""
        if self.store is not None and passphrase == self._passphrase:
            return self.code
        self._take_away()
        self.store, self.code = self._dependencies.create_store(self._dependencies.folder, "clinic", passphrase)
        self._passphrase, self.confirmed = passphrase, False
        return self.code

    def take(self, store: Store) -> Names:
        """Go on with a store made earlier, which was left before anything was adopted; return what it knows."""
        self.store, self.confirmed = store, True
        people = store.people()
        return Names(self._clinic(store).name(), people[0].name if people else "")

    def offered(self) -> Offer:
        """Return what the clinic may adopt: the shipped file, with the numbers that were set before."""
        assert self.store is not None
        return offer(self.store, self._dependencies.protocol())

    def draft(self, names: Names, found: Offer, typed: tuple[str, str, str, str]) -> Offer:
        """Keep a number of the clinic's own: its key, and what was typed. The clinic is recorded before it."""
        return draft(self._found(names), found, *typed)

    def establish(self, names: Names, found: Offer) -> Store:
        """Record the clinic, its first practitioner and its protocol, from where that was cut off; return the store."""
        clinic = self._found(names)
        assert self.store is not None
        if self.store.adoption() is None:
            adopt(clinic, self.store, found, names.person)
        return self.store

    def _found(self, names: Names) -> Clinic:
        """Record the clinic and its first practitioner, where nobody did so yet; whoever it is acts from here on."""
        store = self.store
        assert store is not None
        clinic, people = self._clinic(store), store.people()
        named = [each.id for each in people if each.name == names.person]
        clinic.actor = next(iter(named or [each.id for each in people]), "")
        if not clinic.name():
            clinic.open(names.clinic)
        if not people:
            first = clinic.add_person(Operator(store.person, names.person, RIGHTS))
            if self.number:
                set_emergency_number(store, self._dependencies.clock, self._dependencies.random, first, self.number)
            if self.pin:
                store.pins.keep(first.id, self.pin)
            self.pin = ""
        return clinic

    def hand_over(self) -> None:
        """Let go of the store: somebody else closes it."""
        self.store = None

    def leave(self) -> None:
        """Close at the program's end, after the engine's thread; what was confirmed waits for the next start."""
        if self.store is not None and self.confirmed:
            self.store.close()
            self.store = None
        self._take_away()

    def _clinic(self, store: Store) -> Clinic:
        return Clinic(store, self._dependencies.clock, self._dependencies.random)

    def _take_away(self) -> None:
        """Close what `create` made here, and delete it where nothing is recorded in it."""
        if self.store is None:
            return
        empty = self.store.head().seq == 0
        self.store.close()
        self.store, self.code = None, ""
        if empty:
            shutil.rmtree(self._dependencies.folder, ignore_errors=True)
