"""Reading the code on a pack: a barcode as a scanner types it, the line printed below it, or a web address.

GS1, HIBCC and IFA issue such codes; those of ICCBBA, for tissue and blood, are refused by their name.
"""

import re

from msgspec.structs import replace

from console.core.refusal import Refusal
from console.exchange.contents import Facts, Udi, contents_of, one_of
from console.exchange.digital_link import is_link
from console.exchange.framing import ENVELOPE, LINE_ENDS, SEPARATOR, unframe, unwrap, with_separators
from console.exchange.gs1_code import OF_GS1, read_elements, read_link
from console.exchange.hibc import hibc_readings
from console.exchange.ifa import bare_pzn, field_readings, pzn_reading
from console.exchange.wrong_keyboard import typed_for_another

MOST = 400
"""Characters; a pack's code has fewer than a hundred."""
BEGINNINGS = ("(", "]", "01", "http", ENVELOPE, "+", "*+")
"""What a code begins with that somebody types, or a scanner as slow as a hand."""
ICCBBA = ("=", "&")
"""What a code of ISBT 128 begins with."""
MARKED = ("]", "(01)", ENVELOPE, "+$", "*+")
"""What nothing begins with but a code, however short it is."""

_FOREIGN = re.compile(rf"[^!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z{SEPARATOR}]")
"""Characters that no value in a GS1 code has."""
_SHOWN = 12
_BY_KEYBOARD = frozenset(
    {"scan-hibc-unread", "scan-iccbba", "scan-envelope", "scan-unknown-characters", "scan-not-a-code"}
)
"""What a code is refused by whose signs are those of another keyboard."""
WRONG = frozenset({"gtin-check-digit", "check-character", "check-digits", "part-unread"})
_LONGEST_RETAIL, _LONGEST_ADD_ON = 14, 5
"""Digits of a retail code, and of the small one beside it, which has a mark of its own."""


def read_udi(text: str, year: int) -> Udi:
    """Return the contents of a scanned text, years of two digits as they are meant in `year`.

    Raises Refusal: scan-empty, -too-long, -hibc-unread, -iccbba, -envelope, -signs-lost, -link, -unknown-characters,
    -caps-lock, -keyboard, -two-codes or -not-a-code.
    """
    try:
        return _read(text, year)
    except Refusal as refusal:
        if refusal.code in _BY_KEYBOARD and typed_for_another(text, lambda meant: _certain(meant, year)):
            raise Refusal("scan-keyboard") from refusal
        raise


def once(text: str, year: int) -> str:
    """Return the text; of one code that a scanner sent twice, with no end between, that code."""
    half = text[: len(text) // 2]
    if not half or half + half != text:
        return text
    try:
        _certain(half, year)
    except Refusal:
        return text
    return half


def _certain(text: str, year: int) -> None:
    """Raise Refusal unless this is a code whose check digits are right."""
    found = _read(text, year)
    if not (found.any_code or found.lot) or WRONG.intersection(found.doubts):
        raise Refusal("scan-not-a-code")


def _read(text: str, year: int) -> Udi:
    if len(text) > MOST:
        raise Refusal("scan-too-long", count=MOST)
    symbology, content = unframe(text)
    if not (symbology or content):
        raise Refusal("scan-empty")
    form, content = unwrap(content)
    line = text.rstrip(LINE_ENDS)
    issued = _issued_by_others(form, content.lstrip(SEPARATOR), line[len(line.rstrip(" ")) :], year)
    if issued:
        return one_of(map(contents_of, issued), "separator-lost")
    if is_link(content):
        return read_link(content, year)
    symbology, content = ("d2" if form else symbology), with_separators(content)
    if foreign := _FOREIGN.findall(content):
        if form:
            raise Refusal("scan-envelope")
        raise Refusal("scan-unknown-characters", characters=_visible(foreign))
    if _by_caps_lock(symbology, content):
        raise Refusal("scan-caps-lock")
    if symbology not in OF_GS1:
        raise Refusal("scan-not-a-code")
    found = read_elements(symbology, content, year)
    pzn = () if symbology else bare_pzn(content)
    return _with_pzn(found, contents_of(pzn)) if pzn else found


def _with_pzn(found: Udi, pzn: Udi) -> Udi:
    """Return both readings of digits that are a PZN too: the likelier first, which has no wrong digit."""
    whole = (replace(found, others=()), *found.others)
    return one_of((pzn, *whole) if "gtin-check-digit" in found.doubts else (*whole, pzn), "pzn-or-gtin")


def _by_caps_lock(symbology: str, content: str) -> bool:
    """Say whether the mark is one of GS1's with the case of its letter turned, and what follows fits only that one."""
    if symbology == "E0":
        return len(content) > _LONGEST_RETAIL
    return symbology not in OF_GS1 and symbology.swapcase() in OF_GS1 and len(content) > _LONGEST_ADD_ON


def _issued_by_others(form: str, content: str, blanks: str, year: int) -> list[Facts]:
    """Return the readings of a code that another than GS1 issued; none of any other. Refusal.

    blanks  those behind it: in an HIBC code they may be its last signs
    """
    if content.startswith(ICCBBA):
        raise Refusal("scan-iccbba")
    if content.lstrip("*").startswith("+"):
        return hibc_readings(content + blanks, year)
    if form == "06":
        return field_readings([each for each in re.split("[\x1d\x1e]", content) if each], year)
    if content.startswith(ENVELOPE) or form not in ("", "05"):
        raise Refusal("scan-envelope")
    pzn = pzn_reading(content)
    return [pzn] if pzn else []


def _visible(characters: list[str]) -> str:
    """Return the first few characters, the invisible ones by number."""
    each = dict.fromkeys(char if char.isprintable() else f"U+{ord(char):04X}" for char in characters)
    return " ".join(list(each)[:_SHOWN])
