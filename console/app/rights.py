"""Who may do what: asked of whoever is signed in, in the use case itself."""

from console.app.ports import Store
from console.core.errors import Refusal
from console.core.people import Right, need


def need_of(store: Store, actor: str, right: Right) -> None:
    """Refuses with "may-not-" and the right, or "nobody-signed-in".

    Where nobody works yet the founder may; a rehearsal, or an example, holds nobody's data and opens to all.
    """
    people = store.people()
    person = next((each for each in people if each.id == actor), None)
    if person is not None:
        need(person, right)
    elif people and (actor or store.kind == "clinic"):
        raise Refusal("nobody-signed-in")
