"""The clinic's rows say what the clinic's state says, in both stores; and made anew from the log they are the same."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from console.app.ports import SessionView, Store
from console.core.clinic_state import ClinicState, fold
from console.core.events import ClinicBody, Event
from tests.support.clinic_life import CLINIC_BODIES
from tests.support.examples import examples
from tests.support.memory_store import MemoryStore
from tests.support.store_help import event, new_store


def no_session(events: Sequence[Event]) -> SessionView:
    raise AssertionError(events)


def told(store: Store) -> dict[str, object]:
    adopted = store.adoption()
    return {
        "staff": store.people(),
        "people": store.people(gone=True),
        "keys": {each.id: store.key_in_log(each.id) for each in store.people(gone=True)},
        "adopted": adopted and (adopted.digest, adopted.content, adopted.by, adopted.utc_ms),
        "products": store.products(),
    }


def kept(state: ClinicState) -> dict[str, object]:
    adopted = [(digest, each.content, each.by, each.utc_ms) for digest, each in state.adoptions.items()]
    return {
        "staff": state.staff,
        "people": [*state.people.values()],
        "keys": {each: state.keys.get(each, "") for each in state.people},
        "adopted": adopted[-1] if adopted else None,
        "products": [*state.products.values()],
    }


@given(st.lists(CLINIC_BODIES, max_size=15))
@examples(25)
def test_rows_are_the_fold_in_both_stores(bodies: list[ClinicBody]) -> None:
    memory = MemoryStore()
    with TemporaryDirectory() as folder, closing(new_store(Path(folder) / "store")) as store:
        for at, body in enumerate(bodies):
            made = event(body, utc_ms=1_800_000_000_000 - at)
            store.append(made)
            memory.append(made)
        state = fold(store.events(""))
        assert told(store) == told(memory) == kept(state)
        assert store.rebuild(no_session) == 0
