"""The index of clients says what their rows say, finds a page at the same cost in any clinic, and forgets whole."""

from contextlib import closing
from pathlib import Path

import pytest

from console.app.client_search import asked
from console.core.events import ClientAdded, ClientFieldSet
from console.core.people import Profile
from db.connections import make_engine, raw_of, reading
from db.files import DATABASE
from db.store import Store
from db.views import client_queries
from db.views.client_index import LINES, MAKE, WORDS
from tests.support.later_revisions import folded
from tests.support.store_help import PASSPHRASE, event, keys_of, new_store, raw
from tests.support.texts import WORDS as TEXTS

NAMES = ("Ute Müller", "Sean O’Brien", "علی کریمی", "Zoë Åkesson", "Ute Mueller", "山田花子", "")


def known(folder: Path, names: tuple[str, ...] = NAMES) -> Store:
    store = new_store(folder)
    added = [
        event(ClientAdded(Profile(name, "1992-03-14", contact=f"0170 {at:07}")), client=f"c{at:05}")
        for at, name in enumerate(names)
    ]
    store.append_all(added)
    return store


def found(store: Store, typed: str) -> list[str]:
    return [each.profile.name for each in store.client_page(asked(typed, TEXTS.months)).clients]


def test_they_stand_and_are_found_in_order_of_their_names_page_by_page(folder: Path) -> None:
    with closing(known(folder)) as store:
        whole = store.client_page()
        assert [each.profile.name for each in whole.clients] == [
            "", "Sean O’Brien", "Ute Mueller", "Ute Müller", "Zoë Åkesson", "علی کریمی", "山田花子",
        ]  # fmt: skip
        paged = [store.client_page(most=1)]
        while paged[-1].clients:
            paged.append(store.client_page(after=paged[-1].clients[-1], most=1))
        assert [each for page in paged for each in page.clients] == list(whole.clients)
        assert {page.count for page in paged} == {7}
        assert found(store, "mueller") == ["Ute Mueller", "Ute Müller"]
        assert (found(store, "0170 0000001"), found(store, "14 Mar 1992 z")) == (["Sean O’Brien"], ["Zoë Åkesson"])


def test_one_who_is_called_otherwise_is_found_by_the_new_name_alone(folder: Path) -> None:
    with closing(known(folder)) as store:
        store.append(event(ClientFieldSet("name", "Ada Byron"), client="c00000"))
        assert (found(store, "ute"), found(store, "byron")) == (["Ute Mueller"], ["Ada Byron"])
        assert store.rebuild(folded(store)) == 0


HARM: dict[str, str] = {
    "a line that is gone": f"DELETE FROM {LINES} WHERE client = 'c00001'",
    "other words": f"UPDATE {LINES} SET words = 'eve' WHERE client = 'c00001'",
    "another order": f"UPDATE {LINES} SET name = 'eve' WHERE client = 'c00001'",
    "nobody's line": f"INSERT INTO {LINES} VALUES (1, 'eve', 'eve', 'eve', 'eve')",
    "an empty index": f"INSERT INTO {WORDS} ({WORDS}) VALUES ('delete-all')",
    "a word too many": f"INSERT INTO {WORDS} (rowid, words) VALUES (5, 'eve')",
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_what_is_wrong_in_it_is_told_and_made_again(folder: Path, harm: str) -> None:
    with closing(known(folder)) as store:
        assert store.verify(view=folded(store)) == []
        with raw(folder) as opened:
            opened.execute(harm)
        assert [(each.code, str(each.detail).split()[0]) for each in store.verify(view=folded(store))] == [
            ("view-differs", LINES)
        ]
        assert store.rebuild(folded(store)) > 0
        assert store.verify(view=folded(store)) == []
        assert found(store, "obrien") == ["Sean O’Brien"]
        assert store.rebuild(folded(store)) == 0


OTHERS = {
    "without it": [f"DROP TABLE {name}" for name in sorted(MAKE)],
    "in another form": [f"UPDATE {LINES} SET words = 'eve'"],
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_file_of_a_program_with_another_index_gets_this_one(folder: Path, other: list[str]) -> None:
    known(folder).close()
    with raw(folder) as opened:
        for statement in other:
            opened.execute(statement)
        left = opened.execute("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'client_words%'").fetchone()[0]
        assert (left == 0) == (len(other) == 2), "who drops what the file names as views leaves nothing of it"
        opened.execute("UPDATE views SET form = 'x' WHERE name = ?", (WORDS,))
    with closing(Store.open(folder, PASSPHRASE)) as store:
        assert found(store, "obrien") == ["Sean O’Brien"]
        assert store.verify(view=folded(store)) == []


def steps(folder: Path, clients: int, typed: str) -> tuple[int, int]:
    """How many steps SQLite's machine takes for a page and the one after it, and how many rows come."""
    known(folder, tuple(f"Ann Client {at}" for at in range(clients))).close()
    engine = make_engine(folder / DATABASE, keys_of(folder))
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    with reading(engine) as connection:
        words = asked(typed, TEXTS.months)
        client_queries.client_page(connection, words, None, 5)
        raw_of(connection).set_progress_handler(count, 1)  # type: ignore[attr-defined]
        first = client_queries.client_page(connection, words, None, 5)
        second = client_queries.client_page(connection, words, first.clients[-1], 5)
        raw_of(connection).set_progress_handler(None, 1)  # type: ignore[attr-defined]
    engine.dispose()
    return taken[0], len(first.clients) + len(second.clients)


@pytest.mark.parametrize("typed", ["", "a", "client ann", "0170"])
def test_a_page_costs_no_more_where_there_are_more_clients(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_queries, "MOST_FOUND", 20)
    few, many = (steps(tmp_path / str(clients), clients, typed) for clients in (40, 400))
    assert few[1] == many[1] == 10
    assert many[0] <= few[0] * 1.05
