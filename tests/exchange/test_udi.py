"""Codes as scanners type them and as packs print them: what is read, what is asked, what is refused."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange import udi
from console.exchange.contents import ASKED, Udi
from console.exchange.udi import MOST

PACK = "0104012345678901"
GTIN = "04012345678901"
WHOLE = Udi(GTIN, "AB12", "2027-06-30", "", "SER9")
YEAR = 2026
LETTERS = "".join(chr(each) for each in range(ord("!"), ord("z") + 1) if chr(each) not in "#$@[\\]^`")


def read_udi(text: str) -> Udi:
    return udi.read_udi(text, YEAR)


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
        f"\x02]d2{PACK}1727063010AB12\x1d21SER9\x03",
        f"\x02{PACK}1727063010AB12\x1d21SER9\r\x03\r\n",
        f"[)>\x1e05\x1d{PACK}\x1d17270630\x1d10AB12\x1d21SER9\x1e\x04",
        f"https://id.gs1.org/01/{GTIN}/10/AB12/21/SER9?17=270630",
        f"HTTP://EXAMPLE.COM:8080/a/b.c/01/00/01/{GTIN[1:]}/10/AB12?21=SER9&linkType=all&17=270630#top",
        f"http://example.com/01/{GTIN}/lot/%41B%31%32/ser/SER9/?exp=270630;utm=1",
        f"example.com/gtin/{GTIN}/10/AB12/21/SER9?17=270600",
        f"]Q1https://example.com/01/{GTIN}?10=AB12&21=SER9&17=270630",
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
        ("40123455", Udi("00000040123455")),
        ("17270630" + "10AB12", Udi(lot="AB12", expiry="2027-06-30")),
        ("]C110AB12", Udi(lot="AB12")),
        (f"{PACK}11250102", Udi(GTIN, made="2025-01-02")),
        (f"{PACK}17280200", Udi(GTIN, expiry="2028-02-29")),
        (f"(01){GTIN}(10)A17270630", Udi(GTIN, "A17270630")),
        (f"{PACK}10A17270630\x1d21X", Udi(GTIN, "A17270630", serial="X")),
        ("\x1d10AB12\x1d17270630", Udi(lot="AB12", expiry="2027-06-30")),
        ("<GS>10AB12<GS>17270630", Udi(lot="AB12", expiry="2027-06-30")),
        (f"https://example.com/01/{GTIN}/10/A%2fB%2B?10=A/B%2B", Udi(GTIN, "A/B+")),
        ("(10)A(77)B", Udi(lot="A(77)B")),
        ("(10)AB1(21)SER9", Udi(lot="AB1", serial="SER9")),
        ("(10)A(17)270630", Udi(lot="A", expiry="2027-06-30")),
        (f"https://example.com/01/{GTIN}?17=&linkType=pip", Udi(GTIN)),
        (f"{PACK}10A.B/01/12345678", Udi(GTIN, "A.B/01/12345678")),
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


LABEL = "1021072911172405310100693570007182"
"""A real label's order: lot, expiry, GTIN, and no mark."""


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (LABEL, Udi("00693570007182", "21072911", "2024-05-31")),
        (f"{PACK}240REF771727063010AB12", Udi(GTIN, "AB12", "2027-06-30")),
        (f"21SER9{PACK}17270630", Udi(GTIN, expiry="2027-06-30", serial="SER9")),
        ("10AB1217270630", Udi(lot="AB12", expiry="2027-06-30")),
        (f"]d2{PACK}10AB1221SER9", Udi(GTIN, "AB12", serial="SER9")),
        (f"]d2{PACK}10AB127003260101120021SER9", Udi(GTIN, "AB12", "2026-01-01", serial="SER9")),
        (f"]d2{PACK}10AB12305", Udi(GTIN, "AB12")),
        (f"{PACK}17270630" + "10X11100101", Udi(GTIN, "X", "2027-06-30", "2010-01-01")),
        (f"{PACK}17270630" + "10X15600101", Udi(GTIN, "X", "2027-06-30")),
        ("(10)AB(21)SER9", Udi(lot="AB", serial="SER9")),
        ("(10)AB12(21)SER", Udi(lot="AB12(21)SER")),
        ("(10)A(21)X", Udi(lot="A", serial="X")),
        ("(10)A(21)X", Udi(lot="A(21)X")),
        (f"(01){GTIN}(17)270630(10)A(21)X", Udi(GTIN, "A(21)X", "2027-06-30")),
    ],
)
def test_what_somebody_who_sees_the_pack_has_to_settle(text: str, offered: Udi) -> None:
    found = read_udi(text)
    assert set(found.doubts) & {*ASKED}
    assert offered in [replace(each, doubts=(), others=(), days=(), left=()) for each in (found, *found.others)]


@pytest.mark.parametrize(
    "text",
    [
        f"]d2{PACK}10ABCDEFGHIJKLMNOP17270630" + "21SER9",
        f"]d2{PACK}10{'A' * 20}17270630",
        f"10{'B' * 20}{PACK}",
        f"]d2{PACK}10{'A' * 20}17981113",
        f"{PACK}30517270630" + "10AB12",
    ],
)
def test_a_separator_that_must_be_lost_is_told_though_nothing_is_left_to_ask(text: str) -> None:
    assert read_udi(text).doubts == ("separator-missing",)
    assert read_udi(f"{PACK}17270630" + "10AB12").doubts == ()


@pytest.mark.parametrize(
    "lot",
    ["L21", "A2145", "AB21SE", "21B17", "17271399", "X17990101", "10AB", "1721", "AB301234", "X11090101", "X15610101"],
)
def test_an_ordinary_lot_is_not_asked_about(lot: str) -> None:
    assert read_udi(f"{PACK}17270630" + f"10{lot}") == Udi(GTIN, lot, "2027-06-30")


def test_what_is_wrong_in_it_is_told_and_the_rest_is_read() -> None:
    assert read_udi("0104012345678902" + "10AB12").doubts == ("gtin-check-digit",)
    assert read_udi("4012345678902").doubts == ("gtin-check-digit",)
    found = read_udi(f"{PACK}11250631" + "17270231" + "10AB12")
    assert (found.lot, found.expiry, found.made) == ("AB12", "", "")
    assert found.doubts == ("expiry-unreadable", "made-unreadable")
    link = read_udi(f"https://example.com/01/{GTIN}?17=271399")
    assert (link.expiry, link.doubts) == ("", ("expiry-unreadable",))
    assert replace(read_udi(f"{PACK}17271399" + "10AB12"), days=()) == Udi(GTIN, "AB12", doubts=("expiry-unreadable",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "scan-empty"), (" \r\n", "scan-empty"), ("7" * (MOST + 1), "scan-too-long"), ("0" * 4000, "scan-too-long"),
        ("]C0" + PACK, "scan-not-a-code"),
        (PACK + "0104012345678918", "scan-two-codes"), ("abc", "scan-not-a-code"), ("10AB12", "scan-not-a-code"),
        (f"{PACK}10A\x07B", "scan-unknown-characters"), ("ß0104", "scan-unknown-characters"),
        ("٤٠١٢٣٤٥٦٧٨٩٠١", "scan-unknown-characters"), ("(01)", "scan-not-a-code"), ("()", "scan-not-a-code"),
        ("(A)(10)AB12", "scan-not-a-code"), ("(10)(21)SER9", "scan-not-a-code"),
        ("(10)AB12(17)2706", "scan-not-a-code"),
        ("https://example.com/ifu?id=01", "scan-link"), (f"http://example.com/01/{GTIN}/10/A/99", "scan-link"),
        (f"https://example.com/414/{GTIN[1:]}", "scan-link"), ("https://example.com/01/1234", "scan-link"),
        (f"https://example.com/01/{GTIN}/17/270630", "scan-link"),
        (f"https://example.com/01/{GTIN}/10/" + "A" * 21, "scan-link"), ("http://[", "scan-link"),
        (f"https://example.com/01/{GTIN}/10/A?10=B", "scan-two-codes"), ("]d2", "scan-not-a-code"),
        ("]d200340123450000000000", "scan-not-a-code"),
        *((f"]{mark}{PACK}10ab12", "scan-caps-lock") for mark in ("D2", "c1", "q3", "E0", "E1", "j1")),
        ("]E112", "scan-not-a-code"), ("]D2", "scan-not-a-code"),
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


@given(lot=VALUES, serial=VALUES, day=st.dates(date(1977, 1, 1), date(2076, 12, 31)))
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


@pytest.mark.parametrize("asked", [f"10={'A' * 21}", "01=12345670", "30=many", "133=301206"])
def test_what_a_link_asks_that_can_not_be_read_is_told(asked: str) -> None:
    assert read_udi(f"https://example.com/01/{GTIN}?17=270630&{asked}") == Udi(
        GTIN, expiry="2027-06-30", doubts=("part-unread",)
    )


@pytest.mark.parametrize("in_front", ["21/2018", "10/AB12", "ser/9"])
def test_a_serial_number_in_front_of_the_product_is_told(in_front: str) -> None:
    found = read_udi(f"https://id.gs1.org/{in_front}/01/{GTIN}/10/CD34")
    assert (found.lot, found.serial, found.doubts) == ("CD34", "", ("part-unread",))
    assert read_udi(f"https://id.gs1.org/10/x/y/01/{GTIN}/10/C").doubts == ("part-unread",)
    assert read_udi(f"https://example.com/products/10/01/{GTIN}/10/CD34").doubts == ()


@pytest.mark.parametrize("path", ["10/AB%2012", "10/%20AB12%20?21=S%201", "10/AB12?17=2706%2030"])
def test_a_blank_in_a_link_is_none_of_the_lots(path: str) -> None:
    assert read_udi(f"https://id.gs1.org/01/{GTIN}/{path}").lot == "AB12"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("4012345678901" * 2, "4012345678901"), (f"{PACK}17270630" + "10AB12" + f"{PACK}17270630" + "10AB12", ""),
        ("+A123BJC5D6E71G" * 2, "+A123BJC5D6E71G"), ("4012345678902" * 2, "4012345678902" * 2),
        ("12121212", "12121212"),        ("4012345678901" * 3, "4012345678901" * 3), ("", ""),
    ],
)  # fmt: skip
def test_a_code_that_a_scanner_sent_twice_is_one(text: str, meant: str) -> None:
    assert udi.once(text, YEAR) == (meant or text[: len(text) // 2])
