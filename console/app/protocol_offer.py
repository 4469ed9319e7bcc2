"""What a clinic may adopt: the shipped file with what the clinic made its own, beside what is in force meanwhile."""

from msgspec import Struct
from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.number_input import parse_number
from console.app.ports import AdoptionView, Store
from console.core.events import NumberEdit, ProtocolAdopted, ProtocolDrafted
from console.core.protocol import Protocol
from console.core.protocol_edits import check_edit, offered, rebased
from console.core.protocol_file import from_json
from console.core.protocol_reading import Change, changes
from console.core.refusal import Refusal

MOST = 1_000_000


class Offer(Struct, frozen=True):
    """A protocol to be read and adopted.

    shipped   the program's own file
    protocol  that file with the clinic's devices, caps and edits: what would be adopted
    edits     the clinic's own numbers in it, those of the draft where there is one
    adopted   what is in force meanwhile, and `in_force` what it says; None where nothing is
    standing  the clinic's own numbers in what is in force
    drafted   whether numbers were set that nobody adopted yet
    changes   what it says otherwise than what is in force; nothing where nothing is
    """

    shipped: Protocol
    protocol: Protocol
    edits: tuple[NumberEdit, ...] = ()
    adopted: AdoptionView | None = None
    in_force: Protocol | None = None
    standing: tuple[NumberEdit, ...] = ()
    drafted: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def over(self) -> str:
        """Return the digest of what is in force; "" for nothing."""
        return self.adopted.digest if self.adopted else ""


def offer(store: Store, shipped: Protocol) -> Offer:
    """Return what the clinic may adopt now."""
    adopted = store.adoption()
    in_force = from_json(adopted.content) if adopted else None
    waiting, standing = _draft_over(store, adopted.digest if adopted else ""), adopted_edits(store)
    found = Offer(shipped, shipped, (), adopted, in_force, standing, waiting is not None)
    return _with(found, waiting.edits if waiting else standing)


def adopted_edits(store: Store) -> tuple[NumberEdit, ...]:
    """Return the clinic's own numbers in what it adopted last."""
    event = store.latest("protocol-adopted")
    return event.body.edits if event and isinstance(event.body, ProtocolAdopted) else ()


def _draft_over(store: Store, digest: str) -> ProtocolDrafted | None:
    """Return the draft that counts while this is in force, "" for nothing; None where there is none."""
    event = store.latest("protocol-drafted")
    body = event.body if event and isinstance(event.body, ProtocolDrafted) else None
    return body if body and body.over == digest else None


def draft(clinic: Clinic, found: Offer, key: str, typed: str, source: str, reason: str) -> Offer:
    """Set a number as typed; nothing typed leaves it open. It is kept at once, and counts once it is adopted. Refusal.

    A number set back to the file's own is no edit any more.
    """
    clinic.need("adopt")
    others = tuple(each for each in found.edits if each.key != key)
    before = next((each.old for each in found.edits if each.key == key), ())
    edit = check_edit(found.protocol, NumberEdit(key, before, values_of(typed), source, reason))
    made = _with(replace(found, drafted=True), (*others, edit))
    clinic.draft(ProtocolDrafted(found.over, made.edits))
    return made


def adopt(clinic: Clinic, store: Store, found: Offer, by: str) -> None:
    """Make it the clinic's own: `by` has read it. Refusal where something was adopted, or a number set, meanwhile."""
    if offer(store, found.shipped) != found:
        raise Refusal("offer-outdated")
    clinic.adopt(found.protocol, by, found.edits)


def adopt_further(clinic: Clinic, store: Store, protocol: Protocol, by: str) -> None:
    """Adopt what is in force with something more in it; the clinic's own numbers stay, and so does the draft."""
    before = store.adoption()
    waiting = _draft_over(store, before.digest) if before else None
    clinic.adopt(protocol, by, adopted_edits(store))
    if waiting:
        clinic.draft(replace(waiting, over=protocol.digest))


def values_of(typed: str) -> tuple[float, ...]:
    """Return a number as typed, or two with a dash between them. Refusal "number-needed"."""
    parts = [each for each in typed.replace("–", "-").split("-") if typed.strip()]
    numbers = [parse_number(each, MOST) for each in parts]
    if len(numbers) > 2 or None in numbers:
        raise Refusal("number-needed")
    return tuple(float(each) for each in numbers if each is not None)


def _with(found: Offer, edits: tuple[NumberEdit, ...]) -> Offer:
    """Return the offer with these numbers of the clinic's own, as far as they can stand in it."""
    shipped, in_force, standing = found.shipped, found.in_force, found.standing
    known = rebased(shipped, offered(shipped, in_force, standing, ()), edits)
    protocol = offered(shipped, in_force, standing, known)
    otherwise = () if in_force is None else tuple(changes(in_force, protocol))
    if in_force is not None and not otherwise:
        protocol = replace(protocol, version=in_force.version)
    return replace(found, protocol=protocol, edits=known, changes=otherwise)
