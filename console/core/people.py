"""Who works here and who is treated: operators with their rights and limits, clients' profiles."""

from typing import Literal

from msgspec import Struct

Right = Literal["treat", "pass-stop", "print", "export", "adopt", "see-log", "erase"]
RIGHTS: tuple[Right, ...] = ("treat", "pass-stop", "print", "export", "adopt", "see-log", "erase")


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
