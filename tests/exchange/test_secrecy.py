"""What comes at once and may be a PIN or a passphrase is no pack's, unless a form waits for one."""

import pytest

from console.core.refusal import Refusal
from console.exchange.secrecy import is_like_hibc, is_surely_a_pack
from console.exchange.udi import read_udi

GS = "\x1d"
WITH_GTIN = "01040123456789011727063010AB12"


@pytest.mark.parametrize(
    ("text", "sure", "asked"),
    [
        (WITH_GTIN, True, True), (WITH_GTIN.replace("9011", "9021", 1), True, True), ("4012345678901", True, True),
        ("+A123BJC5D6E71G", True, True), ("-27580899", True, True), (f"10AB12{GS}17270630", True, True),
        ("https://id.gs1.org/01/04012345678901", True, True), ("12345678", False, True), ("40170725", False, True),
        ("17270630", False, True), ("11270101", False, True), ("4012345678902", False, False),
        ("123456789013", False, False), ("+Letmein1", False, True), ("+$brave", False, True),
    ],
)  # fmt: skip
def test_what_may_be_a_secret_is_no_packs(text: str, sure: bool, asked: bool) -> None:
    udi = read_udi(text, 2026)
    assert (is_surely_a_pack(text, udi, False), is_surely_a_pack(text, udi, True)) == (sure, asked)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("+A123BJC5D6E71", True), ("+A123BJC5D6E71X", True), ("+$$52001510X3G", True),
        ("+A99912345/$$52001510X3/16D20111212", True), ("+A123BJC5D6E71G", False), ("+Letmein1", False),
        ("+$brave", False), ("+LETMEINNOW", False), ("12345678", False), ("4012345678902", False),
    ],
)  # fmt: skip
def test_an_hibc_code_without_its_check_character_is_told_as_that_and_a_passphrase_is_not(
    text: str, like: bool
) -> None:
    try:
        udi = read_udi(text, 2026)
    except Refusal:
        assert not like
        return
    assert is_like_hibc(text, udi) is like
    assert not like or not is_surely_a_pack(text, udi, False), "its signs are shown nowhere"
