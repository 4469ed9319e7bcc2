"""Entries of the log that nobody can read: opening passes over them, tells of them, and changes nothing in the log."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import StoreError
from console.app.sessions import Sessions
from console.app.today import today
from console.core.clock import SystemClock
from console.core.events import ClientErased, EntryAdded
from console.core.refusal import Refusal
from db.backup.restore import restore
from db.connections import Raw
from db.files import BACKUPS
from db.store import Store
from db.views.tables import SCHEMA
from tests.support.earlier_files import EarlierFile, earlier_file
from tests.support.long_run import quick_of
from tests.support.store_help import RESTORED, event


def flipped(data: bytes, at: int = 0) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def change_row(raw: Raw, where: str) -> int:
    """Flip a bit of the name of the kind in the body of the first row of these; its number."""
    seq, body = raw.execute(f"SELECT seq, body FROM log WHERE {where} ORDER BY seq LIMIT 1").fetchone()
    raw.execute("DROP TRIGGER IF EXISTS log_never_changes")
    data, before = body.encode(), b'"kind":"'
    raw.execute(
        "UPDATE log SET body = ? WHERE seq = ?", (flipped(data, data.index(before) + len(before)).decode(), seq)
    )
    return int(seq)


def spoil_row(raw: Raw, where: str) -> int:
    """Flip the first bit of the first of these rows, so that it is no JSON any more; its number."""
    seq, body = raw.execute(f"SELECT seq, body FROM log WHERE {where} ORDER BY seq LIMIT 1").fetchone()
    raw.execute("DROP TRIGGER IF EXISTS log_never_changes")
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("UPDATE log SET body = ? WHERE seq = ?", (flipped(body.encode()).decode(), seq))
    return int(seq)


def rename_kind(raw: Raw, where: str) -> int:
    """Flip a bit of the column that says what the first row of these is, and not of its body; its number."""
    seq, kind = raw.execute(f"SELECT seq, kind FROM log WHERE {where} ORDER BY seq LIMIT 1").fetchone()
    raw.execute("DROP TRIGGER IF EXISTS log_never_changes")
    raw.execute("UPDATE log SET kind = ? WHERE seq = ?", (flipped(kind.encode(), len(kind) - 1).decode(), seq))
    return int(seq)


def spoil_key(raw: Raw, whose: str = "SELECT client FROM sessions") -> int:
    client, wrapped = raw.execute(
        f"SELECT client, wrapped FROM client_keys WHERE wrapped IS NOT NULL AND client IN ({whose}) LIMIT 1"
    ).fetchone()
    raw.execute("UPDATE client_keys SET wrapped = ? WHERE client = ?", (flipped(wrapped), client))
    return int(raw.execute("SELECT min(seq) FROM log WHERE client = ? AND sealed IS NOT NULL", (client,)).fetchone()[0])


OPEN = "session NOT IN (SELECT session FROM log WHERE kind = 'signed-off') AND session <> ''"
OF_OPEN, BEGAN_OPEN = f"{OPEN} AND kind <> 'session-begun'", f"{OPEN} AND kind = 'session-begun'"
DAMAGE: dict[str, Callable[[Raw], int]] = {
    "a client's key": spoil_key,
    "a session's beginning": lambda raw: change_row(raw, "kind = 'session-begun'"),
    "a pass": lambda raw: change_row(raw, "kind = 'pass-done'"),
    "an entry of an open session": lambda raw: change_row(raw, OF_OPEN),
    "the beginning of an open session": lambda raw: change_row(raw, BEGAN_OPEN),
    "a pass that is no JSON": lambda raw: spoil_row(raw, "kind = 'pass-done'"),
    "a client's event": lambda raw: change_row(raw, "kind = 'client-added'"),
    "a pass's kind": lambda raw: rename_kind(raw, "kind = 'pass-done'"),
    "the kind of a client's event": lambda raw: rename_kind(raw, "kind = 'client-added'"),
    "the kind of a session's beginning": lambda raw: rename_kind(raw, "kind = 'session-begun'"),
    "the kind of a sign-off": lambda raw: rename_kind(raw, "kind = 'signed-off'"),
    "an adoption": lambda raw: change_row(raw, "kind = 'protocol-adopted'"),
}


@pytest.fixture(params=quick_of(range(1, SCHEMA), SCHEMA - 1))
def older(request: pytest.FixtureRequest, folder: Path) -> EarlierFile:
    return earlier_file(request.param, folder)


def log_of(file: EarlierFile) -> list[tuple[object, ...]]:
    with file.raw() as raw:
        found: list[tuple[object, ...]] = raw.execute("SELECT * FROM log ORDER BY seq").fetchall()
        return found


def sessions_of(store: Store) -> Sessions:
    return Sessions(store, SystemClock(), Clinic(store, SystemClock(), system_random), system_random, "UTC")


@pytest.mark.parametrize("damage", quick_of(DAMAGE.values(), *list(DAMAGE.values())[::2]), ids=DAMAGE)
def test_an_earlier_file_is_opened_and_what_could_not_be_read_is_told(
    older: EarlierFile, damage: Callable[[Raw], int]
) -> None:
    with older.raw() as raw:
        bad = damage(raw)
    before = log_of(older)
    for _ in range(2):
        with closing(Store.open(older.folder, older.secret)) as store:
            assert [(each.code, each.seq) for each in store.doubts] == [("event-unreadable", bad)]
            assert {each.id for each in store.sessions()} == {each["id"] for each in older.expected["sessions"]}
            assert {each.status for each in store.sessions()} == {each["status"] for each in older.expected["sessions"]}
            found = store.verify(view=sessions_of(store).kept.view)
            assert bad in {each.seq for each in found}
            assert {each.code for each in found} <= {"row-changed", "unsealable", "event-unreadable", "page"}
    assert log_of(older) == before
    assert older.schema_now() == SCHEMA


NEEDED = {"a client's key": "refused", "an adoption": "no-protocol"}
"""What stands in the way of somebody's next session: nothing can be sealed for them, or prescribed."""


@pytest.mark.parametrize("name", DAMAGE)
def test_the_day_goes_on_around_what_cannot_be_read(folder: Path, name: str) -> None:
    """Also after a rebuild, and for whoever the entry is about."""
    older = earlier_file(SCHEMA - 1, folder)
    with older.raw() as raw:
        bad = DAMAGE[name](raw)
        (about,) = raw.execute("SELECT client FROM log WHERE seq = ?", (bad,)).fetchone()
    for _ in range(2):
        with closing(Store.open(older.folder, older.secret)) as store:
            sessions = sessions_of(store)
            found = today(store, Clinic(store, SystemClock(), system_random), sessions, 0)
            going = [each.state.id for each in found.open]
            lost = [each.view.id for each in found.lost]
            assert {*going, *lost} == {each.id for each in store.sessions(status="open")}
            assert {each.client for each in store.sessions() if each.id in lost} <= {about} or name == "an adoption"
            sessions.beat()
            for client in store.clients():
                assert store.client_file(client.id).profile == client.profile
                _treat(store, sessions, client.id, NEEDED.get(name, "") if about in ("", client.id) else "")
            assert sessions_of(store).standing().lost == sessions.standing().lost
            store.rebuild(sessions.kept.view)
            assert ("event-unreadable", bad) in {(each.code, each.seq) for each in store.doubts}


def _treat(store: Store, sessions: Sessions, client: str, barred: str) -> None:
    """Change the client, and begin a session where none goes on; `barred` by what may bar it."""
    operator, said = next(each for each in store.people() if "treat" in each.rights), ""
    try:
        sessions.change_client(client, [EntryAdded("condition", f"asthma {system_random(4).hex()}")])
        if not sessions.standing(client).going:
            sessions.begin(client, operator)
    except (StoreError, Refusal) as error:
        said = error.code
    assert said in ("", barred)


@pytest.mark.parametrize("damage", quick_of(DAMAGE.values(), *list(DAMAGE.values())[1::2]), ids=DAMAGE)
def test_a_backup_of_an_earlier_schema_is_restored(
    older: EarlierFile, tmp_path: Path, damage: Callable[[Raw], int]
) -> None:
    """The copy from before the migration has the same damage, and takes the clinic's place."""
    with older.raw() as raw:
        bad = damage(raw)
    Store.open(older.folder, older.secret).close()
    (backup,) = (older.folder / BACKUPS).glob("before-schema-*")
    reported: list[tuple[int, int]] = []
    restore(backup, tmp_path / "back", older.secret, RESTORED, report=lambda *done: reported.append(done))
    count = len(older.expected["sessions"])
    assert reported[-1:] == [(count, count)]
    with closing(Store.open(tmp_path / "back", older.secret)) as store:
        assert [(each.code, each.seq) for each in store.doubts] == [("event-unreadable", bad)]
        assert len(store.sessions()) == count


def test_a_rebuild_passes_over_them_too_and_keeps_what_stood(folder: Path) -> None:
    """The damage came after the rows were written: they say more than what is left of the log."""
    older = earlier_file(SCHEMA - 1, folder)
    with closing(Store.open(folder, older.secret)) as store:
        before = (store.sessions(), store.clients(), store.people(), store.adoption(), store.moves())
    with older.raw() as raw:
        bad = [spoil_key(raw), change_row(raw, "kind = 'pass-done'"), change_row(raw, "kind = 'person-added'")]
        raw.execute("DELETE FROM stock")
    with closing(Store.open(folder, older.secret)) as store:
        assert store.doubts == []
        assert store.rebuild(sessions_of(store).kept.view) == len(before[-1]) > 0
        assert (store.sessions(), store.clients(), store.people(), store.adoption(), store.moves()) == before
    with closing(Store.open(folder, older.secret)) as store:
        assert [each.seq for each in store.doubts] == [min(bad)]


def test_an_open_session_forgets_nothing_of_a_client_whose_file_is_lost(folder: Path) -> None:
    """Their name and allergy are in the session's own entries still."""
    older = earlier_file(SCHEMA - 1, folder)
    with older.raw() as raw:
        change_row(raw, "kind = 'client-added' AND client IN (SELECT client FROM sessions WHERE status = 'open')")
    with closing(Store.open(folder, older.secret)) as store:
        sessions = sessions_of(store)
        (state,) = sessions.open()
        assert state.profile is not None
        assert ("; ".join(state.profile.texts("allergy")), state.profile.name) == ("lidocaine", "Abel Nkemelu")
        sessions.change_client(state.client, [EntryAdded("allergy", "latex")])
        after = sessions.resume(state.id, 0).profile
        assert after is not None
        assert (after.name, after.texts("allergy")) == ("Abel Nkemelu", ("lidocaine", "latex"))


def test_a_client_is_erased_of_whose_session_an_entry_cannot_be_read(folder: Path) -> None:
    older = earlier_file(SCHEMA - 1, folder)
    with older.raw() as raw:
        change_row(raw, "kind = 'pass-done'")
        (client,) = raw.execute("SELECT client FROM log WHERE kind = 'pass-done' ORDER BY seq LIMIT 1").fetchone()
    with closing(Store.open(folder, older.secret)) as store:
        assert store.client(client) is not None
        assert store.erase(event(ClientErased((), "ann", "asked"), client=client), sessions_of(store).kept.view)
        assert store.client(client) is None
