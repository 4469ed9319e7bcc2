"""What the views keep of a client."""

from console.app.ports.views import ClientRow
from console.core.events import ClientAdded, ClientChanged, Event


def client_view(event: Event) -> ClientRow | None:
    """Return the client as an event leaves them; None where it says nothing of one, or was erased."""
    match event.body:
        case ClientAdded(profile=profile) | ClientChanged(profile=profile) if profile is not None:
            return ClientRow(event.client, profile)
        case _:
            return None
