"""Who works here and who is treated: operators with rights and limits, clients with profiles."""

from collections.abc import Collection, Iterable
from typing import Literal, Protocol, get_args

from msgspec import Struct

from console.core.names import same_key
from console.core.refusal import Refusal

Right = Literal["treat", "pass-stop", "print", "export", "adopt", "see-log", "erase", "manage"]
RIGHTS: tuple[Right, ...] = ("treat", "pass-stop", "print", "export", "adopt", "see-log", "erase", "manage")
Role = Literal["practitioner", "manager"]
RIGHTS_OF: dict[Role, frozenset[Right]] = {
    "practitioner": frozenset({"treat", "pass-stop", "print"}),
    "manager": frozenset({"manage", "print", "export", "adopt", "see-log", "erase"}),
}

ClientField = Literal["name", "born", "skin", "contact"]
CLIENT_FIELDS: tuple[ClientField, ...] = get_args(ClientField)
EntryKind = Literal["allergy", "medicine", "condition"]
ENTRY_KINDS: dict[EntryKind, str] = {"allergy": "allergies", "medicine": "medicines", "condition": "conditions"}
"""What an entry may be, and the name of all of that kind: of a text, an option of a script."""
OTHER_KINDS: tuple[EntryKind, ...] = ("medicine", "condition")
"""What is told after the allergies, which stand by themselves."""
OLD_ALLERGIES = "allergies"
"""The id of the entry that the text of older records counts as."""

NONE_KNOWN = "none known"
"""What an entry says where there is nothing of its kind: a value, which a language reads in its own words."""


NO_GROUP = "none"
"""What an entry says where somebody said that it touches none of the protocol's groups."""
UNSORTED = ""
"""Beside groups: rooms wrote an entry apart, and what one of them says nobody has sorted. No group has this id."""


class Operator(Struct, frozen=True, omit_defaults=True):
    """A practitioner or manager, as when the event was recorded. max_depth_um: their own limit, None for none."""

    id: str
    name: str
    rights: tuple[Right, ...] = ()
    max_depth_um: int | None = None


class Said(Struct, frozen=True):
    """What an entry says beside its kind, see Entry."""

    text: str
    groups: tuple[str, ...] = ()
    since: str = ""
    reaction: str = ""


class SaysOfEntry(Protocol):
    """What has the fields of Said among its own."""

    @property
    def text(self) -> str: ...
    @property
    def groups(self) -> tuple[str, ...]: ...
    @property
    def since(self) -> str: ...
    @property
    def reaction(self) -> str: ...


class Entry(Struct, frozen=True, omit_defaults=True):
    """An allergy, a medicine or a condition of a client; the id stays where the text is changed.

    groups    the protocol's groups that it touches, by id, or NO_GROUP alone; none at all: nobody said which
    since     since when, and what happened: in own words, "" not recorded
    """

    id: str
    kind: EntryKind
    text: str
    groups: tuple[str, ...] = ()
    since: str = ""
    reaction: str = ""

    @property
    def none_known(self) -> bool:
        """Whether it says that there is nothing of its kind."""
        return same_key(self.text) == NONE_KNOWN


class Profile(Struct, frozen=True, omit_defaults=True):
    """What is known of a client: born is an ISO day, skin a Fitzpatrick type 1 to 6; "" and None: not recorded.

    allergies  the one text of older records; what is entered today has entries
    """

    name: str
    born: str = ""
    skin: int | None = None
    allergies: str = ""
    contact: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def listed(self) -> tuple[Entry, ...]:
        """Return all entries, oldest first; the text of older records counts as one allergy."""
        old = (Entry(OLD_ALLERGIES, "allergy", self.allergies),) if self.allergies.strip() else ()
        return old + self.entries

    def of(self, kind: EntryKind) -> tuple[Entry, ...]:
        """Return the entries of this kind, oldest first; `Words.entries` reads them."""
        return tuple(entry for entry in self.listed if entry.kind == kind)

    def texts(self, kind: EntryKind) -> tuple[str, ...]:
        """Return what is recorded of this kind, oldest first."""
        return tuple(entry.text for entry in self.of(kind))


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


def joined_groups(said: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the groups that any of these says, with UNSORTED among them where one says none yet."""
    found = dict.fromkeys(group for groups in said for group in groups or (UNSORTED,))
    groups = tuple(group for group in found if group != NO_GROUP or len(found) == 1)
    return () if groups == (UNSORTED,) else groups
