"""What another session of the client put on that day, where that session was never signed off."""

import pytest
from msgspec.structs import replace

from console.app.earlier_creams import earlier_creams
from console.app.ports import StoreError
from console.core.events import Corrected
from console.core.state import SessionState
from tests.support.app_room import SORTED, Room
from tests.support.start_points import cream_on, prepared


@pytest.mark.parametrize("readable", [True, False])
def test_cream_of_a_session_that_is_open_still_is_known_also_where_nobody_can_read_it(readable: bool) -> None:
    room = Room(maya=SORTED)
    other = room.sessions.begin(room.maya, room.osei)
    prepared(room, other.id)
    cream_on(room, other.id)
    room.sessions.propose(other.id, Corrected(room.sessions.state(other.id).history[-1].id, "mass_mg", "8000"))
    stands = room.sessions.state(other.id)

    def fold(session: str) -> SessionState:
        if not readable:
            raise StoreError("event-unreadable")
        return room.sessions.state(session)

    later = room.sessions.begin(room.clinic.add_client(SORTED), room.osei)
    again = replace(later, client=room.maya)
    (found,) = earlier_creams(room.store, fold, again, room.clock.now().utc_ms)
    (cream,), drugs = stands.applications, {"lidocaine": 320.0} if readable else {}
    assert (found.utc_ms, bool(found.agent), found.drugs) == (cream.on.utc_ms, True, drugs)
    assert earlier_creams(room.store, fold, stands, room.clock.now().utc_ms) == ()
