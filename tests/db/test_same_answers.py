"""The store in memory answers what the real one answers, and the views are what a rebuild makes: for any history."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from console.app.ports import Asked, ProductView, Queries, SessionStatus, SessionView, ZoneView
from console.core.clock import Instant
from console.core.events import (
    AnyBody,
    ClientAdded,
    ClientChanged,
    ClientErased,
    ClientFieldSet,
    EntryAdded,
    EntryChanged,
    EntryEnded,
    Event,
    PassDone,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    ProductNamed,
    ProtocolAdopted,
    Severity,
    SigningKeyTaken,
    StockCounted,
    StockReceived,
)
from console.core.looks import look_key
from console.core.names import lot_key
from console.core.people import EntryKind, Operator, Profile
from db.store import Store
from tests.support.examples import examples
from tests.support.memory_store import MemoryStore
from tests.support.store_help import new_store

STATUSES = get_args(SessionStatus)
ASKED: tuple[Asked, ...] = (
    (), ((("z",),),), ((("zo",),),), ((("a",),),), ((("1990",),),), ((("zoe",), ("ad",)), (("\u2605199001",),)),
)  # fmt: skip
PEOPLE, CLIENTS, SESSIONS = ["ann", "bob", "eve"], ["c1", "c2", "c3"], ["s1", "s2", "s3", "s4"]
NAMES, LOTS, DIGESTS = ["Zoë", "zOË", "adam", "Bea", ""], ["L1", "l-1", "É2", "é2", "11"], ["d1", "d2"]
people, clients, ids = st.sampled_from(PEOPLE), st.sampled_from(CLIENTS), st.sampled_from(["p1", "p2"])
names, lots, digests = st.sampled_from(NAMES), st.sampled_from(LOTS), st.sampled_from(DIGESTS)
rights = st.lists(st.sampled_from(["treat", "print", "manage"]), unique=True, max_size=2).map(tuple)
operators = st.builds(Operator, people, names, rights, st.none() | st.integers(0, 2000))
profiles = st.builds(Profile, names, st.just("1990-01-02"), st.none() | st.integers(1, 6), names, names)
own = st.one_of(
    st.builds(PersonAdded, operators),
    st.builds(PersonChanged, operators),
    st.builds(PersonRemoved, people),
    st.builds(SigningKeyTaken, people, digests),
    st.builds(ProtocolAdopted, digests, st.sampled_from(["{}", '{"a":1}']), names),
    st.builds(ProductNamed, ids, names, st.sampled_from(["glide", "numbing"]), names, names, st.booleans()),
    st.builds(StockReceived, ids, lots, st.just("2027-01-31"), lots, st.integers(0, 3)),
    st.builds(StockCounted, ids, lots, lots, st.integers(0, 3)),
)
fields = st.one_of(
    st.builds(ClientFieldSet, st.sampled_from(["name", "contact"]), names),
    st.builds(ClientFieldSet, st.just("skin"), st.none() | st.integers(1, 6)),
)
entries = st.sampled_from(["0", "1", "2"])
"""Which entry is meant, by how many its client had before."""
known = st.one_of(
    st.builds(ClientAdded, profiles),
    fields,
    st.builds(EntryAdded, st.sampled_from(get_args(EntryKind)), names),
    st.builds(EntryChanged, entries, names),
    st.builds(EntryEnded, entries),
    st.builds(ClientChanged, profiles),
)
zones = st.builds(
    ZoneView, st.sampled_from(["chin", "brow"]), st.integers(0, 3), st.none() | st.integers(0, 9), st.just("erythema")
)
uses = st.builds(
    lambda name, lot, serial, at: ProductView(
        "glide", name, lot, serial=serial, used_utc_ms=at, lot_key=lot_key(lot), serial_key=lot_key(serial),
        lot_look=look_key(lot),
    ),
    names, lots, lots, st.integers(0, 5),
)  # fmt: skip
views = st.builds(
    SessionView,
    st.sampled_from(SESSIONS),
    clients,
    people,
    st.integers(0, 5),
    st.just("needling"),
    st.sampled_from(STATUSES),
    st.none() | st.integers(0, 5),
    st.none() | st.sampled_from(get_args(Severity)),
    st.lists(zones, max_size=2).map(tuple),
    st.lists(uses, max_size=2).map(tuple),
)


class Happening(Struct, frozen=True):
    """What happens at a time of a clock that may be set back: an event, or a session's view as it is from here on.

    apart  a change of a client's file comes of a room that does not know what was changed before
    """

    utc_ms: int
    what: AnyBody | SessionView
    client: str = ""
    apart: bool = False


happenings = st.one_of(
    st.builds(Happening, st.integers(0, 9), own),
    st.builds(Happening, st.integers(0, 9), known, st.just("c1"), st.booleans()),
    st.builds(Happening, st.integers(0, 9), known, clients, st.booleans()),
    st.builds(Happening, st.integers(0, 9), views),
    st.builds(Happening, st.integers(0, 9), st.just(ClientErased((), "ann", "asked")), clients),
)


def answers(store: Queries) -> dict[str, object]:
    """All that a store can be asked, in the order that it promises."""
    asked: dict[str, Callable[[], object]] = {
        "clients": store.clients,
        "client": lambda: [store.client(each) for each in CLIENTS],
        "pages": lambda: [
            (page, [store.client_page(each, last, 1) for last in page.clients])
            for each in ASKED
            for page in (store.client_page(each),)
        ],
        "same": lambda: [store.same_person(name, born) for name in NAMES for born in ("1990-01-02", "")],
        "called": lambda: [store.clients_called(each) for each in ("c", "c1", "zoe", "ZOË", "", "eve")],
        "by page": lambda: [store.session_page(each, 1) for each in (None, *store.sessions())],
        "by id": lambda: ([store.sessions_called(each) for each in ("", "s", "s2", "x")], store.signed()),
        "namesakes": lambda: [store.namesakes(each) for each in CLIENTS],
        "profiles": lambda: [store.client_file(each).profile for each in CLIENTS],
        "conflicts": lambda: [store.client_file(each).conflicts for each in CLIENTS],
        "sessions": store.sessions,
        "of clients": lambda: [
            (store.sessions(each), *(store.sessions(each, kind) for kind in STATUSES)) for each in CLIENTS
        ],
        "going": store.going,
        "ended": lambda: [store.sessions(status="signed", ended_since_utc_ms=since) for since in range(6)],
        "people": lambda: (store.people(), store.people(gone=True)),
        "adoption": lambda: [store.adoption(each) for each in ("", *DIGESTS)],
        "keys": lambda: [store.key_in_log(each) for each in PEOPLE],
        "products": store.products,
        "moves": store.moves,
        "uses": lambda: [sorted(store.uses(since), key=repr) for since in range(6)],
        "units": lambda: [sorted(store.unit_uses(each), key=repr) for each in LOTS],
        "alike": lambda: [sorted(store.lots_like(each), key=repr) for each in LOTS],
        "lots": lambda: [store.lot_uses(each) for each in LOTS],
    }
    return {name: ask() for name, ask in asked.items()}


class Both:
    """The two stores, to which the same happens."""

    def __init__(self, store: Store) -> None:
        self.store, self.memory = store, MemoryStore()
        self.views: dict[str, SessionView] = {}
        self.clients: dict[str, bool] = {}
        """Who was added, and whether they were erased: nothing happens to them from then on."""
        self._entries: dict[str, list[str]] = {}
        self._number = 0

    def happen(self, each: Happening) -> None:
        self._number += 1
        if isinstance(each.what, SessionView):
            self._lead(each.what, each.utc_ms)
        elif isinstance(each.what, ClientErased):
            if self.clients.get(each.client) is False:
                self.clients[each.client] = True
                event = self._event(each.what, each.utc_ms, each.client)
                assert [self.store.erase(event, self.view), self.memory.erase(event, self.view)] == [True, True]
        elif not self.clients.setdefault(each.client, False):
            event = self._event(self._meant(each.what, each), each.utc_ms, each.client)
            if isinstance(event.body, EntryAdded):
                self._entries.setdefault(each.client, []).append(event.id)
            self._append(event)

    def _meant(self, body: AnyBody, each: Happening) -> AnyBody:
        """Return the change with the entry that it means, and what it replaces: what its room knows."""
        if isinstance(body, EntryChanged | EntryEnded):
            had = self._entries.get(each.client, [])
            body = replace(body, entry=had[int(body.entry)] if int(body.entry) < len(had) else "of-another-room")
        if each.apart or not isinstance(body, ClientFieldSet | EntryChanged | EntryEnded):
            return body
        of = body.field if isinstance(body, ClientFieldSet) else body.entry
        return replace(body, replaces=self.memory.client_file(each.client).known(of))

    def _lead(self, view: SessionView, utc_ms: int) -> None:
        stood = self.views.get(view.id)
        if not self.clients.get(view.client) and (stood is None or stood.client == view.client):
            self._append(self._event(PassDone("chin"), utc_ms, view.client, view.id), stood, view)
            self.views[view.id] = view

    def _event(self, body: AnyBody, utc_ms: int, client: str, session: str = "") -> Event:
        """Return an event whose id sorts by the clock."""
        return Event(f"{utc_ms:016x}{self._number:016x}", session, client, "ann", Instant(utc_ms, 0, "boot-1"), body)

    def _append(self, event: Event, before: SessionView | None = None, after: SessionView | None = None) -> None:
        self.store.append(event, before, after)
        self.memory.append(event, before, after)

    def view(self, events: Sequence[Event]) -> SessionView:
        return self.views[events[0].session]


@examples(50)
@given(st.lists(happenings, max_size=16))
def test_both_stores_answer_the_same_and_a_rebuild_changes_nothing(history: Sequence[Happening]) -> None:
    with TemporaryDirectory() as folder, closing(new_store(Path(folder, "store"))) as store:
        both = Both(store)
        added = (Happening(0, ClientAdded(Profile("Zoë", allergies="latex")), client) for client in CLIENTS[:2])
        for each in (*added, *history):
            both.happen(each)
        found = answers(store)
        assert found == answers(both.memory)
        assert store.rebuild(both.view) == 0
        both.memory.fold_again()
        assert found == answers(both.memory)
