"""The code of a product, whoever issued it: how it is kept and shown, and which codes are of one item."""

import pytest

from console.core.product_codes import (
    allow_product_code,
    code_key,
    is_same_item,
    item_of,
    kept_code,
    named_code,
    shown_code,
)
from console.core.stock import Product, held_by, product_of
from console.exchange.udi import read_udi
from tests.exchange.hibc_encoder import YEAR
from tests.support.refused import refused

NTIN = "04150275808996"
A999 = "+A99912345"
PPN, PZN = "9N110375286414", "9N112758089923"


@pytest.mark.parametrize(
    ("typed", "kept", "shown", "named"),
    [
        ("4012345678901", "04012345678901", "04012345678901", ("gtin", "04012345678901")),
        (" +a99912345 ", A999, A999, ("hibc", A999)),
        ("PZN 27580899", PZN, "PZN 27580899", ("pzn", "27580899")),
        ("pzn-3752864", PPN, "PZN 03752864", ("pzn", "03752864")),
        ("9N14144692180", "9N14144692180", "9N14144692180", ("ppn", "14144692180")),
    ],
)  # fmt: skip
def test_a_products_code_is_kept_as_it_is_scanned(typed: str, kept: str, shown: str, named: tuple[str, str]) -> None:
    code = kept_code(typed)
    assert (code, shown_code(code), named_code(code), kept_code(shown)) == (kept, shown, named, kept)
    allow_product_code(code)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("PZN 27580898", "gtin-check"), ("9N110375286415", "gtin-check"), ("+A999", "gtin-form"),
        ("9N11037528641", "gtin-form"), ("+A9991234G", "gtin-form"), ("=A9999XYZ", "gtin-form"),
        ("4012345678902", "gtin-check"),
    ],
)  # fmt: skip
def test_what_is_no_products_code(typed: str, why: str) -> None:
    refused(why, lambda: allow_product_code(kept_code(typed)))


def test_a_product_is_known_by_any_issuers_code() -> None:
    shelf = [Product("tip", "Tip", "cartridge", gtin=A999, holds=("steel",)), Product("gel", "Gel", "glide", gtin=PZN)]
    assert product_of(shelf, "cartridge", "Else", A999) == shelf[0]
    assert product_of(shelf, "glide", "", read_udi("-27580899", YEAR).product_code) == shelf[1]
    assert product_of(shelf, "cartridge", "", "+A99912346") == shelf[0], "another unit of measure is the same item"
    assert held_by(shelf, "cartridge", "", "+A99912346") == ("steel",)
    assert item_of(PPN) != item_of(PZN)
    assert item_of(A999) != item_of("+A99912355")
    assert item_of("4012345678901") == item_of("14012345678908") != item_of("4012345678918")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("04012345678901", "14012345678908", True), (A999, "+A99912346", True), (PZN, NTIN, True),
        (PZN, "14150275808993", True), ("9N110375286414", "4150037528643", True), ("40123455", "00000040123455", True),
        (PPN, NTIN, False), (PZN, "04150275808903", False), ("04012345678901", "04012345678918", False),
        ("", "", False), (A999, "+A99922345", False),
    ],
)  # fmt: skip
def test_codes_of_one_item(one: str, other: str, same: bool) -> None:
    """IFA's coding rules, 5.2.1, have 110375286414 and 04150037528643 for one pack."""
    assert is_same_item(one, other) is is_same_item(other, one) is same
    assert (code_key(PZN) == code_key(NTIN), code_key(PZN) == code_key("14150275808993")) == (True, False)
    kept = Product("p", "Tip", "cartridge", gtin=one)
    assert (product_of([kept], "cartridge", "Tip 2", other) is kept) is same
