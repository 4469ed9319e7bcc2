"""Who may do what: asked of whoever is signed in, in the use case itself."""

from console.app.ports import Queries
from console.core.people import Operator, Right, require_right
from console.core.refusal import Refusal


def need_of(queries: Queries, actor: str, right: Right) -> None:
    """Refuse with "may-not-" and the right, or "nobody-signed-in".

    Where nobody works yet the founder may; a rehearsal, or an example, holds nobody's data and opens to all.
    """
    person = find_actor(queries, actor)
    if person is not None:
        require_right(person, right)


def need_one_of(queries: Queries, actor: str, *rights: Right) -> None:
    """Refuse who has none of these rights, by the first."""
    person = find_actor(queries, actor)
    if person is not None and not set(rights) & set(person.rights):
        require_right(person, rights[0])


def need_anybody(queries: Queries, actor: str) -> None:
    """Refuse only where nobody has signed in."""
    find_actor(queries, actor)


def find_actor(queries: Queries, actor: str) -> Operator | None:
    """Return who acts; None for the founder, and where all may. Refusal "nobody-signed-in"."""
    people = queries.people()
    person = next((each for each in people if each.id == actor), None)
    if person is None and people and (actor or queries.kind == "clinic"):
        raise Refusal("nobody-signed-in")
    return person
