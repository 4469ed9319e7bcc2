"""The clinic as its own events make it: people, keys, protocols, products and settings.

What grows is left out: stock moves, copies, backups. A use case asks `decide` with the part that it needs.
"""

from collections.abc import Iterable
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from console.core.events import (
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
    SigningKeyTaken,
)
from console.core.limits import DEEPEST_UM
from console.core.names import one_line, readable_name, same_key
from console.core.people import Operator
from console.core.product_codes import allow_product_code, is_same_item, kept_code, may_be_pzn
from console.core.refusal import Refusal
from console.core.stock import Product

MOST_YEARS = 100
LONGEST_NUMBER = 40
"""Characters of the emergency number."""


class Adoption(Struct, frozen=True):
    """A protocol as it was adopted last; content is its canonical JSON."""

    content: str
    by: str
    utc_ms: int


class ClinicState(Struct, frozen=True):
    """What the clinic is.

    people     id → somebody who works here, in the order in which they were added; those who were removed too
    removed    the ids of those
    keys       id of a person → the public key that they sign with
    adoptions  digest → protocol; the one in force is the last
    locks_needling  whether the screen locks while somebody needles too; None until somebody says so
    products   id → product, in the order in which it was first named
    """

    name: str = ""
    people: dict[str, Operator] = {}
    removed: frozenset[str] = frozenset()
    keys: dict[str, str] = {}
    adoptions: dict[str, Adoption] = {}
    retention: RetentionSet | None = None
    emergency_number: str = ""
    locks_needling: bool | None = None
    products: dict[str, Product] = {}

    @property
    def staff(self) -> list[Operator]:
        """Return who works here now."""
        return [each for each in self.people.values() if each.id not in self.removed]


def decide(state: ClinicState, body: ClinicBody) -> ClinicBody:
    """Return the event as it will be recorded. Raises Refusal."""
    match body:
        case ClinicOpened():
            return replace(body, name=readable_name(body.name))
        case PersonAdded():
            if body.person.id in state.people:
                raise Refusal("person-known", name=body.person.name)
            return replace(body, person=_check_person(state, body.person))
        case PersonChanged():
            known, right = _find(state, body.person.id), _check_person(state, body.person)
            if "manage" not in right.rights:
                _keep_manager(state, known)
            return replace(body, person=right)
        case PersonRemoved():
            _keep_manager(state, _find(state, body.person))
        case ProtocolAdopted():
            return replace(body, by=readable_name(body.by))
        case RetentionSet():
            if not 1 <= body.years <= MOST_YEARS:
                raise Refusal("retention-years", most=MOST_YEARS)
            return replace(body, source=one_line(body.source))
        case EmergencyNumberSet():
            return replace(body, number=_check_number(body.number))
        case ProductNamed():
            return _check_product(state, body)
        case _:
            pass
    return body


def apply(state: ClinicState, event: Event) -> ClinicState:
    """Return the state after the event; one that says nothing of it leaves it as it is."""
    match event.body:
        case ClinicOpened(name=name):
            return replace(state, name=name)
        case PersonAdded(person=person) | PersonChanged(person=person):
            return replace(state, people=state.people | {person.id: person})
        case PersonRemoved(person=gone):
            return replace(state, removed=state.removed | {gone})
        case SigningKeyTaken(person=owner, public=public):
            return replace(state, keys=state.keys | {owner: public})
        case ProtocolAdopted(digest=digest, content=content, by=by):
            others = {each: adopted for each, adopted in state.adoptions.items() if each != digest}
            return replace(state, adoptions=others | {digest: Adoption(content, by, event.at.utc_ms)})
        case RetentionSet() as body:
            return replace(state, retention=body)
        case EmergencyNumberSet(number=number):
            return replace(state, emergency_number=number)
        case NeedlingLockSet(on=on):
            return replace(state, locks_needling=on)
        case ProductNamed() as body:
            first = state.products.get(body.product)
            made = named_product(body, first.named_utc_ms if first else event.at.utc_ms)
            return replace(state, products=state.products | {body.product: made})
        case _:
            return state


def fold(events: Iterable[Event]) -> ClinicState:
    """Return the state that the clinic's own events give, oldest first."""
    return reduce(apply, events, ClinicState())


def named_product(body: ProductNamed, utc_ms: int) -> Product:
    """Return the product as it was named, first at this instant."""
    return Product(body.product, body.name, body.use, body.agent, body.gtin, body.single_use, utc_ms, body.holds)


def _find(state: ClinicState, person: str) -> Operator:
    found = next((each for each in state.staff if each.id == person), None)
    if found is None:
        raise Refusal("person-unknown")
    return found


def _check_person(state: ClinicState, person: Operator) -> Operator:
    made = replace(person, name=readable_name(person.name))
    if same_key(made.name) in (same_key(each.name) for each in state.staff if each.id != made.id):
        raise Refusal("person-known", name=made.name)
    if not made.rights:
        raise Refusal("role-needed")
    if made.max_depth_um is not None and not 0 < made.max_depth_um <= DEEPEST_UM:
        raise Refusal("limit-not-a-depth", most_um=DEEPEST_UM)
    return made


def _keep_manager(state: ClinicState, person: Operator) -> None:
    """Refuse that the clinic is left without anybody who manages."""
    if [each.id for each in state.staff if "manage" in each.rights] == [person.id]:
        raise Refusal("last-manager", name=person.name)


def _check_number(number: str) -> str:
    """Return the number on one line. Refusal where it has no digit, or does not fit."""
    said = " ".join(number.split())
    if len(said) > LONGEST_NUMBER or not any(each.isdecimal() for each in said):
        raise Refusal("emergency-number", count=LONGEST_NUMBER)
    return readable_name(said)


def _check_product(state: ClinicState, body: ProductNamed) -> ProductNamed:
    """Names and codes tell products apart; two that were kept of one item can still be called otherwise."""
    if may_be_pzn(body.gtin.strip()):
        raise Refusal("gtin-or-pzn", digits=body.gtin.strip())
    code = kept_code(body.gtin)
    allow_product_code(code)
    before = state.products.get(body.product)
    is_new = before is None or before.gtin != code
    named = replace(body, name=readable_name(body.name), gtin=code)
    for other in state.products.values():
        same = other.use == named.use and same_key(other.name) == same_key(named.name)
        if other.id != named.product and (same or (is_new and is_same_item(other.gtin, code))):
            raise Refusal("product-known", name=other.name)
    return named
