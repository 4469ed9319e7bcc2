"""Who works here and who is treated: operators with their rights and limits, clients' profiles."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from console.core.errors import Refusal

Right = Literal["treat", "pass-stop", "print", "export", "adopt", "see-log", "erase", "manage"]
RIGHTS: tuple[Right, ...] = ("treat", "pass-stop", "print", "export", "adopt", "see-log", "erase", "manage")
Role = Literal["practitioner", "manager"]
RIGHTS_OF: dict[Role, frozenset[Right]] = {
    "practitioner": frozenset({"treat", "pass-stop", "print"}),
    "manager": frozenset({"manage", "print", "export", "adopt", "see-log", "erase"}),
}


class Operator(Struct, frozen=True, omit_defaults=True):
    """A practitioner or manager, as they stood when an event was recorded. max_depth_um: their own limit."""

    id: str
    name: str
    rights: tuple[Right, ...] = ()
    max_depth_um: int | None = None


class Profile(Struct, frozen=True, omit_defaults=True):
    """What is known of a client. born is an ISO day, skin a Fitzpatrick type 1 to 6; "" and None: not recorded."""

    name: str
    born: str = ""
    skin: int | None = None
    allergies: str = ""
    contact: str = ""


def rights_of(roles: Collection[Role]) -> tuple[Right, ...]:
    """What these roles together may do."""
    given = {right for role in roles for right in RIGHTS_OF[role]}
    return tuple(right for right in RIGHTS if right in given)


def roles_of(rights: Collection[Right]) -> tuple[Role, ...]:
    """The roles that these rights make up whole; none for rights that were given one by one."""
    return tuple(role for role, needed in RIGHTS_OF.items() if needed <= set(rights))


def need(person: Operator, right: Right) -> None:
    """Refuses what the person may not do, by "may-not-" and the right."""
    if right not in person.rights:
        raise Refusal(f"may-not-{right}", name=person.name)
