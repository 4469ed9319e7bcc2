"""What makes a client's file say what a profile says."""

from console.app.ports import Queries
from console.core.client_file import changes
from console.core.events import ClientIntent
from console.core.people import Profile


def changed_to(queries: Queries, client: str, profile: Profile) -> list[ClientIntent]:
    return changes(queries.client_file(client), profile)
