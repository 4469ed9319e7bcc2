"""Who works here and who is treated: operators with rights and limits, clients with profiles."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from console.core.refusal import Refusal

Right = Literal["treat", "pass-stop", "print", "export", "adopt", "see-log", "erase", "manage"]
RIGHTS: tuple[Right, ...] = ("treat", "pass-stop", "print", "export", "adopt", "see-log", "erase", "manage")
Role = Literal["practitioner", "manager"]
RIGHTS_OF: dict[Role, frozenset[Right]] = {
    "practitioner": frozenset({"treat", "pass-stop", "print"}),
    "manager": frozenset({"manage", "print", "export", "adopt", "see-log", "erase"}),
}


class Operator(Struct, frozen=True, omit_defaults=True):
    """A practitioner or manager, as when the event was recorded. max_depth_um: their own limit, None for none."""

    id: str
    name: str
    rights: tuple[Right, ...] = ()
    max_depth_um: int | None = None


class Profile(Struct, frozen=True, omit_defaults=True):
    """What is known of a client: born is an ISO day, skin a Fitzpatrick type 1 to 6; "" and None: not recorded."""

    name: str
    born: str = ""
    skin: int | None = None
    allergies: str = ""
    contact: str = ""


def rights_of(roles: Collection[Role]) -> tuple[Right, ...]:
    """Return the rights that these roles have together."""
    given = {right for role in roles for right in RIGHTS_OF[role]}
    return tuple(right for right in RIGHTS if right in given)


def roles_of(rights: Collection[Right]) -> tuple[Role, ...]:
    """Return the roles of which these rights include every right; none where rights were given one by one."""
    return tuple(role for role, needed in RIGHTS_OF.items() if needed <= set(rights))


def require_right(person: Operator, right: Right) -> None:
    """Raise Refusal "may-not-" and the right, where the person does not have it."""
    if right not in person.rights:
        raise Refusal(f"may-not-{right}", name=person.name)
