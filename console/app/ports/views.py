"""The rows of the views, and what is asked of them: frozen values for search and reports."""

from typing import Literal

from msgspec import Struct

from console.app.ports.row import PLACE, Place, Row, Shape
from console.core.events import Endpoint, Severity
from console.core.people import Operator, Profile
from console.core.stock import Product, StockMove

SessionStatus = Literal["open", "signed"]


class ZoneView(Struct, frozen=True):
    """A treated zone, for search and reports. None: not recorded. worked_ms without pauses."""

    zone: str
    passes: int
    depth_um: int | None = None
    endpoint: Endpoint | None = None
    worked_ms: int | None = None


class ProductView(Struct, frozen=True):
    """A product used in a session, numbing agents included (use "numbing"); expiry is an ISO day or ""."""

    use: str
    name: str
    lot: str = ""
    expiry: str = ""
    mass_mg: int | None = None
    gtin: str = ""
    serial: str = ""
    used_utc_ms: int = 0


class LotUseView(Struct, frozen=True):
    """A session in which a lot was used: what a recall asks for. Names are "" where the client was erased.

    number  counts the client's sessions from 1
    zones   those treated in the session, in order
    """

    session: str
    client: str
    name: str
    contact: str
    number: int
    begun_utc_ms: int
    operator: str
    product: ProductView
    zones: tuple[str, ...] = ()


class SessionView(Row, frozen=True):
    """What the views keep of one session. reaction: the worst grade of any; None: none was graded."""

    shape = Shape(
        "sessions", children=(("zones", "treated_zones"), ("products", "product_uses")), parent="session"
    )  # fmt: skip

    id: str
    client: str
    operator: str
    begun_utc_ms: int
    step: str
    status: SessionStatus
    ended_utc_ms: int | None = None
    reaction: Severity | None = None
    zones: tuple[ZoneView, ...] = ()
    products: tuple[ProductView, ...] = ()


class ClientSession(SessionView, frozen=True, kw_only=True):
    """A session among its client's: `number` counts those from 1, in order of beginning."""

    number: int


class ClientRow(Row, frozen=True):
    """A client, as the views keep them. conflicts: the fields, and entries by id, that rooms changed apart."""

    shape = Shape("clients", children=(("profile.entries", "client_entries"),), parent="client")

    id: str
    profile: Profile
    conflicts: tuple[str, ...] = ()


class ClientView(ClientRow, frozen=True):
    """A client, and how many sessions they have."""

    sessions: int = 0


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
