"""PINs in a real store: salted verifiers, counts that are durable, nothing of them in clear or in the log."""

from contextlib import closing
from pathlib import Path

import pytest

from db.store import Store
from tests.support.store_help import PASSPHRASE, filled, keys_of, new_store, raw

PIN = "73519264"


def test_it_matches_only_whose_it_is(tmp_path: Path) -> None:
    with closing(new_store(tmp_path)) as store:
        assert store.pins.of("ann") is None
        assert not store.pins.matches("ann", PIN)
        store.pins.keep("ann", PIN)
        store.pins.keep("ben", PIN)
        assert store.pins.matches("ann", PIN)
        assert not store.pins.matches("ann", PIN[:-1])
        assert not store.pins.matches("eve", PIN)
    with raw(tmp_path) as connection:
        rows = connection.execute("SELECT salt, verifier, failed FROM pins ORDER BY person").fetchall()
        assert rows[0][0] != rows[1][0]
        assert rows[0][1] != rows[1][1]
        assert [row[2] for row in rows] == [1, 0]
        connection.execute("UPDATE pins SET salt = ?, verifier = ? WHERE person = 'ben'", rows[0][:2])
    with closing(Store.open(tmp_path, PASSPHRASE)) as store:
        assert not store.pins.matches("ben", PIN), "another person's row was put in place of ben's"


def test_wrong_ones_are_counted_beyond_a_restart(tmp_path: Path) -> None:
    with closing(new_store(tmp_path)) as store:
        store.pins.keep("ann", PIN)
        for _ in range(3):
            assert not store.pins.matches("ann", "0000")
    with closing(Store.open(tmp_path, PASSPHRASE)) as store:
        found = store.pins.of("ann")
        assert found is not None
        assert (found.digits, found.failed) == (8, 3)
        store.pins.forgive("ann")
        assert store.pins.of("ann").failed == 0  # type: ignore[union-attr]


def test_a_try_counts_before_it_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever kills the program between the two gains nothing."""
    with closing(new_store(tmp_path)) as store:
        store.pins.keep("ann", PIN)

        def killed(*_: object) -> bool:
            raise KeyboardInterrupt

        monkeypatch.setattr("db.keys.pins.hmac.compare_digest", killed)
        with pytest.raises(KeyboardInterrupt):
            store.pins.matches("ann", PIN)
        monkeypatch.undo()
        assert store.pins.of("ann").failed == 1  # type: ignore[union-attr]


def test_it_stands_nowhere_in_clear_and_not_in_the_log(tmp_path: Path) -> None:
    filled(tmp_path)
    with closing(Store.open(tmp_path, PASSPHRASE)) as store:
        head = store.head()
        store.pins.keep("ann", PIN)
        store.pins.matches("ann", PIN)
        assert store.head() == head
        assert store.verify() == []
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and PIN.encode() in file.read_bytes()]
    with raw(tmp_path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert "pins" in tables
        dump = [repr(row) for name in tables for row in connection.execute(f"SELECT * FROM {name}")]
    assert len(dump) > 5
    assert not [row for row in dump if PIN in row or PIN.encode().hex() in row]


def test_a_clinics_costs_as_much_as_its_passphrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.keys import pins
    from db.keys.store_keys import CLINIC_COST, LIGHT_COST

    with closing(new_store(tmp_path)) as store:
        assert pins.Pins(store._writer, "clinic")._cost == CLINIC_COST
        assert pins.Pins(store._writer, "example")._cost == LIGHT_COST


def test_closing_lets_go_of_the_keys(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    person = store.person
    keys = store._keys
    assert store.public_key(person)
    store.close()
    assert not store.public_key(person)
    assert not any((keys.database, keys.audit, keys.wrapping, keys._data_key, keys._file_key, keys.signers))
    assert keys_of(tmp_path).database, "the file still opens"
