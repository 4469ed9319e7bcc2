"""What the views answer, for search, reports and the use cases."""

from collections.abc import Iterator
from typing import Literal
from typing import Protocol as Interface

from console.app.ports.client_page import Asked, ClientPage
from console.app.ports.store_identity import StoreIdentity
from console.app.ports.views import ClientSession, ClientView, LotUseView
from console.app.projections.clinic_views import AdoptionView
from console.app.projections.session_view import SessionStatus
from console.core.client_file import ClientFile
from console.core.clock import Instant
from console.core.people import Operator
from console.core.stock import Product, StockMove, UnitUse


class Queries(StoreIdentity, Interface):
    """Frozen values out of the views. Any thread may ask; every method may raise StoreError."""

    def sessions(
        self,
        client: str = "",
        status: SessionStatus | Literal[""] = "",
        ended_since_utc_ms: int | None = None,
        most: int | None = None,
    ) -> list[ClientSession]:
        """Return sessions, newest first; all of them, or those of one client, of one status, ended since then; so many.

        Those that were opened by mistake only where their status is asked for; they have no number.
        """
        ...

    def session_page(self, before: ClientSession | None = None, most: int = 100) -> list[ClientSession]:
        """Return so many of all sessions but those opened by mistake, newest first: the first, or those before one."""
        ...

    def sessions_called(self, begins: str) -> list[ClientSession]:
        """Return those whose id begins so, newest first."""
        ...

    def signed(self) -> int:
        """Return how many sessions are signed off."""
        ...

    def going(self) -> list[str]:
        """Return the ids of the sessions that are not signed off, oldest first."""
        ...

    def unsigned(self) -> list[str]:
        """Return the ids of sessions in which something came after sign-off that nobody has signed yet."""
        ...

    def clients(self) -> list[ClientView]:
        """Return all clients, by name."""
        ...

    def client_page(self, asked: Asked = (), after: ClientView | None = None, most: int = 100) -> ClientPage:
        """Return so many of the clients that were asked for, with () of all, by name: the first or those after one.

        Where more than MOST_FOUND are found, those first in order of the first letters stand for them.
        """
        ...

    def namesakes(self, client: str) -> list[ClientView]:
        """Return this client and all others of the same name, however spelled; nobody where no other has it."""
        ...

    def clients_called(self, text: str) -> list[ClientView]:
        """Return the clients whose name is this one, however spelled, and those whose id begins so, by name."""
        ...

    def client(self, client: str) -> ClientView | None:
        """Return the client with this id; None for one who is unknown or erased."""
        ...

    def same_person(self, name: str, born: str) -> list[ClientView]:
        """Return the clients of this name, however spelled, and this birthday, an ISO day or "", by their ids."""
        ...

    def client_file(self, client: str) -> ClientFile:
        """Return what the log says of the client with this id; an empty file for one who is unknown.

        What nobody can read of it is passed over, and told by the doubts from then on."""
        ...

    def people(self, gone: bool = False) -> list[Operator]:
        """Return who works here, in the order in which they were added; those who were removed only with `gone`."""
        ...

    def adoption(self, digest: str = "") -> AdoptionView | None:
        """Return the protocol with this digest, without one the latest adopted; None where there is none."""
        ...

    def last_beat(self, session: str) -> Instant | None:
        """Return the session's last sign of life; None where it has none."""
        ...

    def key_in_log(self, person: str) -> str:
        """Return the public key that the log names for the person latest; "" where it names none."""
        ...

    def products(self) -> list[Product]:
        """Return what the clinic keeps, in the order in which it was first named."""
        ...

    def moves(self) -> list[StockMove]:
        """Return what came and what was counted, oldest first."""
        ...

    def uses(self, since_utc_ms: int = 0) -> Iterator[UnitUse]:
        """Give everything used in any session since then, in no order, one by one: nobody holds years of it."""
        ...

    def unit_uses(self, serial: str) -> list[tuple[str, UnitUse]]:
        """Return the sessions and uses of units with this serial number, whatever case, blanks and dashes it has."""
        ...

    def lot_uses(self, lot: str) -> list[LotUseView]:
        """Return every use of this lot, however written, newest session first; with name and contact if known."""
        ...

    def lots_like(self, lot: str) -> list[UnitUse]:
        """Return every use of another lot that looks like this one where it is printed, oldest first."""
        ...
