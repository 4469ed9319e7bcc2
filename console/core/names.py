"""What people type on one line, names among it: what can be read in it, and which of it is the same."""

import unicodedata

from console.core.refusal import Refusal

TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
"""Bidirectional classes of the characters that turn, or isolate, what stands after them."""
UNSEEN = {"Cf", "Mn", "Me", "Zs", "Zl", "Zp"}
"""Kinds of characters that show nothing by themselves."""
WORDLESS = {"Cc", "Cf", "Pd", "Zs", "Zl", "Zp"}
"""Kinds of characters that part what is written, or show nothing: blanks, dashes, controls."""
DASHES = "\u02d7\u2043\u2212"
"""Signs that read as a dash but are of no class of dashes: modifier letter, hyphen bullet, minus."""
_ASCII_WORDLESS = {code: None for code in range(128) if unicodedata.category(chr(code)) in WORDLESS}
WITHOUT_WIDTH = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u2060\ufeff"))
"""Places where a line may or may not break: they come along with what is copied, show nothing and mean nothing."""


def one_line(text: str, unreadable: str = "text-unreadable") -> str:
    """Return the text without blanks around it and signs of no width; "" where there is nothing to read in it.

    Refused, with the code `unreadable` and the `text`, are control characters, ends of lines, and what turns around
    the order in which its letters, or those of what stands beside it, are shown.
    """
    line = text.translate(WITHOUT_WIDTH).strip()
    kinds = {unicodedata.category(char) for char in line}
    if kinds & {"Cc", "Cs", "Zl", "Zp"} or {unicodedata.bidirectional(char) for char in line} & TURNING:
        raise Refusal(unreadable, text=text)
    return line if kinds - UNSEEN else ""


def readable_name(text: str) -> str:
    """Return the name as one line. Refusal "name-unreadable", "name-needed"."""
    name = one_line(text, "name-unreadable")
    if not name:
        raise Refusal("name-needed")
    return name


def same_key(text: str) -> str:
    """Return what two texts have in common that are the same to who reads them.

    Case, blanks, and how a letter with its accents is spelled tell nothing apart.
    """
    plain = " ".join(text.translate(WITHOUT_WIDTH).split())
    if plain.isascii():
        return plain.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain).casefold())


def lot_key(text: str) -> str:
    """Return what a lot has in common however it was written; "" where nothing was.

    Case, blanks, dashes of any kind and the full-width forms of letters and digits tell nothing apart: by hand a lot is
    written "AB 12" or "ab-12" that a code has as AB12.
    """
    if text.isascii():
        return text.lower().translate(_ASCII_WORDLESS)
    plain = unicodedata.normalize("NFKC", text).casefold()
    written = (char for char in plain if unicodedata.category(char) not in WORDLESS and char not in DASHES)
    return unicodedata.normalize("NFC", "".join(written))


def serial_key(text: str) -> str:
    """Return what a serial number has in common however it was written: as of a lot, but where its dashes are counts.

    1-23 and 12-3 are two units, of which neither may be taken for the other.
    """
    marked = "".join("-" if unicodedata.category(char) == "Pd" or char in DASHES else char for char in text.strip())
    return "-".join(map(lot_key, marked.split("-"))) if lot_key(text) else ""
