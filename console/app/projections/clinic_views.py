"""What the views keep of the clinic's own events: the rows, and which event makes which."""

from msgspec import Struct

from console.app.projections.row import PLACE, Place, Row, Shape
from console.core.clinic_state import named_product
from console.core.events import (
    Event,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    ProductNamed,
    ProtocolAdopted,
    SigningKeyTaken,
    StockCounted,
    StockReceived,
)
from console.core.people import Operator
from console.core.stock import Product, StockMove


class AdoptionView(Struct, frozen=True):
    """The protocol in force; content is its canonical JSON, zones included."""

    digest: str
    content: str
    by: str
    utc_ms: int


class AdoptionRow(Row, frozen=True):
    """A protocol, and where it was adopted last."""

    shape = Shape("protocols", key=("digest",))

    adoption: AdoptionView
    place: Place


class PersonRow(Row, frozen=True):
    """Somebody who works here, and where they were added."""

    shape = Shape("people", kept=PLACE)

    person: Operator
    place: Place


class RemovalRow(Row, frozen=True):
    """Somebody who works here no more, by id."""

    shape = Shape("people_removed")

    id: str


class SigningKeyRow(Row, frozen=True):
    """The key that a person signs with, 64 hexadecimal digits."""

    shape = Shape("signing_keys", key=("person",))

    person: str
    public: str


class ProductRow(Row, frozen=True):
    """A product that the clinic keeps, and where it was first named."""

    shape = Shape("products", kept=("named_utc_ms", *PLACE))

    product: Product
    place: Place


class StockRow(Row, frozen=True):
    """Units that came or were counted, by the event that says so."""

    shape = Shape("stock", key=("event",))

    event: str
    move: StockMove
    place: Place


def clinic_view(event: Event, place: Place) -> Row | None:
    """Return the row that one of the clinic's own events, which stands there, writes; None where it writes none.

    A client's row is made from all events of their file: see `client_view`.
    """
    at = event.at.utc_ms
    match event.body:
        case PersonAdded(person=person) | PersonChanged(person=person):
            return PersonRow(person, place)
        case PersonRemoved(person=gone):
            return RemovalRow(gone)
        case SigningKeyTaken(person=owner, public=public):
            return SigningKeyRow(owner, public)
        case ProtocolAdopted(digest=digest, content=content, by=by):
            return AdoptionRow(AdoptionView(digest, content, by, at), place)
        case ProductNamed() as named:
            return ProductRow(named_product(named, at), place)
        case StockReceived() as came:
            move = StockMove(came.product, came.lot, came.serial, came.expiry, came.count, False, at)
            return StockRow(event.id, move, place)
        case StockCounted() as found:
            move = StockMove(found.product, found.lot, found.serial, "", found.count, True, at)
            return StockRow(event.id, move, place)
        case _:
            return None
