"""Stores, events and views to test with."""

import itertools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import asdict

from console.app.ports import ClientSession, SessionView, StoreError
from console.core.clock import Instant
from console.core.events import AnyBody, ClientAdded, Event, Noted, PassDone, SessionBegun
from console.core.people import Operator, Profile
from db.connections import Raw, connect
from db.files import DATABASE, KEYS
from db.keys.key_file import read_keys
from db.keys.store_keys import LIGHT_COST, Keys, unlock
from db.store import Store

PASSPHRASE = "seven quiet herons"
ANN = Operator("ann", "Ann Example", ("treat",))
BEA = Profile("Bea Sample", allergies="lidocaine")
RESTORED = Instant(1_800_000_600_000, 600_000, "boot-1")
"""When a backup is put back."""
_numbers = itertools.count(1)


def event(body: AnyBody, session: str = "", client: str = "", utc_ms: int = 1_800_000_000_000) -> Event:
    return Event(f"{next(_numbers):032x}", session, client, "ann", Instant(utc_ms, 60_000, "boot-1"), body)


def view(session: str = "s1", client: str = "c1") -> SessionView:
    return SessionView(session, client, "ann", 1_800_000_000_000, "prepare", "open")


def numbered(view: SessionView, number: int = 1) -> ClientSession:
    """The view as a query gives it."""
    return ClientSession(**asdict(view), number=number)


def story() -> list[Event]:
    """A client and a session of four events, two of them with sealed text."""
    return [
        event(ClientAdded(BEA), client="c1"),
        event(SessionBegun("digest", 1, ANN, profile=BEA), "s1", "c1"),
        event(PassDone("cheek", 1000), "s1", "c1"),
        event(Noted("a small bruise"), "s1", "c1"),
        event(PassDone("chin", 500), "s1", "c1"),
    ]


def new_store(folder: Path) -> Store:
    return Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)[0]


def filled(folder: Path) -> list[Event]:
    """A closed store that holds the story."""
    events = story()
    with closing(new_store(folder)) as store:
        for each in events:
            store.append(each)
    return events


def keys_of(folder: Path, secret: str = PASSPHRASE) -> Keys:
    return unlock(read_keys(folder / KEYS), secret)


@contextmanager
def raw(folder: Path) -> Iterator[Raw]:
    """The way of somebody who has the key and another program."""
    with closing(connect(folder / DATABASE, keys_of(folder))) as connection:
        yield connection


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(StoreError) as caught:
        yield
    assert caught.value.code == code
