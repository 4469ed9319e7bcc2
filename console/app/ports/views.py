"""What is asked of the views beside their rows: frozen values for search and reports."""

from msgspec import Struct

from console.app.projections.client_view import ClientRow
from console.app.projections.session_view import ProductView, SessionView


class LotUseView(Struct, frozen=True):
    """A session in which a lot was used: what a recall asks for. Names are "" where the client was erased.

    number  counts the client's sessions from 1
    zones   those treated in the session, in order
    begun_min  as in SessionView
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
    begun_min: int | None = None
    born: str = ""


class ClientSession(SessionView, frozen=True, kw_only=True):
    """A session among its client's: `number` counts those from 1, in order of beginning."""

    number: int


class ClientView(ClientRow, frozen=True):
    """A client, and how many sessions they have."""

    sessions: int = 0
