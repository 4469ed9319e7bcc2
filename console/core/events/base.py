"""What event types are made of. Lengths are whole micrometres, masses milligrams, times milliseconds."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

PERSONAL = Meta(extra={"personal": True})
Private = Annotated[str, PERSONAL]
"""Text that may name a person: stored only encrypted under the client's own key."""

UNKNOWN = "unknown"
"""The actor of an event recorded while the screen was locked and nobody was signed in."""

Answer = Literal["yes", "no"]
Endpoint = Literal["none", "erythema", "pinpoint", "excess"]
Basis = Literal["boot", "wall", "stated"]
DayRule = Literal["utc", "room"]
"""Whose days count."""
DepthRule = Literal["start", "chosen"]
"""How a zone comes by its depth: work starts at the low end of its range by itself, or somebody chose it."""
JudgedBy = Literal["present", "pass"]
"""Whose limits a correction of a zone goes by."""
ProductKind = Literal["cleanser", "disinfectant", "cartridge", "glide", "serum", "topical", "aftercare", "other"]

StockUse = Literal[
    "numbing", "cleanser", "disinfectant", "cartridge", "glide", "serum", "topical", "aftercare", "other"
]
"""What a product in stock is for: a numbing agent, or a kind of product."""


class Body(Struct, frozen=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """What happened, without when and by whom: that is Event.

    `reason_id` of some is the reason's in the protocol, filled by decide; "" where it was told in other words.
    """


class PlannedZone(Struct, frozen=True, omit_defaults=True):
    """A zone to treat; None leaves the choice to the practitioner."""

    zone: str
    depth_um: int | None = None
    passes: int | None = None


class EarlierCream(Struct, frozen=True, omit_defaults=True):
    """A cream of another session on the same day: when it went on, its agent in words, and the milligrams of each drug.

    Without drugs they are not known.
    """

    utc_ms: int
    agent: str
    drugs: dict[str, float] = {}


class Offset(Struct, frozen=True):
    """From this instant on, local time is UTC plus so many minutes."""

    from_utc_ms: int
    minutes: int
