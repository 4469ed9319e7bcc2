"""The people who work here: added, changed and removed by who may manage, each with a passphrase of their own."""

from collections.abc import Sequence

from console.app.clinic import Clinic
from console.app.passphrases import allow_passphrase, plain_code
from console.app.ports import Store, StoreError
from console.core.clinic_state import ClinicState, decide
from console.core.events import (
    ClinicBody,
    PassphraseChanged,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    RecoveryCodeChanged,
)
from console.core.people import Operator, Right
from console.core.refusal import Refusal


class People:
    """Every method may raise Refusal or StoreError. What is done to keys is recorded first, then done: a disk that is
    full leaves both as they were. A removal and a new recovery code are one with their events.

    `proof` is the passphrase of who is signed in, typed for this deed: a screen that was left gives nobody a way in
    that stays. "passphrase-wrong".
    """

    def __init__(self, store: Store, clinic: Clinic) -> None:
        self._store, self._clinic = store, clinic

    @property
    def needs_no_proof(self) -> bool:
        """Return whether no proof is asked for: the example clinic's people have no secrets."""
        return self._store.kind == "example"

    def sign_in(self) -> Operator | None:
        """Let whose passphrase opened the store act from now on; return None after the recovery code.

        In a rehearsal or an example, whose passphrase all know, it is the first who treats. None too where nobody works
        yet.
        """
        people = self._store.people()
        if not people:
            return None
        found = next((each for each in people if each.id == self._store.person), None)
        if found is None and self._store.kind != "clinic":
            found = next(each for each in people if "treat" in each.rights)
        if found is None and self._store.person:
            raise Refusal("person-unknown")
        if found is not None:
            self._clinic.actor = found.id
            self._clinic.take_key(found.id)
            self._forgive(found.id)
        return found

    def come_back(self, person: str, passphrase: str) -> Operator:
        """Give this person a new passphrase after the recovery code; they sign with a new key from now on."""
        if self._store.person:
            raise Refusal("code-needed")
        found = self._find(person)
        self._allow_new(passphrase, found.id)
        self._clinic.actor = found.id
        self._record(PassphraseChanged(found.id, "recovery-code"))
        self._store.set_passphrase(passphrase, found.id)
        self._store.admit(passphrase)
        self._clinic.take_key(found.id)
        self._forgive(found.id)
        return found

    def add(
        self, name: str, rights: Sequence[Right], max_depth_um: int | None, passphrase: str, proof: str
    ) -> Operator:
        """Add somebody new, whose passphrase they have typed themselves."""
        self._require_manager(proof)
        added = self._decide(PersonAdded(Operator(self._clinic.new_id(), name, tuple(rights), max_depth_um)))
        assert isinstance(added, PersonAdded)
        made = added.person
        self._allow_new(passphrase, made.id)
        self._record(added)
        self._store.set_passphrase(passphrase, made.id)
        self._clinic.take_key(made.id)
        return made

    def change(self, person: Operator, proof: str) -> None:
        """Name, rights and limit as they are given. Whoever manages last keeps that right."""
        self._require_manager(proof)
        changed = self._decide(PersonChanged(person))
        if changed != PersonChanged(self._find(person.id)):
            self._record(changed)

    def remove(self, person: str, proof: str) -> None:
        """Remove a person, with a new data key for all who stay.

        Backups made before still open with the secrets of their time.
        """
        self._require_manager(proof)
        self._store.revoke(person, self._clinic.event(self._decide(PersonRemoved(person))))

    def change_passphrase(self, old: str, new: str) -> None:
        """Change one's own passphrase; the old one shows whose it is."""
        actor = self._find(self._clinic.actor).id
        if self._owner_of(old) != actor:
            raise Refusal("passphrase-wrong")
        self._allow_new(new, actor)
        self._record(PassphraseChanged(actor))
        self._store.set_passphrase(new, actor)

    def new_code(self, proof: str) -> str:
        """Return a recovery code to show and write down; it counts when it is typed back."""
        self._require_manager(proof)
        return self._store.new_code()

    def take_code(self, shown: str, typed: str, proof: str) -> None:
        """Replace the recovery code by the one that was shown, typed from the paper."""
        self._require_manager(proof)
        if plain_code(shown) != plain_code(typed):
            raise Refusal("code-differs")
        self._store.renew_code(typed, self._clinic.event(RecoveryCodeChanged()))

    def _require_manager(self, proof: str) -> None:
        """Require that whoever is signed in may manage, and is there themselves."""
        self._clinic.need("manage")
        if not self.needs_no_proof and self._owner_of(proof) != self._clinic.actor:
            raise Refusal("passphrase-wrong")

    def _forgive(self, person: str) -> None:
        """Give whoever has proved their passphrase all tries of their PIN again."""
        if self._store.viewing or not self._store.public_key(person):
            return
        kept = self._store.pins.of(person)
        if kept is not None and kept.failed:
            self._store.pins.forgive(person)

    def _decide(self, body: ClinicBody) -> ClinicBody:
        return decide(ClinicState(people={each.id: each for each in self._store.people()}), body)

    def _record(self, body: ClinicBody) -> None:
        self._store.append(self._clinic.event(body))

    def _find(self, person: str) -> Operator:
        found = next((each for each in self._store.people() if each.id == person), None)
        if found is None:
            raise Refusal("person-unknown")
        return found

    def _owner_of(self, secret: str) -> str | None:
        """Return by id whose secret it is; None where it opens nothing."""
        try:
            return self._store.owner_of(secret)
        except StoreError as error:
            if error.code != "wrong-secret":
                raise
            return None

    def _allow_new(self, passphrase: str, person: str) -> None:
        allow_passphrase(passphrase)
        owner = self._owner_of(passphrase)
        if owner == person:
            raise Refusal("passphrase-same")
        if owner is not None:
            raise Refusal("passphrase-known")
