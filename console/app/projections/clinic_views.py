"""What the views keep of the clinic's own events."""

from console.app.ports.row import Place, Row
from console.app.ports.views import (
    AdoptionRow,
    AdoptionView,
    PersonRow,
    ProductRow,
    RemovalRow,
    SigningKeyRow,
    StockRow,
)
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
from console.core.stock import StockMove


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
