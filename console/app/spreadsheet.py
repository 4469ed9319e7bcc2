"""Text for a spreadsheet: each cell stays what it says, whatever the program that opens it takes it for."""

import csv
import io
import re
from collections.abc import Iterable

MARK = "\ufeff"
"""By it a spreadsheet knows UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula."""
MONTHS = (
    "jan(uary?)?|feb(ruary?)?|mar(ch)?|märz?|mrz|apr(il)?|ma[iy]|jun[ei]?|jul[iy]?|aug(ust)?|sep(t|tember)?|"
    "o[ck]t(ober)?|nov(ember)?|de[cz](ember)?|gen|ene|fév|avr|abr|mag|giu|lug|aoû|ago|set|ott|déc|dic"
)
"""As Excel reads them where its language is one of the larger of Europe."""
GAP = "[ ./,-]{0,2}"
VALUE = re.compile(
    rf"[0-9][0-9.,:/-]*(e[+-]?[0-9]+)? ?%?|\([0-9.,]+\)|[0-9]{{1,4}}([ '’\u00a0\u202f][0-9]{{3}})+|"
    rf"[0-9]{{1,2}}(:[0-9]{{2}}){{0,2}} +[ap]m?|[0-9]{{1,4}}{GAP}({MONTHS})({GAP}[0-9]{{1,4}})?|"
    rf"({MONTHS}){GAP}[0-9]{{1,4}}({GAP}[0-9]{{1,4}})?",
    re.IGNORECASE,
)
"""What a spreadsheet takes for a number, a time or a day, and shows as another text than was written."""
PLAIN = re.compile(r"0|[1-9][0-9]{0,10}")
"""A number that it shows as it was written."""


def as_csv(lines: Iterable[Iterable[str]], separator: str) -> bytes:
    """Return lines of cells as UTF-8; `separator` is what the reader's place writes between the items of a list."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows(lines)
    return (MARK + out.getvalue()).encode("utf-8", "replace")


def as_text(cell: str) -> str:
    """Return the cell, with an apostrophe before what a spreadsheet would take for a formula, a number or a day."""
    stripped = cell.strip()
    taken = VALUE.fullmatch(stripped) and not PLAIN.fullmatch(stripped)
    return f"'{cell}" if taken or cell.lstrip(" ").startswith(FORMULA) else cell
