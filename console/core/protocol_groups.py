"""The groups of a protocol that a client's allergies, medicines and conditions are sorted by, and what holds them."""

from console.core.people import EntryKind
from console.core.protocol_parts import Holds, Part


class Group(Part, frozen=True):
    """What an entry of the client's file may touch; `of`: the kind of entries sorted by it; `like`: examples."""

    id: str
    label: str
    of: EntryKind = "allergy"
    like: str = ""


class Disinfectant(Part, frozen=True):
    """What skin is disinfected with; `holds` as of an agent."""

    id: str
    label: str
    holds: tuple[Holds, ...] = ()
