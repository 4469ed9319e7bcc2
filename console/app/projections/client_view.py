"""What the views keep of a client: a projection of their file."""

from console.app.ports.views import ClientRow
from console.core.client_file import ClientFile


def client_view(client: str, file: ClientFile) -> ClientRow | None:
    """Return what is shown of the client with this id; None for one who is unknown or erased."""
    profile = file.profile
    return None if profile is None else ClientRow(client, profile, tuple(each.of for each in file.conflicts))
