"""A session, Home and a record cost as much in a clinic of thousands as in one of ten.

Counted on a real store: the steps of SQLite's machine, and the events that are read and decrypted.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from console.app.clinic import Clinic
from console.app.emergency_number import emergency_number
from console.app.erasure import erase, preview, set_retention
from console.app.ids import system_random
from console.app.scripts.interpreter import play
from console.app.scripts.script_stage import Stage
from console.app.session_number import session_number
from console.app.today import today
from console.app.visits import earlier_visits
from console.core.clock import Instant
from console.core.events import ClientAdded, Event, RecordCopied
from console.core.looks import look_key
from console.core.people import Profile
from db.keys.store_keys import LIGHT_COST
from db.log.log import Log
from db.store import Store
from tests.support.app_room import MONDAY
from tests.support.client_changes import changed_to
from tests.support.stage import SCRIPT, protocol
from tests.support.store_help import PASSPHRASE, raw

DAY_MS = 86_400_000
FEW, MANY = 10, 2_000
CLIENTS = [f"{at:032x}" for at in range(MANY)]
Cost = tuple[int, int]
"""SQLite's steps, events read."""


def crowded(folder: Path, clients: int) -> None:
    """A store in which so many clients were added, each with a copy handed out and a session of a day gone by."""
    at = Instant(MONDAY - 400 * DAY_MS, 0, "boot-0")
    store, _ = Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)
    with closing(store):
        events: list[Event] = []
        for each in CLIENTS[:clients]:
            added, copied = ClientAdded(Profile(f"Client {each}", "1990-01-01")), RecordCopied("summary", "", each)
            events += [Event(name + each, "", each, "", at, body) for name, body in (("a", added), ("c", copied))]
        store.append_all(events)
    with raw(folder) as opened:
        opened.execute("BEGIN IMMEDIATE")
        for number, each in enumerate(CLIENTS[:clients]):
            ended = MONDAY - (number + 1) * DAY_MS
            opened.execute(
                "INSERT INTO sessions VALUES (?, ?, 'osei', ?, 'sign-off', 'signed', ?, NULL, 0, NULL, NULL)",
                (each, each, ended, ended),
            )
            opened.execute("INSERT INTO treated_zones VALUES (?, 0, 'chin', 3, 500, 'erythema', 60000)", (each,))
            lot = f"lot-{number}"
            opened.execute(
                "INSERT INTO product_uses VALUES (?, 0, 'cartridge', 'Tip 12', ?, '', NULL, '', ?, ?, NULL, ?, ?, ?)",
                (each, lot, f"serial-{number}", ended, f"lot{number}", f"serial{number}", look_key(lot)),
            )
        opened.execute("COMMIT")


def session(stage: Stage) -> None:
    play(stage, SCRIPT.read_text(encoding="utf-8"), SCRIPT.name)


def home(stage: Stage) -> None:
    found = today(stage.store, stage.clinic, stage.sessions, MONDAY)
    assert (found.clinic, len(found.open), len(found.signed)) == (stage.name, 0, 1)


def record(stage: Stage) -> None:
    assert stage.sessions.record(stage.latest).clinic == stage.name
    client = stage.sessions.state(stage.latest).client
    assert earlier_visits(stage.store, stage.sessions.kept.fold, client, stage.latest) == ()


def danger_card(stage: Stage) -> None:
    assert emergency_number(stage.store) == ""


def second_session(stage: Stage) -> None:
    state = stage.sessions.begin(CLIENTS[0], stage.first)
    begun = state.id
    assert session_number(stage.store, state) == 2
    assert [each.zone for each in stage.sessions.last_plan(begun).zones] == ["chin"]
    stage.sessions.beat()
    profile = Profile("Another name", "1990-01-01")
    stage.sessions.change_client(CLIENTS[0], changed_to(stage.store, CLIENTS[0], profile))


def erasure(stage: Stage) -> None:
    maya = stage.clients["maya"]
    set_retention(stage.store, stage.clock, system_random, stage.first, 1, "")
    stage.clock.advance(400 * DAY_MS)
    assert preview(stage.store, maya, "UTC").years == 1
    assert erase(stage.store, stage.sessions, stage.clock, system_random, stage.first, maya, "by request")


def erased_record(stage: Stage) -> None:
    assert stage.sessions.record(stage.latest).erased_utc_ms == stage.clock.now().utc_ms


WAYS: tuple[Callable[[Stage], None], ...] = (
    session, home, record, danger_card, second_session, erasure, erased_record
)  # fmt: skip
"""In this order, each after the one before."""
INDEXED = ("second_session", "erasure")
"""These bring the index of names along, which joins its segments now and then, some steps sooner or later."""


def costs(folder: Path, clients: int) -> dict[str, Cost]:
    """What each of the ways costs in a clinic with so many clients, everything read from the disk anew."""
    crowded(folder, clients)
    counted = {"steps": 0, "events": 0}
    connect, event = driver.connect, Log.event

    def count(what: str) -> int:
        counted[what] += 1
        return 0

    def connected(*arguments: Any, **options: Any) -> Any:
        made = connect(*arguments, **options)
        made.set_progress_handler(lambda: count("steps"), 1)
        return made

    def read(log: Log, row: Any) -> Event:
        count("events")
        return event(log, row)

    found: dict[str, Cost] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "connect", connected)
        patch.setattr(Log, "event", read)
        patch.setattr(Clinic, "back_up", lambda clinic: None)
        stage = Stage(lambda: Store.open(folder, PASSPHRASE), protocol())
        for way in WAYS:
            stage.restart()
            counted.update(steps=0, events=0)
            way(stage)
            found[way.__name__] = counted["steps"], counted["events"]
        stage.store.close()
    return found


@pytest.fixture(scope="module")
def few_and_many(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Cost], dict[str, Cost]]:
    few, many = (costs(tmp_path_factory.mktemp("clinic") / "store", clients) for clients in (FEW, MANY))
    return few, many


@pytest.mark.parametrize("way", [each.__name__ for each in WAYS])
def test_it_costs_the_same_however_many_clients_there_are(
    few_and_many: tuple[dict[str, Cost], dict[str, Cost]], way: str
) -> None:
    few, many = few_and_many
    assert few[way][0] > 0
    if way in INDEXED:
        assert few[way][1] == many[way][1]
        assert many[way][0] < few[way][0] * 1.1
    else:
        assert few[way] == many[way]
