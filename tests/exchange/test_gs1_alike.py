"""The product and a reader that shares no code with it read made up codes alike; where not, docs/codes.md says why."""

import re
from collections import Counter
from pathlib import Path

import pytest

from console.core.refusal import Refusal
from console.exchange.contents import ASKED, Udi
from console.exchange.udi import read_udi
from tests.exchange.gs1_codes import Code, codes
from tests.exchange.gs1_reader import Pack, read

YEAR = 2026
WRONG = {
    "gtin-check-digit": "gtin", "expiry-unreadable": "expiry", "made-unreadable": "made", "day-unreadable": "day",
    "two-expiries": "two",
}  # fmt: skip
JUDGED = (Path(__file__).parents[2] / "docs" / "codes.md").read_text(encoding="utf-8")
SEPARATORS = {"separator-lost", "separator-missing"}


def as_pack(udi: Udi) -> Pack:
    days = frozenset(each.day for each in udi.days if each.day)
    return Pack(
        udi.gtin, udi.lot, udi.expiry, udi.made, udi.serial, days, frozenset(value for _, value in udi.left),
        frozenset(WRONG[each] for each in udi.doubts if each in WRONG),
    )  # fmt: skip


def product(text: str) -> Udi | str:
    try:
        return read_udi(text, YEAR)
    except Refusal as refusal:
        return refusal.code


def difference(code: Code) -> str:
    """Return "" where both read the code alike, else the kind of difference as docs/codes.md has it."""
    found, right = product(code.text), read(code.encoded, YEAR)
    if isinstance(found, str):
        return "" if right is None else refused(code, found, right)
    doubts = {*found.doubts} - {*WRONG}
    if as_pack(found) == right and not doubts:
        return ""
    if re.search(r"\S\s+\S", code.text.replace("\x1d", "")):
        return "blanks"
    if {*doubts} & {*ASKED}:
        return "asked" if right is None or right in map(as_pack, (found, *found.others)) else "asked, not offered"
    if "separator-missing" in doubts:
        return "told"
    if right is not None and "part-unread" in doubts and code.text.lower().startswith("http"):
        return "a name in a link"
    if code.text.isdigit():
        return "bare digits"
    if right is None and code.text.startswith("("):
        return "brackets"
    if right is None:
        return "a value of a link" if code.text.lower().startswith("http") else "other"
    return "lost in silence" if code.made == "dropped" else "other"


def refused(code: Code, why: str, right: Pack) -> str:
    if "8010" in code.text:
        return "component number"
    if why == "scan-link":
        return "no web address"
    if not any(right[:6]):
        return "nothing of a pack"
    if not code.text.startswith(("]", "\x1d", "[", "(")):
        return "no mark"
    return "lost and refused" if code.made == "dropped" else "other"


def alike(count: int, seed: int) -> Counter[str]:
    found = Counter[str]()
    for code in codes(count, seed):
        kind = difference(code)
        found[kind] += 1
        assert not kind or f"| {kind} |" in JUDGED, (kind, code, product(code.text), read(code.encoded, YEAR))
    return found


def test_a_few_codes_are_read_alike() -> None:
    found = alike(300, 7)
    assert found[""] > 200


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_codes_are_read_alike(seed: int) -> None:
    found = alike(10_000, seed)
    print(dict(found))
    assert found[""] > 8_000
