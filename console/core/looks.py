"""What looks alike to who reads it: lots that are not one, and the names of one person written in two ways."""

import unicodedata

from console.core.names import lot_key

_OF_OTHERS = {
    "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n", "ο": "o", "ρ": "p",
    "τ": "t", "υ": "y", "χ": "x", "ϲ": "c", "ϳ": "j",
    "а": "a", "в": "b", "е": "e", "з": "3", "і": "i", "ј": "j", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p",
    "с": "c", "т": "t", "у": "y", "ү": "y", "х": "x", "ѕ": "s", "ԛ": "q", "ԝ": "w", "ӏ": "i", "һ": "h",
}  # fmt: skip
"""Greek and Cyrillic letters by the Latin sign that their capitals look like: lots are printed in capitals."""
_DIGITS = {"o": "0", "i": "1", "l": "1", "|": "1"}
"""Letters that are read as digits."""
_LOOKS = str.maketrans({sign: _DIGITS.get(latin, latin) for sign, latin in _OF_OTHERS.items()} | _DIGITS)
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "ħ": "h", "ى": "ي"}
)
"""Letters that have no accent to take off, as people write them without it."""
_WITHIN = "'’‘ʼ`´.\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Signs within a name that part nothing."""
_SPELLED = (("ae", "a"), ("oe", "o"), ("ue", "u"))
"""Umlauts as they are spelled where a keyboard has none."""


def look_key(text: str) -> str:
    """Return what lots share that look alike where they are printed, whether they are one or not; "" for none.

    Letters of other scripts, O and 0, I, l and 1, accents, and every sign between letters and digits.
    """
    plain = "".join(_bare(lot_key(text))).translate(_LOOKS)
    return "".join(_digit(char) for char in plain if char.isalnum())


def likely_name(text: str) -> str:
    """Return what the spellings of one person's name share: accents, apostrophes and the order of names don't count."""
    folded = "".join(_bare(text.casefold())).translate(_PLAIN)
    kept = "".join(char if char.isalnum() else "" if char in _WITHIN else " " for char in folded)
    for spelled, letter in _SPELLED:
        kept = kept.replace(spelled, letter)
    return " ".join(sorted(kept.split()))


def _bare(text: str) -> list[str]:
    """Return the signs without their accents."""
    return [char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)]


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char, char))
