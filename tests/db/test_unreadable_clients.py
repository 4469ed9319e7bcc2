"""Clients of whose file an entry can't be read: in sight with what is left, changed, treated, and erased."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.app import erasure
from console.app.ids import system_random
from console.app.ports import StoreError
from console.core.clock import ScriptClock, SystemClock
from console.core.events import (
    ClientAdded,
    ClientErased,
    ClientFieldSet,
    EntryAdded,
    RecordCopied,
    RecoveryCodeChanged,
    RetentionSet,
    SessionBegun,
)
from console.core.people import RIGHTS, Entry, Operator, Profile
from db import store as store_module
from db.connections import Raw
from db.store import Store
from tests.db.test_unreadable_entries import change_row, rename_kind, sessions_of, spoil_key
from tests.support.store_help import PASSPHRASE, event, new_store, raw, view

BEA = Profile("Bea Sample", contact="0151", entries=(Entry("e" * 32, "allergy", "latex"),))
MANAGER = Operator("ann", "Ann Example", RIGHTS)
ADDED: dict[str, Callable[[Raw], int]] = {
    "what added them": lambda raw: change_row(raw, "kind = 'client-added'"),
    "what added them is no kind": lambda raw: rename_kind(raw, "kind = 'client-added'"),
}


@pytest.fixture
def known(folder: Path) -> Path:
    """A store with a client who has two allergies, of events of their own and of the one that added them."""
    with closing(new_store(folder)) as store:
        store.append(event(ClientAdded(BEA), client="c1"))
        store.append(event(EntryAdded("allergy", "nuts"), client="c1"))
        store.append(event(RecoveryCodeChanged()))
    return folder


def made_again(folder: Path, damage: Callable[[Raw], int]) -> int:
    """Damage an entry, and have the views made by whoever opens next."""
    with raw(folder) as connection:
        bad = damage(connection)
        connection.execute("UPDATE views SET form = 'another'")
    return bad


def shown(store: Store) -> Profile:
    found = store.client("c1")
    assert found is not None
    return found.profile


@pytest.mark.parametrize("damage", ADDED.values(), ids=ADDED)
def test_one_whose_name_is_lost_is_in_sight_with_what_is_left(known: Path, damage: Callable[[Raw], int]) -> None:
    bad = made_again(known, damage)
    with closing(Store.open(known, PASSPHRASE)) as store:
        assert [each.seq for each in store.doubts] == [bad]
        assert (shown(store).name, "; ".join(shown(store).texts("allergy"))) == ("", "nuts")
        sessions_of(store).change_client("c1", [EntryAdded("allergy", "iodine"), ClientFieldSet("name", "Bea")])
        assert (shown(store).name, "; ".join(shown(store).texts("allergy"))) == ("Bea", "nuts; iodine")
        stood = shown(store)
        assert store.client_file("c1").profile == stood
        store.rebuild(sessions_of(store).kept.view)
        assert shown(store) == stood


@pytest.mark.parametrize("damage", [*ADDED.values(), lambda raw: spoil_key(raw, "'c1'")], ids=[*ADDED, "their key"])
def test_one_whose_name_is_lost_is_erased(known: Path, damage: Callable[[Raw], int]) -> None:
    made_again(known, damage)
    with closing(Store.open(known, PASSPHRASE)) as store:
        store.append(event(RetentionSet(1, "Ann Example", "")))
        assert shown(store).name == ""
        assert erasure.erase(store, sessions_of(store), SystemClock(), system_random, MANAGER, "c1", "asked")
        assert (store.client("c1"), store.clients()) == (None, [])
        assert store.client_file("c1").profile is None
        store.rebuild(sessions_of(store).kept.view)
        assert store.clients() == []


def test_one_with_an_open_session_that_cannot_be_read_is_erased(known: Path) -> None:
    """Nobody can ever sign it off."""
    with closing(Store.open(known, PASSPHRASE)) as store:
        store.append(event(RetentionSet(1, "Ann Example", "")))
        store.append(event(SessionBegun("digest", 1, MANAGER, profile=BEA), "s1", "c1"), None, view())
        store.append(event(RecoveryCodeChanged()))
    with raw(known) as connection:
        change_row(connection, "kind = 'session-begun'")
    with closing(Store.open(known, PASSPHRASE)) as store:
        sessions, later = sessions_of(store), ScriptClock(1_900_000_000_000)
        assert [each.id for each in sessions.standing("c1").lost] == ["s1"]
        assert erasure.erase(store, sessions, later, system_random, MANAGER, "c1", "asked")
        assert store.client("c1") is None


def test_one_who_was_erased_stays_so_where_the_entry_that_says_it_is_lost(known: Path) -> None:
    with closing(Store.open(known, PASSPHRASE)) as store:
        store.erase(event(ClientErased((), "Ann Example", "asked"), client="c1"), sessions_of(store).kept.view)
    made_again(known, lambda raw: change_row(raw, "kind = 'client-erased'"))
    with closing(Store.open(known, PASSPHRASE)) as store:
        assert store.clients() == []
        assert store.client_file("c1").profile is None


def noted(folder: Path) -> list[int | None]:
    with raw(folder) as connection:
        return [seq for (seq,) in connection.execute("SELECT DISTINCT unread FROM views")]


def test_the_note_of_what_was_not_read_goes_with_whom_it_is_about_and_the_next_is_told(known: Path) -> None:
    with closing(Store.open(known, PASSPHRASE)) as store:
        store.append(event(ClientAdded(Profile("Cem Sample")), client="c2"))
        store.append(event(RecoveryCodeChanged()))
    first = made_again(known, lambda raw: spoil_key(raw, "'c1'"))
    later = made_again(known, lambda raw: spoil_key(raw, "'c2'"))
    for told, client in ((first, "c1"), (later, "c2")):
        with closing(Store.open(known, PASSPHRASE)) as store:
            assert [each.seq for each in store.doubts] == [told] == noted(known)
            store.erase(event(ClientErased((), "Ann Example", "asked"), client=client), sessions_of(store).kept.view)
    for _ in range(2):
        with closing(Store.open(known, PASSPHRASE)) as store:
            assert (store.doubts, noted(known)) == ([], [None])


def test_a_note_of_what_reads_again_is_dropped_at_once(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is only looked at keeps it, and does not tell it."""
    with raw(known) as connection:
        connection.execute("UPDATE views SET unread = 1")
    with monkeypatch.context() as patch:
        patch.setattr(store_module, "view_only", lambda folder: True)
        with closing(Store.open(known, PASSPHRASE)) as store:
            assert store.doubts == []
    assert noted(known) == [1]
    with closing(Store.open(known, PASSPHRASE)) as store:
        assert (store.doubts, noted(known)) == ([], [None])


LATER: dict[str, Callable[[Raw], int]] = {
    **ADDED,
    "an allergy": lambda raw: change_row(raw, "kind = 'entry-added'"),
}


@pytest.mark.parametrize("damage", LATER.values(), ids=LATER)
def test_what_stood_of_better_days_stays_when_something_else_is_changed(
    known: Path, damage: Callable[[Raw], int]
) -> None:
    with raw(known) as connection:
        bad = damage(connection)
    with closing(Store.open(known, PASSPHRASE)) as store:
        stood = shown(store)
        assert store.doubts == []
        assert store.client_file("c1").profile == stood
        assert [(each.code, each.seq) for each in store.doubts] == [("event-unreadable", bad)]
        sessions_of(store).change_client("c1", [ClientFieldSet("contact", "0152")])
        assert shown(store) == store.client_file("c1").profile
        assert (shown(store).name, shown(store).contact) == (stood.name, "0152")
        assert ("; ".join(shown(store).texts("allergy")), store.client_file("c1").conflicts) == ("nuts; latex", ())
        store.client_file("c1")
        assert len(store.doubts) == 1


def test_a_key_that_nobody_can_open_takes_no_change_but_shows_what_stood(known: Path) -> None:
    with raw(known) as connection:
        spoil_key(connection, "'c1'")
    with closing(Store.open(known, PASSPHRASE)) as store:
        assert store.client_file("c1").profile == shown(store)
        with pytest.raises(StoreError):
            sessions_of(store).change_client("c1", [ClientFieldSet("contact", "0152")])


def test_a_note_of_a_copy_that_cannot_be_read_says_nothing_of_the_file(known: Path) -> None:
    with closing(Store.open(known, PASSPHRASE)) as store:
        store.append(event(RecordCopied("summary", "digest", "s1", "0" * 64), client="c1"))
        store.append(event(RecoveryCodeChanged()))
    with raw(known) as connection:
        change_row(connection, "kind = 'record-copied'")
    with closing(Store.open(known, PASSPHRASE)) as store:
        assert store.client_file("c1").unread == ""
        assert store.doubts == []
