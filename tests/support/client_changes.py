"""What makes a client's file say what a profile says."""

from msgspec.structs import replace

from console.app.ports import Queries
from console.core.client_intents import changes
from console.core.events import ClientIntent
from console.core.people import Profile


def changed_to(queries: Queries, client: str, profile: Profile) -> list[ClientIntent]:
    """An entry without an id is the known one that says the same, where there is one."""
    file = queries.client_file(client)
    known = {(each.kind, each.text): each.id for each in (file.profile or profile).listed}
    entries = tuple(replace(each, id=each.id or known.get((each.kind, each.text), "")) for each in profile.entries)
    return changes(file, replace(profile, entries=entries))
