"""What a code on a pack says, whichever issuer's it is, and what is doubtful in it."""

from collections.abc import Iterable
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange.gs1_days import PackDay

Doubt = Literal[
    "gtin-check-digit", "separator-lost", "separator-missing", "brackets", "expiry-unreadable", "made-unreadable",
    "day-unreadable", "two-expiries", "check-character", "check-digits", "part-unread", "pzn-or-gtin", "letters-moved",
    "caps-lock",
]  # fmt: skip
ASKED: tuple[Doubt, ...] = ("separator-lost", "brackets", "pzn-or-gtin")
"""Doubts that only somebody who sees the pack can settle, by choosing one of several readings."""


class Udi(Struct, frozen=True):
    """The contents of a code; "" for what it does not have. The GTIN has 14 digits, days are ISO.

    code  the product's code where another than GS1 issued it, as it is kept (`console/core/product_codes.py`)
    link  what a primary and a secondary HIBC code of one pack have in common

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
    code: str = ""
    link: str = ""
    left: tuple[tuple[str, str], ...] = ()
    """Quantities and whatever else stands in it, by name or identifier: shown, and recorded nowhere."""

    @property
    def product_code(self) -> str:
        """Return by which code the product is known, whoever issued it."""
        return self.code or self.gtin

    @property
    def any_code(self) -> str:
        """Return the product's code of whichever reading has one."""
        return next(filter(None, (each.product_code for each in (self, *self.others))), "")


FactName = Literal["code", "gtin", "lot", "serial", "link", "expires", "made", "expires-at", "doubt", "quantity", "27Q"]
LEFT: tuple[FactName, ...] = ("quantity", "27Q")
"""Facts that nothing takes over."""
Facts = tuple[tuple[FactName, str], ...]
"""What a code of another issuer than GS1 says, in its order. A day is ISO, "" where what stands there is none."""


def known_pack(code: str, lot: str = "", expiry: str = "", serial: str = "") -> Udi:
    """Return what is known of a pack of the product with this code, whoever issued that."""
    is_gtin = code.isdigit()
    return Udi(code if is_gtin else "", lot, expiry, serial=serial, code="" if is_gtin else code)


def contents_of(facts: Facts) -> Udi:
    """Return what they say together. Refusal "scan-two-codes" where they can't be said of one pack."""
    values: dict[FactName, str] = {}
    for name, value in facts:
        if name not in ("expires", "expires-at", "doubt", *LEFT) and values.setdefault(name, value) != value:
            raise Refusal("scan-two-codes")
    ends = [value for name, value in facts if name == "expires"]
    told = {cast(Doubt, value): True for name, value in facts if name == "doubt"}
    doubts: dict[Doubt, bool] = told | {
        "expiry-unreadable": "" in ends,
        "made-unreadable": values.get("made") == "",
        "two-expiries": len({*ends} - {""}) > 1,
    }
    return Udi(
        gtin=values.get("gtin", ""),
        lot=values.get("lot", ""),
        expiry=min(filter(None, ends), default=""),
        made=values.get("made", ""),
        serial=values.get("serial", ""),
        doubts=tuple(doubt for doubt, so in doubts.items() if so),
        days=tuple(PackDay("expires", value, value) for name, value in facts if name == "expires-at"),
        code=values.get("code", ""),
        link=values.get("link", ""),
        left=tuple((name, value) for name, value in facts if name in LEFT),
    )


def one_of(readings: Iterable[Udi], doubt: Doubt) -> Udi:
    """Return the first of several readings that say anything, with the others. Refusal where there is none.

    Two that differ in what nothing takes over alone are one.
    """
    apart: dict[Udi, Udi] = {}
    for each in readings:
        apart.setdefault(replace(each, left=()), each)
    found = [whole for each, whole in apart.items() if replace(each, doubts=(), link="") != Udi()]
    if not found:
        raise Refusal("scan-not-a-code")
    first, *others = found
    return replace(first, doubts=(*first.doubts, doubt), others=tuple(others)) if others else first
