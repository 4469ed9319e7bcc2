"""Whether the screen locks while somebody needles too: kept with the clinic, taken over once from a computer."""

import pytest

from console.app.needling_lock import needling_lock, set_needling_lock, take_over_needling_lock
from console.core.people import Operator
from tests.support.app_room import Room
from tests.support.refused import refused


def test_the_last_one_set_stands_and_only_who_manages_sets_it() -> None:
    room = Room()
    assert needling_lock(room.store) is None
    for on in (True, False):
        set_needling_lock(room.clinic, room.store, room.osei, on)
        assert needling_lock(room.store) is on
    berg = room.clinic.add_person(Operator("", "J. Berg", ("treat",)))
    room.clinic.switch(berg.id)
    refused("may-not-manage", lambda: set_needling_lock(room.clinic, room.store, berg, True))
    assert needling_lock(room.store) is False


@pytest.mark.parametrize(
    ("kept", "manages", "stood", "known", "written"),
    [
        (True, True, None, True, 1), (True, False, None, None, 0), (False, True, None, None, 0),
        (True, True, False, False, 0), (False, True, True, True, 0),
    ],
)  # fmt: skip
def test_what_a_computer_kept_becomes_the_clinics_only_where_nobody_said_so(
    kept: bool, manages: bool, stood: bool | None, known: bool | None, written: int
) -> None:
    room = Room()
    if stood is not None:
        set_needling_lock(room.clinic, room.store, room.osei, stood)
    by = room.osei if manages else room.clinic.add_person(Operator("", "J. Berg", ("treat",)))
    room.clinic.switch(by.id)
    before = len(room.store.log)
    for _ in "a second sign-in changes nothing":
        assert take_over_needling_lock(room.clinic, room.store, by, kept) is known
    assert (needling_lock(room.store), len(room.store.log)) == (known, before + written)
