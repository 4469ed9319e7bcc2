"""Codes of HIBCC and IFA as scanners type them and packs print them; those of ICCBBA are refused by their name."""

from random import Random

import pytest
from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange import hibc as hibc_reader
from console.exchange.contents import Udi
from console.exchange.udi import read_udi
from tests.exchange.hibc_encoder import YEAR, Made, hibc, with_check
from tests.support.refused import refused

A999, A123 = "+A99912345", "+A123BJC5D6E71"
PPN, PZN = "9N110375286414", "9N112758089923"
TIP = Udi("", "10X3", "2020-01-15", code=A999)
FIELDS = f"{PPN}\x1d1T12345ABCD\x1dD280617\x1dS12345"
PACK = Udi("", "12345ABCD", "2028-06-17", "", "12345", code=PPN)


def read(text: str) -> Udi:
    return read_udi(text, YEAR)


@pytest.mark.parametrize(
    "text",
    [
        # A US scanner on a German keyboard, whose ` waits for the next letter
        "+d20104012345678901172712311021A7Y", ")01=04012345678901)17=271231)10=ABß12", "À123BJC5D6E71G", "ß27580899",
        # A German scanner on a US keyboard
        "]A123BJC5D6E71G", "/27580899", "*01(04012345678901*17(271231*10(AB/12",
        # A US scanner on a French keyboard
        "$déà&à'à&é\"'(-è_çà&&èéè&é\"&&àLOT", "+Q&é\"BJC(D-Eè&G", ")éè(_à_çç",
    ],
)  # fmt: skip
def test_a_code_in_the_signs_of_another_keyboard_is_told_as_that(text: str) -> None:
    refused("scan-keyboard", lambda: read(text))


@pytest.mark.parametrize("text", ["hello world", "lot 22 of soap", "L77", "ß27580898", "+A123BJC5D6E71H"])
def test_what_no_keyboard_makes_a_code_of_is_told_as_before(text: str) -> None:
    assert "scan-keyboard" not in _outcome(text)


def _outcome(text: str) -> str:
    try:
        return str(read(text))
    except Refusal as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # As the standard and packs have them
        ("+A123BJC5D6E71G", Udi(code=A123, link="G")),
        ("+$A1234GU", Udi(lot="A1234", link="G")),
        ("+$$52001510X3GD", Udi(lot="10X3", expiry="2020-01-15", link="G")),
        ("+A99912345/$$52001510X33", TIP),
        ("+A99912345/$$52001510X3/16D20111212/S77DEFG457", replace(TIP, made="2011-12-12", serial="77DEFG45")),
        ("+A99912345/$10X3/16D20111231/14D202001313", Udi("", "10X3", "2020-01-31", "2011-12-31", code=A999)),
        (
            "+A99912349/$10X3/16D20111231/14D20200131/Q500Z",
            Udi("", "10X3", "2020-01-31", "2011-12-31", code="+A99912349", left=(("quantity", "500"),)),
        ),
        ("+J123AQ3451/25330BC34567/S4012X", Udi("", "BC34567", "2025-11-26", serial="4012", code="+J123AQ3451")),
        ("+$$02231162074ZA", Udi(lot="1162074", expiry="2023-02-28", link="Z")),
        (
            "+E203PB414109/$$8243280112R00089525J",
            Udi("", "R00089525", "2028-01-12", code="+E203PB414109", left=(("quantity", "24"),)),
        ),
        ("+EHWD3551419/$$900100F", Udi(code="+EHWD3551419", left=(("quantity", "00100"),))),
        # Two codes, or three, that came as one: the secondary names the primary's check character
        ("+A123BJC5D6E71G+$$52001510X3GD", replace(TIP, code=A123, link="G")),
        ("+A123BJC5D6E71G+$$+52001510X3GB", Udi(expiry="2020-01-15", serial="10X3", code=A123, link="G")),
        (
            "+J123AQ3451T+25330BC34567T2+S4012TJ",
            Udi("", "BC34567", "2025-11-26", serial="4012", code="+J123AQ3451", link="T"),
        ),
        # A check character that is a blank, kept and lost at the edge
        ("+A123BJCMD6E79++$$52001510X3+ ", replace(TIP, code="+A123BJCMD6E79", link="+")),
        ("+A123BJCMD6E79++$$52001510X3+\r\n", replace(TIP, code="+A123BJCMD6E79", link="+")),
        # However it comes
        ("]C0+A123BJC5D6E71G", Udi(code=A123, link="G")),
        ("*+A123BJC5D6E71G*", Udi(code=A123, link="G")),
        ("+a123bjc5d6e71g", Udi(code=A123, link="G")),
        ("\x02+A99912345/$$52001510X33\x03", TIP),
        ("[)>\x1e06\x1d+A99912345/$$52001510X33\x1e\x04", TIP),
        ("[)>06+A99912345/$$52001510X33", TIP),
        # IFA
        (f"[)>\x1e06\x1d{FIELDS}\x1e\x04", PACK),
        (f"]d1[)>\x1e06\x1d{FIELDS}\x1e\x04", PACK),
        ("[)>␞06␝" + FIELDS.replace("\x1d", "␝") + "␞␄", PACK),
        ("[)><RS>06<GS>" + FIELDS.replace("\x1d", "<GS>") + "<RS><EOT>", PACK),
        ("[)>\x1d06\x1d" + FIELDS + "\x1d\x1d", PACK),
        (
            f"[)>\x1e06\x1d{PPN[:2]} {PPN[2:]}\x1dD280600\x1d16D20260200\x1e\x04",
            Udi("", "", "2028-06-30", "2026-02-28", code=PPN),
        ),
        ("[)>\x1e06\x1d8P04012345678901\x1d1TAB12\x1e\x04", Udi("04012345678901", "AB12")),
        (f"[)>06{PPN}", Udi(code=PPN)),
        (f"[)>\x1e06\x1d{PPN}\x1dQ12\x1d27Q0990\x1e\x04", Udi(code=PPN, left=(("quantity", "12"), ("27Q", "0990")))),
        ("-27580899", Udi(code=PZN)),
        ("]A0-27580899", Udi(code=PZN)),
        ("PZN - 27580899", Udi(code=PZN)),
        ("PZN: 27580899", Udi(code=PZN)),
        ("-3752864", Udi(code=PPN)),
        # GS1's identifiers in an envelope, also in a Data Matrix that says no more of itself
        ("]d1[)>\x1e05\x1d010401234567890117270630\x1d10AB12\x1e\x04", Udi("04012345678901", "AB12", "2027-06-30")),
    ],
)  # fmt: skip
def test_what_is_read_without_a_doubt(text: str, found: Udi) -> None:
    assert read(text) == found


@pytest.mark.parametrize("serial", ["", "+"])
@pytest.mark.parametrize("quantity", ["", "824", "900100"])
@pytest.mark.parametrize("form", ["1217", "2120917", "3171209", "417120909", "517343", "61734309", "7"])
def test_every_form_of_date_with_every_quantity(form: str, quantity: str, serial: str) -> None:
    found = read(with_check(f"{A999}/$${serial}{quantity}{form}10X3"))
    assert (found.lot, found.serial) == (("", "10X3") if serial else ("10X3", ""))
    assert found.expiry == {"1217": "2017-12-31", "7": ""}.get(form, "2017-12-09")
    assert [each.day for each in found.days] == (["2017-12-09T09:00"] if len(form) in (8, 9) else [])
    assert not found.doubts


@pytest.mark.parametrize(
    ("part", "lot", "expiry"),
    [
        ("824AB", "AB", None), ("900100AB", "AB", None), ("3AB10X3", "3AB10X3", ""), ("3127", "3127", ""),
        ("417120923", "", "2017-12-09"), ("417120924", "", ""), ("617343249", "9", ""), ("0017AB", "AB", ""),
        ("517366AB", "AB", ""), ("516366AB", "AB", "2016-12-31"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_and_the_lot_is_read(part: str, lot: str, expiry: str | None) -> None:
    found = read(with_check(f"{A999}/$${part}"))
    assert (found.lot, found.expiry) == (lot, expiry or "")
    assert found.doubts == (("part-unread", "expiry-unreadable") if expiry == "" else ())


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=pytest.mark.soak)])
def test_what_was_written_by_the_standard_is_read(count: int) -> None:
    random = Random(14)
    for _ in range(count):
        made = hibc(random)
        for text in ("".join(made.codes), *made.codes[1:]):
            found = read(text)
            product = "" if text == made.codes[-1] != "".join(made.codes) else made.product
            said = Made(made.codes, product, found.lot, found.serial, found.expiry, found.made)
            assert said == replace(made, product=product), text
            assert (found.code, found.doubts) == (product, ()), text


def test_a_check_character_that_is_a_blank_counts_where_it_is_there() -> None:
    """Of one code in some hundreds the last sign before it would do as well."""
    assert (read("+$+YB2L2J ").serial, read("+$+YB2L2J").serial) == ("YB2L2", "YB2L")


def test_a_wrong_sign_is_never_taken_silently() -> None:
    """Of the signs that keyboards mix up, each that is in the code."""
    text = "+A99912345/$$3270630AY12/S77DEFG45"
    whole = with_check(text)
    for wrong in (
        whole.replace("Y", "Z"),
        whole.replace("AY", "AI"),
        whole.replace("77", "17"),
        whole[:-2] + whole[-1:],
    ):
        found = read(wrong)
        assert "check-character" in found.doubts, wrong
    kept = read(text)
    assert {(each.lot, each.serial) for each in (kept, *kept.others)} == {("AY12", "77DEFG4"), ("AY12", "77DEFG45")}
    assert "separator-lost" in kept.doubts


def test_a_code_that_is_made_to_be_parted_in_countless_ways_is_refused_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each "+20" is a secondary of a primary whose check character is 2, and so is each row of them."""
    summed, check = list[int](), hibc_reader.check_character

    def counted(text: str) -> str:
        summed.append(len(text))
        assert len(summed) < 50_000
        return check(text)

    monkeypatch.setattr(hibc_reader, "check_character", counted)
    primary = next(text for number in range(1000) if (text := with_check(f"+A99{number:03}"))[-1] == "2")
    refused("scan-hibc-unread", lambda: read(f"{primary}{'+20' * 40}X"))
    assert len(summed) > 100, "nothing was parted"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("+$$25102173960231W", "expiry-unreadable"), ("+$$25102173960231W", "part-unread"),
        (with_check(f"{A999}/$10X3/16D20111332"), "made-unreadable"),
        (with_check(f"{A999}/$10X3/17D20111231"), "part-unread"),
        (with_check(f"{A999}/$$327063010X3/14D20270731"), "two-expiries"),
        (with_check(f"{A999}/$$81210X3"), "expiry-unreadable"),
        ("[)>\x1e06\x1d9NABCDE\x1dD280617\x1e\x04", "part-unread"),
        ("[)>\x1e06\x1d8P04012345678902\x1d1TAB12\x1e\x04", "check-digits"),
        ("[)>\x1e06\x1d9N110375286415\x1e\x04", "check-digits"), ("-27580898", "check-digits"),
        ("[)>\x1e06\x1d9N110375286414\x1d33LHTTP\x1e\x04", "part-unread"),
        ("[)>\x1e06\x1d9N110375286414\x1dD281332\x1e\x04", "expiry-unreadable"),
    ],
)  # fmt: skip
def test_what_is_doubtful_in_it_is_told(text: str, doubt: str) -> None:
    assert doubt in read(text).doubts


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (0, 3, 2, 1), (0, 2, 3, 1)])
def test_signs_that_a_wedge_leaves_out_are_asked_about(order: tuple[int, ...]) -> None:
    parts = FIELDS.split("\x1d")
    found = read("[)>06" + "".join(parts[at] for at in order))
    assert {*found.doubts} & {"separator-lost", "separator-missing"}
    assert PACK in [replace(each, doubts=(), others=()) for each in (found, *found.others)]


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("D280617", Udi(expiry="2028-06-17", code=PPN)), ("1TA1TB", Udi(lot="A1TB", code=PPN)),
        ("1TABD281332", Udi(lot="ABD281332", code=PPN)), ("1TAB14D20281332", Udi(lot="AB14D20281332", code=PPN)),
    ],
)  # fmt: skip
def test_of_fields_without_signs_only_what_can_be_meant_is_offered(behind: str, found: Udi) -> None:
    """An identifier comes once, and a day is a day."""
    assert read(f"[)>06{PPN}{behind}") == replace(found, doubts=("separator-missing",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("=/A9999XYZ100T0944=,000025=A99971312345600", "scan-iccbba"),
        ("[)>\x1e06\x1d=/A9999XYZ\x1e\x04", "scan-iccbba"), ("&,1000000000000XYZ123", "scan-iccbba"),
        ("[)>069N11\x1e", "scan-signs-lost"), ("[)>06ABC", "scan-signs-lost"),
        ("[)>", "scan-envelope"), ("[)>\x1e12\x1dA\x1e\x04", "scan-envelope"), ("+$$8", "scan-not-a-code"),
        ("+$$824", "scan-hibc-unread"), ("+A99912345/$$520´01510X^0", "scan-hibc-unread"), ("+", "scan-hibc-unread"),
        ("+/EO5232013", "scan-not-a-code"), ("+49301234567", "scan-not-a-code"), ("-1234567", "scan-not-a-code"),
        ("+A99912345K" + with_check("+$10X3K"), "scan-hibc-unread"),
        (with_check("+A99912345/$10X3/S1/S2"), "scan-two-codes"), (with_check("+A99912345/$$ABC"), "scan-hibc-unread"),
    ],
)  # fmt: skip
def test_what_is_refused_by_name(text: str, code: str) -> None:
    assert refused(code, lambda: read(text)).code == code


def test_what_begins_like_another_issuers_is_never_blamed_on_the_keyboard() -> None:
    random = Random(15)
    said = set()
    for begin in ("+$$8", "[)>", "[)>05", "[)>\x1e06\x1d", "+A123", "=/"):
        for _ in range(60):
            text = begin + "".join(chr(random.randrange(29, 127)) for _ in range(random.randrange(12)))
            try:
                read(text)
            except Refusal as refusal:
                said.add(refusal.code)
    assert said >= {"scan-hibc-unread", "scan-envelope", "scan-iccbba", "scan-signs-lost"}
    assert "scan-unknown-characters" not in said


@pytest.mark.parametrize(
    ("digits", "ways"), [("27580899", (Udi("00000027580899"), Udi(code=PZN))), ("03752864", (Udi(code=PPN),))]
)
def test_a_pzn_whose_dash_is_lost_is_asked_about(digits: str, ways: tuple[Udi, ...]) -> None:
    found = read(digits)
    assert found.doubts == ("pzn-or-gtin",)
    assert (replace(found, doubts=(), others=()), *found.others)[: len(ways)] == ways
    assert "pzn-or-gtin" not in read("40123455").doubts + read(f"]E4{digits}").doubts
