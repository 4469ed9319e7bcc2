"""The example clinic: the same year for the same seed, led by the rules, with two sessions whose timers run truly."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from console.app.clinic import Clinic
from console.app.example.data import Example
from console.app.example.year import fill
from console.app.local_time import minutes_at
from console.app.sessions import Sessions
from console.core import events as ev
from console.core.alarms import timers
from console.core.clock import Instant, SystemClock
from console.core.history import judge
from console.core.screening import age
from console.core.text.words import Words
from console.core.timers import gap
from console.documents.summary import summary
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from resources import Texts
from tests.support.example_year import (
    DAY,
    HOUR,
    JUST_STARTED,
    MINUTE,
    NOON,
    WEEKS_UP,
    YEARS_UP,
    ZONE,
    Fixed,
    Made,
    brief,
    example,
    filled,
)
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol


@pytest.fixture(scope="module")
def made() -> Made:
    return Made()


def test_the_same_seed_gives_the_same_events_and_another_gives_others(made: Made) -> None:
    assert filled(WEEKS_UP, 1, ZONE).log == made.store.log
    assert filled(WEEKS_UP, 2, ZONE).log != made.store.log


def test_the_clinic_and_its_people(made: Made) -> None:
    people = made.store.people()
    assert made.clinic.name() == "Example Skin Studio"
    assert made.clinic.protocol()[0].by == "Dr Ida Makebelieve"
    assert ["adopt" in each.rights for each in people] == [True, False, False]
    assert [each.max_depth_um for each in people] == [None, None, 1000]


def test_the_clients_are_of_every_script_and_age(made: Made) -> None:
    profiles = [client.profile for client in made.store.clients()]
    ages = [years for each in profiles if (years := age(each.born, date(2026, 11, 23))) is not None]
    assert len(profiles) == len({each.name for each in profiles}) == 24
    assert (min(ages), max(ages)) == (19, 68)
    assert sorted(ages) == sorted(guest.age for guest in example().clients.values())
    for first, last in ("؀ۿ", "֐׿", "Ѐӿ", "一鿿", "ऀॿ", "Ạỹ", "Āſ"):
        assert any(first <= letter <= last for each in profiles for letter in each.name)
    assert max(len(each.name) for each in profiles) > 100


@pytest.mark.parametrize("now", [WEEKS_UP, JUST_STARTED, pytest.param(YEARS_UP, marks=pytest.mark.soak)])
@pytest.mark.parametrize("later_ms", [0, 7 * MINUTE])
def test_the_timers_of_the_open_sessions_go_on(now: Instant, later_ms: int) -> None:
    made = Made(now, later_ms=later_ms)
    assert [state.couch for state in made.sessions.open()] == ["Couch 1", "Couch 2"]
    numbing, needling = made.open("Couch 2"), made.open("Couch 1")
    found = {timer.kind: timer for timer in timers(numbing, made.sessions.now_t(numbing))}
    assert found["numbing"].elapsed_ms == pytest.approx(20 * MINUTE + later_ms, abs=1000)
    assert found["numbing"].due_ms == pytest.approx(10 * MINUTE - later_ms, abs=1000)
    found = {timer.kind: timer for timer in timers(needling, made.sessions.now_t(needling))}
    assert found["step"].elapsed_ms == made.now.utc_ms - needling.steps[-1].begun.utc_ms
    assert made.sessions.now_t(needling) == made.now.utc_ms - needling.begun.utc_ms
    assert made.now.utc_ms - needling.history[-1].at.utc_ms == pytest.approx(20_000 + later_ms, abs=1000)


@pytest.mark.parametrize("now", [WEEKS_UP, JUST_STARTED])
def test_no_gap_is_asked_for_and_work_goes_on(now: Instant) -> None:
    made = Made(now, later_ms=3 * HOUR)
    for state in made.sessions.open():
        found = gap(state.timeline, made.now, made.store.last_beat(state.id))
        assert (found.basis, found.ask, found.off_ms) == ("boot", False, 3 * HOUR)
        after = made.sessions.propose(state.id, ev.Noted("Still here"))
        assert not after.jumps
        assert not after.interruptions


def test_the_real_clock_takes_over() -> None:
    clock = SystemClock()
    made = Made(clock.now())
    for state in made.sessions.open():
        assert state.timeline.sure(clock.now())
        assert not state.timeline.jump(clock.now())


def test_needling_is_half_way_and_can_be_compared(made: Made) -> None:
    state = made.open("Couch 1")
    assert state.step == "needling"
    assert len(state.treated) == len(state.plan) // 2 + 1 == 10
    assert len(state.zones[state.current].passes) == 1
    assert state.plan_source == "last"
    assert len(made.sessions.last_plan(state.id).zones) == 18
    assert made.sessions.next_action(state.id).code == "pass-done"


def test_two_sessions_of_today_are_signed(made: Made) -> None:
    today = [view for view in made.store.sessions() if view.begun_utc_ms > NOON - 6 * HOUR]
    assert Counter(view.status for view in today) == {"signed": 2, "open": 2}


def test_every_session_kept_the_rules(made: Made) -> None:
    states = made.states()
    assert len(states) >= 80
    for state in states:
        assert judge(state.protocol, state.history) == {}
        assert not [each for each in state.deviations if not each.reason]


def test_every_record_folds_to_what_stands(made: Made) -> None:
    for state in made.states():
        record = made.sessions.record(state.id)
        assert record.state().facts() == made.sessions.kept.fold(made.store.events(state.id)).facts()
        assert made.sessions.kept.view(made.store.events(state.id)) == made.store.views[state.id]


def test_the_log_is_in_the_order_of_time(made: Made) -> None:
    times = [event.at.utc_ms for event in made.store.log]
    assert times == sorted(times)
    assert NOON - times[0] == pytest.approx(365 * DAY, rel=0.02)
    assert times[-1] <= NOON


@pytest.mark.parametrize("seed", [pytest.param(0, marks=pytest.mark.soak), 1, pytest.param(2, marks=pytest.mark.soak)])
def test_nobody_is_in_two_places(seed: int) -> None:
    made = Made(seed=seed)
    busy: dict[str, list[tuple[int, int]]] = {}
    for state in made.states():
        end = state.signed[1].utc_ms if state.signed else NOON
        for who in {state.couch, *(operator.id for operator, _ in state.operators)}:
            busy.setdefault(who, []).append((state.begun.utc_ms, end))
    assert len(busy) == 5
    for spans in busy.values():
        assert all(end <= begun for (_, end), (begun, _) in pairwise(sorted(spans)))


def test_series_keep_their_weeks_and_working_hours(made: Made) -> None:
    begun: dict[str, list[int]] = {}
    for state in made.states():
        begun.setdefault(state.client, []).append(state.begun.utc_ms)
    for times in begun.values():
        past = [at for at in times if at < NOON - DAY]
        assert all(26 * DAY < after - before < 44 * DAY for before, after in pairwise(past))
        local = [datetime.fromtimestamp(at / 1000 + minutes_at(ZONE, at) * 60, UTC) for at in past]
        assert all(each.weekday() < 5 and 9 <= each.hour < 17 for each in local)


def test_what_is_told_in_the_file_befell(made: Made) -> None:
    states = made.states()
    kinds = Counter(incident.kind for incident in example().incidents)
    assert sum(len(state.addenda) for state in states) == kinds["addendum"]
    assert sum(len(state.reactions) for state in states) == kinds["reaction"] + kinds["cream-early"]
    assert sum(state.stopped is not None for state in states) == kinds["stop"]
    assert sum(bool(state.corrections) for state in states) == kinds["correction"]
    assert sum(bool(state.pauses) for state in states) == kinds["pause"]
    assert sum(len(state.operators) > 1 for state in states) == kinds["hand-over"]
    assert sum(isinstance(event.body, ev.Undone) for event in made.store.log) == kinds["undo"]
    noted = Counter(each.code for state in states for each in state.deviations)
    assert noted == {"": kinds["deviation"], "cream-too-early": kinds["cream-early"], "check-not-met": 1}


def test_a_limit_binds(made: Made) -> None:
    deepest = {
        operator: max(
            zone.depth_um or 0 for view in made.store.sessions() if view.operator == operator.id for zone in view.zones
        )
        for operator in made.store.people()
    }
    assert [deepest[each] for each in made.store.people()] == [1250, 1200, 1000]


def test_products_were_in_date(made: Made) -> None:
    for view in made.store.sessions():
        day = datetime.fromtimestamp(view.begun_utc_ms / 1000, UTC).date()
        assert all(product.lot and date.fromisoformat(product.expiry) > day for product in view.products)


@pytest.mark.parametrize("told", [brief(example()), pytest.param(example(), marks=pytest.mark.soak, id="all")])
def test_the_encrypted_store_is_whole(told: Example, tmp_path: Path) -> None:
    in_memory = MemoryStore("example")
    encrypted, _ = Store.create(tmp_path / "store", "example", "rehearsal", LIGHT_COST)
    for store in (encrypted, in_memory):
        fill(store, protocol(), told, WEEKS_UP, 1, ZONE)
    random = Random(0).randbytes
    sessions = Sessions(encrypted, Fixed(WEEKS_UP), Clinic(encrypted, Fixed(WEEKS_UP), random), random, ZONE)
    assert encrypted.verify() == []
    assert encrypted.rebuild(sessions.kept.view) == 0
    assert encrypted.head().seq == len(in_memory.log)
    assert [view.id for view in encrypted.sessions()] == [view.id for view in in_memory.sessions()]
    assert len(sessions.open()) == 2
    encrypted.close()


@pytest.mark.parametrize(
    ("key", "number"), [("zoe", 5), ("nasser", 3), ("iyer", 1), ("haddad", 1), ("long", 2), ("castro", 2), ("demir", 1)]
)
def test_summaries_print(made: Made, key: str, number: int) -> None:
    record = made.sessions.record(made.of(key, number).id)
    assert summary(record, Words(Texts("en")), "a4").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("utc", "zone"),
    [
        pytest.param("2028-02-29T23:59", "America/Los_Angeles", marks=pytest.mark.soak),
        ("2026-03-29T01:30", "Europe/Berlin"),
        pytest.param("2027-01-01T00:10", "Nowhere", marks=pytest.mark.soak),
    ],
)
def test_any_day_will_do(utc: str, zone: str) -> None:
    now = Instant(round(datetime.fromisoformat(utc + "+00:00").timestamp() * 1000), DAY, "this-run")
    made = Made(now, zone=zone)
    assert len(made.sessions.open()) == 2
