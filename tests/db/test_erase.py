"""After a client is erased nothing in the store names them, and the chain still verifies."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from console.app.erasure import erase, preview, set_retention
from console.core.events import (
    Addendum,
    ClientChanged,
    Corrected,
    Noted,
    PassDone,
    RecordCopied,
    SignedOff,
    StoppedEarly,
)
from console.core.people import Profile
from console.core.refusal import Refusal
from db.backup.backup_format import SUFFIX, name_at
from db.connections import connect
from db.files import DATABASE
from db.log.log import READ_ALL, Log
from db.open_checks import PAGE
from db.store import Store
from tests.support.client_changes import changed_to
from tests.support.signatories import Office
from tests.support.store_help import PASSPHRASE, event, keys_of, raw, refused
from tests.support.whole_copies import copied_open

YEAR_MS = 366 * 86_400_000
NAME, ALLERGY, NOTE = "Maximiliane Quendolin", "kiwi and birch pollen", "a small bruise"
TRACES = (
    NAME, ALLERGY, NOTE, "Maximiliane", "1971-02-28", "ximilian", "iliane", "ndolin", "19710228", "7101234",
)  # fmt: skip
"""Parts of words among them: the index of names keeps what words begin with, and what the one before has not."""
IV, MAC = 16, 64


def decrypted(folder: Path, wal: bool) -> Iterator[bytes]:
    """Every page of the main file, or of the -wal, free ones too, as whoever has the key reads it."""
    path = folder / (DATABASE + ("-wal" if wal else ""))
    data = path.read_bytes() if path.exists() else b""
    size, start = (PAGE + 24, 32) if wal else (PAGE, 0)
    key = keys_of(folder).database
    for at in range(start, len(data), size):
        page = data[at + size - PAGE : at + size]
        number = int.from_bytes(data[at : at + 4], "big") if wal else at // PAGE + 1
        body, iv = page[16 if number == 1 else 0 : PAGE - IV - MAC], page[PAGE - IV - MAC : PAGE - MAC]
        opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        yield opened.update(body) + opened.finalize()


def plain_export(folder: Path, into: Path) -> bytes:
    with closing(connect(folder / DATABASE, keys_of(folder))) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(into),))
        connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        connection.execute("DETACH DATABASE plain")
    data = into.read_bytes()
    assert data.startswith(b"SQLite format 3\0")
    return data


def unsealed(folder: Path) -> bytes:
    """All that the clients' keys open."""
    log = Log(keys_of(folder))
    with raw(folder) as connection:
        return b"".join(log.personal(row) or b"" for row in connection.execute(READ_ALL))


def traces(folder: Path, tmp_path: Path) -> dict[str, list[str]]:
    """Where what names the client can still be read, with every key at hand."""
    export = tmp_path / "plain.db"
    export.unlink(missing_ok=True)
    places = {
        "wal": b"".join(decrypted(folder, wal=True)),
        "pages": b"".join(decrypted(folder, wal=False)),
        "export": plain_export(folder, export),
        "seals": unsealed(folder),
        "raw": b"".join(each.read_bytes() for each in sorted(folder.glob(f"{DATABASE}*"))),
    }
    found = {place: [text for text in TRACES if text.encode() in data] for place, data in places.items()}
    return {place: texts for place, texts in found.items() if texts}


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    office = Office(folder)
    for other in ("Maxima Quenby", "Maxim Querner"):
        office.clinic.add_client(Profile(other))
    office.client = office.clinic.add_client(Profile("Somebody Else", "1971-02-28", 3, ALLERGY))
    profile = Profile(NAME, "1971-02-28", 3, ALLERGY, "Mill Lane 4, 0171 7101234")
    office.clinic.change_client(office.client, changed_to(office.store, office.client, profile))
    first = office.visit()
    office.sessions.propose(first.id, Addendum("called: " + NOTE))
    office.visit()
    yield office
    office.store.close()


def gone(office: Office) -> bool:
    set_retention(office.store, office.clock, office.random, office.ann, 1, "")
    office.clock.advance(2 * YEAR_MS)
    return erase(
        office.store, office.sessions, office.clock, office.random, office.ann, office.client, "retention period over"
    )


def test_nothing_that_names_the_client_is_left(office: Office, folder: Path, tmp_path: Path) -> None:
    before = traces(folder, tmp_path)
    assert NAME in before["wal"]
    assert NAME in before["export"]
    assert NAME in before["seals"]
    assert NOTE in before["seals"]
    assert "raw" not in before
    assert gone(office)
    assert traces(folder, tmp_path) == {}, "while the store is open"
    assert office.store.verify(view=office.sessions.kept.view) == []
    office.store.close()
    assert traces(folder, tmp_path) == {}


def test_the_free_pages_of_a_checkpointed_file_are_searched_too(office: Office, folder: Path, tmp_path: Path) -> None:
    """So that the search above can fail: without erasing, closing moves the name into the main file."""
    office.store.close()
    assert NAME in traces(folder, tmp_path)["pages"]


def test_what_stays(office: Office, folder: Path) -> None:
    head, sessions = office.store.head(), office.store.sessions(office.client)
    gone(office)
    assert office.store.client(office.client) is None
    assert len(office.store.clients()) == 3
    assert office.store.sessions(office.client) == sessions
    assert office.store.head().seq == head.seq + 2
    assert office.store.rebuild(office.sessions.kept.view) == 0
    office.store.close()
    with closing(Store.open(folder, PASSPHRASE)) as again:
        assert again.verify(view=Office(folder, again).sessions.kept.view) == []


def test_views_after_a_correction_whose_text_went(office: Office) -> None:
    """A corrected value was sealed with the rest: the views become what the log gives from now on."""
    state = office.sessions.begin(office.client, office.ann)
    office.clock.advance(60_000)
    state = office.sessions.propose(state.id, Noted("first"))
    office.sessions.propose(state.id, Corrected(state.history[-1].id, "text", '"second"', "slip"))
    office.sessions.propose(state.id, StoppedEarly("unwell"))
    office.sessions.propose(state.id, SignedOff())
    gone(office)
    assert office.store.verify(view=office.sessions.kept.view) == []


def test_nothing_ever_makes_a_new_key(office: Office, folder: Path) -> None:
    gone(office)
    for body, session in ((ClientChanged(Profile("Back Again")), ""), (PassDone("chin"), "s9"), (Noted("x"), "s9")):
        with refused("client-erased"):
            office.store.append(event(body, session, office.client))
    office.store.append(event(RecordCopied("summary", "0" * 64), "", office.client))
    office.store.close()
    with raw(folder) as connection:
        connection.execute("DELETE FROM client_keys WHERE client = ?", (office.client,))
    with closing(Store.open(folder, PASSPHRASE)) as store:
        with refused("client-erased"):
            store.append(event(ClientChanged(Profile("Back Again")), "", office.client))
        assert store.client(office.client) is None


def test_twice_is_refused(office: Office) -> None:
    gone(office)
    with pytest.raises(Refusal, match="unknown-client"):
        preview(office.store, office.client, "UTC")


def test_a_key_that_vanished_without_the_event_is_found(office: Office, folder: Path) -> None:
    office.store.close()
    with raw(folder) as connection:
        connection.execute("UPDATE client_keys SET wrapped = NULL WHERE client = ?", (office.client,))
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert [each.code for each in store.verify()][:1] == ["key-missing"]


def test_it_is_one_transaction(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    head = office.store.head()

    def fails(events: object) -> object:
        raise driver.OperationalError("disk is full")

    monkeypatch.setattr(office.sessions.kept, "view", fails)
    with refused("refused"):
        gone(office)
    assert office.store.head().seq == head.seq + 1
    known = office.store.client(office.client)
    assert known is not None
    assert known.profile.name == NAME
    bodies = [each.body for each in office.store.events(office.store.sessions(office.client)[0].id)]
    assert Noted(NOTE) in bodies


def test_backups_in_which_the_client_still_is_are_named(office: Office) -> None:
    assert preview(office.store, office.client, "UTC").copies == ()
    copied_open(office.store, office.clock.now())
    copies = preview(office.store, office.client, "UTC").copies
    assert [name for name, _ in copies] == [name_at(office.clock.now().utc_ms) + SUFFIX]
    assert {day.year for _, day in copies} == {2028}


def test_a_sessions_day_is_its_own_and_that_of_a_copy_the_rooms(office: Office) -> None:
    """At 08:00 UTC it is the evening in Kiritimati, fourteen hours on, and the day before in Midway."""
    copied_open(office.store, office.clock.now())
    here, there = (preview(office.store, office.client, zone) for zone in ("Pacific/Kiritimati", "Pacific/Midway"))
    assert here.first == there.first is not None
    assert here.last == there.last is not None
    assert {(one[1] - other[1]).days for one, other in zip(here.copies, there.copies, strict=True)} == {1}
