"""Events of sub-areas: a scar, a patch, striae within a zone, with a place on the map."""

from typing import Literal

from console.core.anatomy import Map
from console.core.events.base import Body, Private

SubAreaKind = Literal["scar", "patch", "striae"]


class SubAreaMarked(Body, frozen=True, tag="sub-area-marked"):
    """A sub-area of a zone was marked and so planned; it is taken and passed like a zone, by its zone's rules.

    map   the figure on which it was marked; x and y in thousandths of its width and height, from its upper left
    name  what it is called beside its kind and number; may name a person
    id    filled by decide: "cheek-left/scar-1"
    """

    zone: str
    what: SubAreaKind
    map: Map
    x: int
    y: int
    name: Private = ""
    id: str = ""


class SubAreaTakenOut(Body, frozen=True, tag="sub-area-taken-out"):
    """A sub-area that nothing was done on was marked by mistake: it is on the map and in the plan no more."""

    zone: str


SubAreaBody = SubAreaMarked | SubAreaTakenOut
