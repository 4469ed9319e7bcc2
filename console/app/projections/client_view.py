"""What the views keep of a client: the row, and how their file makes it."""

from console.app.projections.row import Row, Shape
from console.core.client_file import ClientFile
from console.core.people import Profile


class ClientRow(Row, frozen=True):
    """A client, as the views keep them. conflicts: the fields, and entries by id, that rooms changed apart."""

    shape = Shape("clients", children=(("profile.entries", "client_entries"),), parent="client")

    id: str
    profile: Profile
    conflicts: tuple[str, ...] = ()


def client_view(client: str, file: ClientFile) -> ClientRow | None:
    """Return what is shown of the client with this id; None for one who is unknown or erased."""
    profile = file.profile
    return None if profile is None else ClientRow(client, profile, tuple(each.of for each in file.conflicts))
