"""Maps and zones: what can be treated and where it lies. Left and right are always the client's."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Map = Literal["face", "body-front", "body-back", "scalp"]
Grade = Literal["P", "J", "C", "I", "T", "M", "own", ""]
"""How good a source is: P authority, J journal, C common practice, I issue thread, T tried, M memory; own: clinic."""


class Zone(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A zone as zones.toml has it; with `sides` it stands for ID-left and ID-right.

    area_cm2      nominal skin of one side, for dose arithmetic only; area_source and area_grade say where it is from
    suggest_mm    published range (low, high): shown with its source, never a rule
    never         why the zone must not be needled
    max_depth_mm  the clinic's own cap; none is shipped
    """

    id: str
    label: str
    maps: tuple[Map, ...]
    sides: bool = False
    area_cm2: float | None = None
    suggest_mm: tuple[float, float] | None = None
    source: str = ""
    grade: Grade = ""
    never: str = ""
    max_depth_mm: float | None = None
    area_source: str = ""
    area_grade: Grade = ""


def zones_by_side(zones: tuple[Zone, ...]) -> dict[str, Zone]:
    """Return every zone by the id under which it is treated: a pair splits into -left and -right, in file order."""
    split: dict[str, Zone] = {}
    for zone in zones:
        for side in ("left", "right") if zone.sides else ("",):
            zone_id = f"{zone.id}-{side}" if side else zone.id
            split[zone_id] = replace(zone, id=zone_id, sides=False)
    return split


def short_label(label: str) -> str:
    """Return a zone's label without what it says of where the zone ends."""
    return label.partition(",")[0]


def zone_of(place: str) -> str:
    """Return the zone that a sub-area is in, "cheek-left" of "cheek-left/scar-1"; a zone's own id as it is."""
    return place.partition("/")[0]


def sub_area_of(place: str) -> tuple[str, str]:
    """Return the kind of a sub-area and its number in its zone, ("scar", "1") of "cheek-left/scar-1"."""
    kind, _, number = place.partition("/")[2].rpartition("-")
    return kind, number


def to_um(mm: float) -> int:
    """Return millimetres as whole micrometres."""
    return round(mm * 1000)
