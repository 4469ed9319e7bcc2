"""What an open session takes over of its client's file."""

from console.app.ports import Queries
from console.core.client_gaps import filled
from console.core.people import Profile
from console.core.state import SessionState


def profile_to_take(queries: Queries, state: SessionState) -> Profile | None:
    """Return what the clinic's file says that the session does not; None where they agree, or nobody is known.

    Where an entry of the file can't be read, the session forgets nothing that it knew of the client: least an allergy.
    """
    known, taken = queries.client(state.client), state.profile_taken
    if known is None or known.profile == taken:
        return None
    file = queries.client_file(state.client)
    profile = filled(file, taken).profile if file.unread and taken else known.profile
    return None if profile == taken else profile
