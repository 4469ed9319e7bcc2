"""What a code on a pack says, whichever issuer's it is, and what is doubtful in it."""

from typing import Literal

from msgspec import Struct

from console.exchange.gs1_days import PackDay

Doubt = Literal[
    "gtin-check-digit", "separator-lost", "separator-missing", "brackets", "expiry-unreadable", "made-unreadable",
    "day-unreadable", "two-expiries",
]  # fmt: skip
ASKED: tuple[Doubt, ...] = ("separator-lost", "brackets")
"""Doubts that only somebody who sees the pack can settle, by choosing one of several readings."""


class Udi(Struct, frozen=True):
    """The contents of a code; "" for what it does not have. The GTIN has 14 digits, days are ISO.

    With a doubt of ASKED there are `others`, the likelier first: somebody who sees the pack says which is right.
    """

    gtin: str = ""
    lot: str = ""
    expiry: str = ""
    made: str = ""
    serial: str = ""
    doubts: tuple[Doubt, ...] = ()
    others: "tuple[Udi, ...]" = ()
    days: tuple[PackDay, ...] = ()
    """Days in the code that are not the expiry and not the making: they are shown, and recorded nowhere."""
