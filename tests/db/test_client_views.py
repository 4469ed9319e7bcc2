"""A client's rows say what the client's events say, in both stores; and made anew from the log they are the same."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.ports import SessionView
from console.core.client_file import ClientFile
from console.core.client_intents import decide
from console.core.events import (
    ClientAdded,
    ClientChanged,
    ClientErased,
    ClientFieldSet,
    ClientIntent,
    EntryAdded,
    EntryChanged,
    EntryEnded,
    Event,
)
from console.core.people import ENTRY_KINDS, Entry, Profile
from console.core.refusal import Refusal
from db.store import Store
from tests.support.examples import examples
from tests.support.memory_store import MemoryStore
from tests.support.store_help import event, new_store

TEXTS = st.sampled_from(
    ["latex", "iodine", "jod\u00e9", "jode\u0301", "a\nb", "\u202eb\u2069", "'; DROP TABLE clients;--", ""]
)
PROFILES = st.builds(
    Profile,
    st.sampled_from(["Maya", "Mia"]),
    st.sampled_from(["", "1992-03-14"]),
    st.none() | st.integers(1, 6),
    TEXTS,
    TEXTS,
    entries=st.sampled_from([(), (Entry("0" * 32, "condition", "asthma"), Entry("1" * 32, "allergy", "nuts"))]),
)
BODIES = st.one_of(
    st.builds(ClientFieldSet, st.just("contact"), TEXTS),
    st.builds(ClientFieldSet, st.just("skin"), st.none() | st.integers(1, 6)),
    st.builds(EntryAdded, st.sampled_from([*ENTRY_KINDS]), TEXTS),
    st.builds(EntryChanged, st.sampled_from(["0" * 32, "1" * 32, "allergies"]), TEXTS),
    st.builds(EntryEnded, st.sampled_from(["0" * 32, "1" * 32, "allergies"])),
    st.builds(ClientChanged, PROFILES),
)
CHANGES = st.lists(st.tuples(BODIES, st.booleans()), max_size=8)
"""What is meant; and whether the room that meant it knew only how the client was added."""
_clients = count(1)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with TemporaryDirectory() as folder, closing(new_store(Path(folder) / "store")) as made:
        yield made


def no_session(events: Sequence[Event]) -> SessionView:
    raise AssertionError(events)


def recorded(meant: Event, file: ClientFile) -> list[Event]:
    """The event as it is recorded; none where it is refused."""
    if isinstance(meant.body, ClientChanged):
        return [meant]
    try:
        return decide(file, [meant])
    except Refusal:
        return []


def both(store: Store, memory: MemoryStore, made: Event) -> None:
    store.append(made)
    memory.append(made)


@given(PROFILES, CHANGES)
@examples(60)
def test_rows_are_the_fold_in_both_stores(
    store: Store, profile: Profile, changes: list[tuple[ClientIntent | ClientChanged, bool]]
) -> None:
    client, memory = f"client-{next(_clients)}", MemoryStore()
    both(store, memory, event(ClientAdded(profile), client=client))
    first = store.client_file(client)
    for body, apart in changes:
        for right in recorded(event(body, client=client), first if apart else store.client_file(client)):
            both(store, memory, right)
        file, shown = store.client_file(client), store.client(client)
        assert shown is not None
        assert (shown.profile, shown.conflicts) == (file.profile, tuple(each.of for each in file.conflicts))
        assert (memory.client_file(client), memory.client(client)) == (file, shown)
    assert store.rebuild(no_session) == 0


def test_who_was_erased_has_no_rows_left(store: Store) -> None:
    profile = Profile("Maya", entries=(Entry("0" * 32, "allergy", "latex"),))
    store.append(event(ClientAdded(profile), client="gone"))
    store.append(event(EntryAdded("medicine", "warfarin"), client="gone"))
    store.erase(event(ClientErased((), "Ann", "asked for it"), client="gone"), no_session)
    file = store.client_file("gone")
    assert (store.client("gone"), file.profile, file.conflicts, file.erased) == (None, None, (), True)
    assert store.rebuild(no_session) == 0
    assert store.verify() == []
