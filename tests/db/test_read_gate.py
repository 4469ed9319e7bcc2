"""Reads in another thread than the writer's: nobody waits for them but what takes the store away from under them."""

from collections.abc import Callable, Iterator
from threading import Condition, Thread
from threading import Event as Flag

import pytest

from console.app.ports import StoreError
from console.core.events import Noted, PersonRemoved
from db.log.log import Log
from db.store import Store
from tests.support.store_help import event, story


class Reader:
    """Reads a session in a thread of its own, and stays within that read until it is let go on."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.found: list[int] = []
        self._store, self._within, self._go_on = store, Flag(), Flag()
        events = Log.events

        def held(log: Log, *arguments: object) -> object:
            self._within.set()
            self._go_on.wait()
            return events(log, *arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(Log, "events", held)
        self._thread = Thread(target=lambda: self.found.append(len(store.events("s1"))))
        self._thread.start()
        self._within.wait()

    def go_on(self) -> None:
        self._go_on.set()
        self._thread.join()


@pytest.fixture
def reader(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    for each in story():
        store.append(each)
    made = Reader(store, monkeypatch)
    yield made
    made.go_on()


def test_a_read_holds_up_no_writer(store: Store, reader: Reader) -> None:
    seq = store.append(event(Noted("meanwhile"), "s1", "c1")).seq
    assert store.head().seq == seq
    reader.go_on()
    assert reader.found == [5]


@pytest.mark.parametrize(
    "take_away", [Store.close, lambda store: store.revoke("bea", event(PersonRemoved("bea")))], ids=["close", "rekey"]
)
def test_what_takes_the_store_away_waits_for_reads(
    store: Store, reader: Reader, monkeypatch: pytest.MonkeyPatch, take_away: Callable[[Store], object]
) -> None:
    done: list[str] = []
    waits = Flag()
    wait_for = Condition.wait_for

    def watched(condition: object, predicate: Callable[[], bool]) -> bool:
        waits.set()
        return bool(wait_for(condition, predicate))  # type: ignore[arg-type]

    def take() -> None:
        try:
            take_away(store)
            done.append("taken away")
        finally:
            waits.set()

    monkeypatch.setattr(Condition, "wait_for", watched)
    taker = Thread(target=take)
    taker.start()
    waits.wait()
    done.append("read")
    reader.go_on()
    taker.join()
    assert (done, reader.found) == (["read", "taken away"], [4])


def test_after_closing_nothing_is_read(store: Store, reader: Reader) -> None:
    reader.go_on()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.events("s1")
