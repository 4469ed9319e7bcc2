"""What the views say of clients, sessions and the protocol in force: frozen values for search and reports."""

from typing import Literal

from msgspec import Struct

from console.core.events import Endpoint
from console.core.people import Profile

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

    zones  those treated in the session, in order
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


class SessionView(Struct, frozen=True):
    """What the views say of one session. `number` counts the client's sessions from 1."""

    id: str
    client: str
    number: int
    operator: str
    begun_utc_ms: int
    step: str
    status: SessionStatus
    ended_utc_ms: int | None = None
    zones: tuple[ZoneView, ...] = ()
    products: tuple[ProductView, ...] = ()


class ClientView(Struct, frozen=True):
    """A client, as the views have them."""

    id: str
    profile: Profile
    sessions: int


class AdoptionView(Struct, frozen=True):
    """The protocol in force; content is its canonical JSON, zones included."""

    digest: str
    content: str
    by: str
    utc_ms: int
