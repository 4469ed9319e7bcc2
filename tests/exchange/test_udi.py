"""Codes as scanners type them and as packs print them: what is read, what is asked, what is refused."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange.udi import MOST, Udi, read_udi

PACK = "0104012345678901"
GTIN = "04012345678901"
WHOLE = Udi(GTIN, "AB12", "2027-06-30", "", "SER9")
LETTERS = "".join(chr(each) for each in range(ord("!"), ord("z") + 1) if chr(each) not in "#$@[\\]^`")


@pytest.mark.parametrize(
    "text",
    [
        f"]d2{PACK}1727063010AB12\x1d21SER9",
        f"]Q3{PACK}21SER9\x1d1727063010AB12",
        f"]C1{PACK}1727063010AB12\x1d21SER9\r\n",
        f"\x1d{PACK}1727063010AB12\x1d21SER9",
        f"{PACK}1727063010AB12\x1d21SER9",
        f"{PACK}1727063010AB12<GS>21SER9",
        f"{PACK}1727063010AB12{{GS}}21SER9",
        f"{PACK}1727063010AB12^]21SER9",
        f"{PACK}1727063010AB12|21SER9",
        f"(01){GTIN}(17)270630(10)AB12(21)SER9",
        f"(01) {GTIN} (17) 270600\n(10) AB12 (21) SER9",
    ],
)
def test_one_pack_however_it_comes(text: str) -> None:
    assert read_udi(text) == WHOLE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4012345678901", Udi(GTIN)),
        (GTIN, Udi(GTIN)),
        ("]E04012345678901", Udi(GTIN)),
        ("96385074", Udi("00000096385074")),
        ("17270630" + "10AB12", Udi(lot="AB12", expiry="2027-06-30")),
        ("]C110AB12", Udi(lot="AB12")),
        (f"{PACK}11250102", Udi(GTIN, made="2025-01-02")),
        (f"{PACK}17280200", Udi(GTIN, expiry="2028-02-29")),
        (f"(01){GTIN}(10)A17270630", Udi(GTIN, "A17270630")),
        (f"{PACK}10A17270630\x1d21X", Udi(GTIN, "A17270630", serial="X")),
    ],
)
def test_what_is_read_without_a_doubt(text: str, found: Udi) -> None:
    assert read_udi(text) == found


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        (f"{PACK}10AB117270630", Udi(GTIN, "AB117270630"), [Udi(GTIN, "AB1", "2027-06-30")]),
        (f"{PACK}1727063010AB1221SER9", Udi(GTIN, "AB1221SER9", "2027-06-30"), [WHOLE]),
        (
            f"{PACK}10AB117270630" + "21SER9",
            Udi(GTIN, "AB11727063021SER9"),
            [Udi(GTIN, "AB1", "2027-06-30", "", "SER9"), Udi(GTIN, "AB117270630", serial="SER9")],
        ),
        (f"{PACK}21SER9" + "1727063010AB12", Udi(GTIN, serial="SER91727063010AB12"), [WHOLE]),
    ],
)
def test_a_separator_that_may_be_lost_is_asked_about(text: str, first: Udi, others: list[Udi]) -> None:
    found = read_udi(text)
    assert "separator-lost" in found.doubts
    assert (found.lot, found.serial, found.expiry) == (first.lot, first.serial, first.expiry)
    assert list(found.others[: len(others)]) == others


def test_what_is_too_long_for_a_lot_is_never_cut() -> None:
    found = read_udi(f"{PACK}10ABCDEFGHIJKLMNOP17270630" + "21SER9")
    assert (found.lot, found.expiry, found.serial) == ("ABCDEFGHIJKLMNOP", "2027-06-30", "SER9")
    with pytest.raises(Refusal, match="scan-not-a-code"):
        read_udi(f"{PACK}10" + "A" * 21)


@pytest.mark.parametrize("lot", ["L21", "A2145", "AB21SE", "21B17", "17271399", "X17990101", "10AB", "1721"])
def test_an_ordinary_lot_is_not_asked_about(lot: str) -> None:
    assert read_udi(f"{PACK}17270630" + f"10{lot}") == Udi(GTIN, lot, "2027-06-30")


def test_what_is_wrong_in_it_is_told_and_the_rest_is_read() -> None:
    assert read_udi("0104012345678902" + "10AB12").doubts == ("gtin-check-digit",)
    assert read_udi("4012345678902").doubts == ("gtin-check-digit",)
    found = read_udi(f"{PACK}11250631" + "17270231" + "10AB12")
    assert (found.lot, found.expiry, found.made) == ("AB12", "", "")
    assert found.doubts == ("expiry-unreadable", "made-unreadable")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "scan-empty"), (" \r\n", "scan-empty"), ("7" * (MOST + 1), "scan-too-long"), ("0" * 4000, "scan-too-long"),
        ("+A123BJC5D6E71G", "scan-hibc"), ("]C0+A123BJC5D6E71G", "scan-hibc"), ("]C0" + PACK, "scan-not-a-code"),
        (PACK + "0104012345678918", "scan-two-codes"), ("abc", "scan-not-a-code"), ("10AB12", "scan-not-a-code"),
        (f"{PACK}10A\x07B", "scan-unknown-characters"), ("ß0104", "scan-unknown-characters"),
        ("٤٠١٢٣٤٥٦٧٨٩٠١", "scan-unknown-characters"), ("(01)", "scan-not-a-code"), ("()", "scan-not-a-code"),
        ("https://id.gs1.org/01/04012345678901", "scan-not-a-code"), ("]d2", "scan-not-a-code"),
        ("]d200340123450000000000", "scan-not-a-code"),
    ],
)  # fmt: skip
def test_what_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_udi(text)
    assert refused.value.code == code


def test_characters_nobody_sees_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        read_udi("a\x07b\x07ß")
    assert refused.value.facts == {"characters": "U+0007 ß"}


VALUES = st.text(st.sampled_from(LETTERS), min_size=1, max_size=20)


@given(lot=VALUES, serial=VALUES, day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_with_its_separators_every_pack_is_read_as_it_is(lot: str, serial: str, day: date) -> None:
    yymmdd = f"{day:%y%m%d}"
    text = f"]d2{PACK}17{yymmdd}10{lot}\x1d21{serial}"
    if any(spelled in text.lower() for spelled in ("<gs>", "<fnc1>")):
        return
    assert read_udi(text) == Udi(GTIN, lot, str(day), "", serial)


@given(lot=VALUES, serial=VALUES.filter(lambda text: len(text) >= 4))
def test_without_them_the_right_reading_is_among_those_offered(lot: str, serial: str) -> None:
    text = f"]d2{PACK}10{lot}17270630" + f"21{serial}"
    if any(spelled in text.lower() for spelled in ("<gs>", "<fnc1>")):
        return
    found = read_udi(text)
    offered = (replace(found, doubts=(), others=()), *found.others)
    assert Udi(GTIN, lot, "2027-06-30", "", serial) in offered


def test_biip_is_imported_when_a_code_is_read() -> None:
    code = "import sys, console.exchange.udi; sys.exit('biip' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
