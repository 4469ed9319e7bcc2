"""The views say what the log says: kept with every event, and made anew from the log alone."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.app.ports import AdoptionView, ClientView, ProductView, SessionView, ZoneView
from console.app.projections.row_values import rows_of
from console.core.clock import Instant
from console.core.events import (
    ClientAdded,
    ClientChanged,
    Event,
    PassDone,
    PersonAdded,
    ProductNamed,
    ProtocolAdopted,
    Severity,
    StockReceived,
)
from console.core.people import Operator, Profile
from db.store import Store
from tests.support.examples import examples
from tests.support.store_help import ANN, BEA, PASSPHRASE, event, new_store, numbered, raw, view

zones = st.builds(
    ZoneView,
    st.sampled_from(["cheek", "chin", "brow"]),
    st.integers(0, 9),
    st.none() | st.integers(0, 3000),
    st.none() | st.sampled_from(["none", "erythema", "pinpoint", "excess"]),
    st.none() | st.integers(0, 9999),
)
products = st.builds(ProductView, st.sampled_from(["numbing", "glide"]), st.text(max_size=3))
views = st.builds(
    SessionView,
    st.sampled_from(["s1", "s2", "s3"]),
    st.just("c1"),
    st.just("ann"),
    st.integers(0, 9),
    st.sampled_from(["prepare", "needling"]),
    st.sampled_from(["open", "signed"]),
    st.none() | st.integers(0, 9),
    st.none() | st.sampled_from(get_args(Severity)),
    st.lists(zones, max_size=4).map(tuple),
    st.lists(products, max_size=4).map(tuple),
)


@examples(25)
@given(st.lists(views, max_size=8))
def test_session_views_follow(steps: list[SessionView]) -> None:
    stand: dict[str, SessionView] = {}
    with TemporaryDirectory() as folder, closing(new_store(Path(folder, "store"))) as store:
        for after in steps:
            store.append(event(PassDone("x"), after.id, "c1"), stand.get(after.id), after)
            stand[after.id] = after
        oldest_first = sorted(stand.values(), key=lambda each: (each.begun_utc_ms, each.id))
        right = [numbered(each, number) for number, each in enumerate(oldest_first, 1)]
        assert store.sessions() == right[::-1]
        assert store.rebuild(lambda events: stand[events[0].session]) == 0
        for known in stand.values():
            same = [each for each in store.sessions() if (each.client, each.status) == (known.client, known.status)]
            assert store.sessions(known.client, known.status) == same
            since = known.ended_utc_ms or 0
            ended = [each for each in store.sessions() if each.ended_utc_ms is not None and each.ended_utc_ms >= since]
            assert store.sessions(ended_since_utc_ms=since) == ended


def test_only_rows_that_differ_are_written(folder: Path) -> None:
    before = replace(view(), zones=tuple(ZoneView(f"z{n}", 1) for n in range(9)))
    after = replace(before, zones=(*before.zones[:8], ZoneView("z8", 2)))
    with closing(new_store(folder)) as store:
        store.append(event(PassDone("x"), "s1", "c1"), None, before)
    with raw(folder) as connection:
        connection.execute("CREATE TABLE told (n INTEGER)")
        for table in ("sessions", "treated_zones"):
            connection.execute(
                f"CREATE TRIGGER t_{table} AFTER UPDATE ON {table} BEGIN INSERT INTO told VALUES (1); END"
            )
    with closing(Store.open(folder, PASSPHRASE)) as store:
        store.append(event(PassDone("x"), "s1", "c1"), before, after)
        assert store.sessions() == [numbered(after)]
    with raw(folder) as connection:
        assert connection.execute("SELECT count(*) FROM told").fetchone() == (1,)


def test_a_view_without_a_before_replaces_what_stands(store: Store) -> None:
    full = replace(view(), zones=(ZoneView("chin", 1), ZoneView("cheek", 1)))
    store.append(event(PassDone("x"), "s1", "c1"), None, full)
    store.append(event(PassDone("x"), "s1", "c1"), None, view())
    assert store.sessions() == [numbered(view())]


def clinic(store: Store) -> None:
    bob = Operator("bob", "Bob", max_depth_um=1500)
    for body, client in (
        (PersonAdded(ANN), ""),
        (PersonAdded(bob), ""),
        (ProtocolAdopted("d1", "{}", "Ann Example"), ""),
        (ProtocolAdopted("d2", '{"a":1}', "Ann Example"), ""),
        (PersonAdded(replace(ANN, rights=("treat", "print"))), ""),
        (ClientAdded(BEA), "c1"),
        (ClientAdded(Profile("adam", born="1990-01-02", skin=3)), "c2"),
        (ClientAdded(Profile("Zoe")), "c3"),
        (ClientChanged(Profile("Carla", contact="none")), "c3"),
    ):
        store.append(event(body, client=client))


def test_clinic_views(store: Store) -> None:
    assert (store.people(), store.clients(), store.adoption(), store.client("c1")) == ([], [], None, None)
    clinic(store)
    assert [(each.id, each.rights) for each in store.people()] == [("ann", ("treat", "print")), ("bob", ())]
    assert store.people()[1].max_depth_um == 1500
    assert [each.profile.name for each in store.clients()] == ["adam", "Bea Sample", "Carla"]
    assert store.client("c2") == ClientView("c2", Profile("adam", "1990-01-02", 3))
    assert store.client("c9") is None
    assert store.adoption() == AdoptionView("d2", '{"a":1}', "Ann Example", 1_800_000_000_000)
    assert store.adoption("d1") == AdoptionView("d1", "{}", "Ann Example", 1_800_000_000_000)
    assert store.adoption("d9") is None
    store.append(event(ProtocolAdopted("d1", "{}", "Bob")))
    assert store.adoption() == store.adoption("d1") == AdoptionView("d1", "{}", "Bob", 1_800_000_000_000)
    assert store.rebuild(no_session) == 0


def no_session(events: Sequence[Event]) -> SessionView:
    raise AssertionError(events)


def test_sessions_are_counted_for_their_client(store: Store) -> None:
    clinic(store)
    for number in (1, 2):
        store.append(event(PassDone("x"), f"s{number}", "c1"), None, view(f"s{number}"))
    assert [(each.id, each.sessions) for each in store.clients()] == [("c2", 0), ("c1", 2), ("c3", 0)]


def test_a_session_is_numbered_among_its_clients_in_order_of_beginning(store: Store) -> None:
    """Whatever the order in which they were written: the clock was set back, another room's came later."""
    glide = (ProductView("glide", "gel", "L1", lot_key="l1"),)
    for session, client, begun in (("s4", "c1", 30), ("s2", "c1", 20), ("s3", "c1", 20), ("s1", "c2", 25)):
        made = replace(view(session, client), begun_utc_ms=begun, products=glide)
        store.append(event(PassDone("x"), session, client), None, made)
    assert [(each.id, each.number) for each in store.sessions()] == [("s4", 3), ("s1", 1), ("s3", 2), ("s2", 1)]
    assert [each.number for each in store.sessions("c1")] == [3, 2, 1]
    assert [(each.session, each.number) for each in store.lot_uses("L1")] == [
        ("s4", 3), ("s1", 1), ("s3", 2), ("s2", 1),
    ]  # fmt: skip


def test_rows_of_several_stores_are_in_order_by_number_and_store(folder: Path) -> None:
    """Never by the id of the event or by its time: the clock of either may have been set back."""
    with closing(new_store(folder)) as store:
        clinic(store)
        for number, lot in enumerate(("L1", "L2"), 1):
            store.append(event(ProductNamed(f"p{number}", lot, "glide"), utc_ms=9 - number))
            store.append(event(StockReceived("p1", lot), utc_ms=9 - number))
        writer = store.identity
    with raw(folder) as connection:
        for table in ("people", "protocols", "products", "stock"):
            stores = connection.execute(f"SELECT DISTINCT store FROM {table}").fetchall()
            assert stores == [(writer,)]
            connection.execute(f"UPDATE {table} SET number = 2 - (number = (SELECT max(number) FROM {table}))")
        connection.execute("UPDATE people SET number = 1, store = (id = 'ann')")
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert [each.id for each in store.people()] == ["bob", "ann"]
        assert [each.id for each in store.products()] == ["p2", "p1"]
        assert [each.lot for each in store.moves()] == ["L2", "L1"]
        assert store.adoption() == store.adoption("d1")


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("UPDATE clients SET name = 'Eve' WHERE id = 'c1'", 1),
        ("DELETE FROM people", 2),
        ("UPDATE people SET number = number + 7", 2),
        ("UPDATE people SET store = 'elsewhere' WHERE id = 'bob'", 1),
        ("INSERT INTO people_removed VALUES ('ann')", 1),
        ("INSERT INTO signing_keys VALUES ('ann', 'aa')", 1),
        ("INSERT INTO protocols VALUES ('d9', '{}', 'Eve', 0, '', 9)", 1),
        ("DELETE FROM treated_zones", 2),
        ("UPDATE sessions SET step = 'numbing'", 1),
        ("INSERT INTO treated_zones VALUES ('s1', 7, 'chin', 1, NULL, NULL, NULL)", 1),
    ],
)
def test_rebuilt_from_the_log_alone(folder: Path, sql: str, rows: int) -> None:
    full = replace(view(), zones=(ZoneView("chin", 1), ZoneView("cheek", 1)), products=(ProductView("glide", "gel"),))

    def fold(events: Sequence[Event]) -> SessionView:
        assert [each.session for each in events] == ["s1"]
        return full

    with closing(new_store(folder)) as store:
        clinic(store)
        store.append(event(PassDone("x"), "s1", "c1"), None, full)
    with raw(folder) as connection:
        connection.execute(sql)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert store.rebuild(fold) == rows
        assert store.rebuild(fold) == 0
        assert store.sessions() == [numbered(full)]
        assert [each.id for each in store.people()] == ["ann", "bob"]
        assert store.verify() == []


def test_a_view_that_fails_leaves_all_as_it_was(store: Store) -> None:
    clinic(store)
    store.append(event(PassDone("x"), "s1", "c1"), None, view())
    with pytest.raises(ZeroDivisionError):
        store.rebuild(lambda _: 1 // 0)  # type: ignore[arg-type,return-value]
    assert store.sessions() == [numbered(view())]


@given(views)
def test_rows_of_a_session_are_told_apart(one: SessionView) -> None:
    assert len(rows_of(one)) == 1 + len(one.zones) + len(one.products)


def test_beats(store: Store) -> None:
    assert store.last_beat("s1") is None
    for ms in (1, 2, 3):
        store.beat("s1", Instant(ms, ms, "boot-1"))
    store.beat("s2", Instant(9, 9, "boot-2"))
    assert store.last_beat("s1") == Instant(3, 3, "boot-1")
    assert store.head().seq == 0
