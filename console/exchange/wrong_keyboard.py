"""What a code looks like that a scanner types for another keyboard than the computer's: told, never turned back."""

import unicodedata
from collections.abc import Callable, Iterator

from console.core.refusal import Refusal

_US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
_GERMAN = "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"
_FRENCH = "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§"
"""The signs of the same keys, without and with Shift."""
_MARKS = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0308": "¨"}
"""What a dead key leaves on the letter behind it, and its own sign."""
_WAYS = [
    (str.maketrans(shown, meant), shown)
    for shown, meant in ((_GERMAN, _US), (_US, _GERMAN), (_FRENCH, _US), (_US, _FRENCH))
]


def typed_for_another(text: str, read: Callable[[str], object]) -> bool:
    """Say whether what cannot be read here can be `read` as the scanner's keys on another keyboard."""
    return any(_reads(each, read) for each in _as_meant(text))


def _as_meant(text: str) -> Iterator[str]:
    for table, shown in _WAYS:
        # an umlaut that has a key of its own is no letter behind a dead key
        whole = "".join(each if each in shown else _without_mark(each) for each in text)
        if whole.translate(table) != text:
            yield whole.translate(table)


def _without_mark(sign: str) -> str:
    """Return `A for À: both keys by what they type alone."""
    parts = unicodedata.normalize("NFD", sign)
    return _MARKS[parts[1]] + parts[0] if len(parts) == 2 and parts[1] in _MARKS else sign


def _reads(text: str, read: Callable[[str], object]) -> bool:
    try:
        read(text)
    except Refusal:
        return False
    return True
