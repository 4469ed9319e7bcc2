"""Text for a spreadsheet: each cell stays what it says, whatever the program that opens it takes it for."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

from console.app.month_names import MONTH_NAMES

MARK = "\ufeff"
"""By it a spreadsheet knows UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula."""
_TRUE_AND_FALSE = """
true false wahr falsch vrai faux verdadero falso vero verdadeiro waar onwaar sant sann sand falskt falsk usann tosi
epätosi prawda fałsz pravda nepravda igaz hamis adevărat fals doğru yanlış истина ложь
"""
BOOLEANS = frozenset(_TRUE_AND_FALSE.split())
"""How spreadsheets of Europe call true and false."""
GAP = "[ ./,-]{0,3}"
MONEY = "(?:[A-Z]{0,2}[$€£¥₹₽₺₩₪₫฿₴₦]|EUR|USD|GBP|CHF|PLN|CZK|HUF|RON|SEK|NOK|DKK|TRY|kr|zł|Kč|Ft|lei|lv|%)?"
NUMBER = "[-+]?[0-9]{1,4}(?:[ '’][0-9]{3})+(?:[.,][0-9]*)?|[-+]?[0-9.,][0-9.,:/'’-]*(?: ?[ed][+-]?[0-9]+)?"
TIME = r"[0-9]{1,2}(?:[:.][0-9]{1,2}){0,2}(?:[.,][0-9]+)?(?: +[ap]| *[ap]\.?m\.?)?"
VALUE = re.compile(
    rf"[(-]? ?{MONEY} ?[(-]?(?:{NUMBER}) ?{MONEY}[)-]?|[-+]?[0-9]+ +[0-9]+/[0-9]+|{TIME}|[0-9][0-9./-]*[ T]+{TIME}|"
    r"[0-9]{1,4}(?:[./-] ?[0-9]{1,4}){1,2}\.?",
    re.IGNORECASE,
)
"""What a spreadsheet takes for a number, an amount, a time or a day in digits, and shows as another text."""
DAY = re.compile(rf"(?:[0-9]{{1,4}}{GAP})?([^\W\d_]+)(?:{GAP}[0-9]{{1,4}}){{0,2}}(?: +{TIME})?", re.IGNORECASE)
"""A day with the name of its month, if that is what the letters are."""
PLAIN = re.compile(r"0|[1-9][0-9]{0,10}")
"""A number that it shows as it was written."""


def as_csv(lines: Iterable[Iterable[str]], separator: str) -> bytes:
    """Return lines of cells as UTF-8; `separator` is what the reader's place writes between the items of a list."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows(lines)
    return (MARK + out.getvalue()).encode("utf-8", "replace")


def as_text(cell: str) -> str:
    """Return the cell, with an apostrophe before what a spreadsheet would take for anything but text."""
    return f"'{cell}" if _is_taken(cell) else cell


def _is_taken(cell: str) -> bool:
    written = cell.strip()
    read = "".join(str(unicodedata.decimal(char, char)) for char in unicodedata.normalize("NFKC", written)).strip()
    if cell.lstrip(" ").startswith(FORMULA) or read.startswith(FORMULA) or read.casefold() in BOOLEANS:
        return True
    day = DAY.fullmatch(read)
    if day and day[1].casefold() in MONTH_NAMES:
        return day[1] != read
    return VALUE.fullmatch(read) is not None and not PLAIN.fullmatch(written) and any(map(str.isdigit, read))
