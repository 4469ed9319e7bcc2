"""The clinic of many years is one that a treatment room could have left: nothing in it is wrong or made otherwise."""

from contextlib import closing
from pathlib import Path

from db.store import Store
from tests.bench import years
from tests.bench.checking import checking


def test_the_clinic_of_many_years_is_whole(tmp_path: Path) -> None:
    made = years.clinic(tmp_path / "made", 3, 7)
    with closing(Store.open(made, years.SECRET)) as store:
        checking(store)()
        views, known = store.sessions(), {each.id: each for each in store.clients()}
        assert (len(views), len(known)) == (3, 7)
        assert all(len(store.events(each.id)) == 73 for each in views)
        assert {each.client for each in views} <= known.keys()
        assert sum(each.sessions for each in known.values()) == 3
