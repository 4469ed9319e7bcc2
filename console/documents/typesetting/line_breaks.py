"""Where a line may end: after spaces and hyphens, and between East Asian letters."""

import unicodedata
from functools import lru_cache

_NO_START = frozenset(
    "、。，．・：；？！ゝゞヽヾ々〻ー…‥）］｝〕〉》」』】〙〗〟％°′″℃,.;:!?)]}%°’”»›、｡｣ﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
_NO_END = frozenset("（［｛〔〈《「『【〘〖〝([{“‘«‹＄￥￡$£€¥｢")
_SPACES = frozenset(" \u3000\u200b\u1680" + "".join(map(chr, (*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F))))
_GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff\u200d")
_HYPHENS = frozenset("-‐‒–—־/")
_EMOJI_MODIFIERS = range(0x1F3FB, 0x1F400)
_HANGUL = (range(0x1100, 0x1200), range(0xA960, 0xA980), range(0xAC00, 0xD800))
_JAMO_TAIL = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
_VIRAMA = 9


def is_space(char: str) -> bool:
    """Whether a line may end after this character and leave it hanging."""
    return char in _SPACES


def extends(char: str, before: str) -> bool:
    """Whether a character belongs to the one before it: a combining mark, a joiner, the tail of a conjunct."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char in "\u200c\u200d"
        or before == "\u200d"
        or code in _EMOJI_MODIFIERS
        or (unicodedata.combining(before) == _VIRAMA and unicodedata.category(char) == "Lo")
        or any(code in tail for tail in _JAMO_TAIL)
    )


def clusters(text: str) -> list[str]:
    """Return the text cut between what a reader sees as letters."""
    out: list[str] = []
    for char in text:
        if out and extends(char, out[-1][-1]):
            out[-1] += char
        else:
            out.append(char)
    return out


def breaks(text: str) -> list[int]:
    """Return the offsets before which a line may end, rising, without 0 and with the end of the text."""
    pairs = zip(" " + text, text, text[1:], strict=False)
    found = [i for i, (earlier, before, after) in enumerate(pairs, 1) if _breaks(earlier, before, after)]
    return [*found, len(text)] if text else []


@lru_cache(maxsize=4096)
def _breaks(earlier: str, before: str, after: str) -> bool:
    """Return whether a line may end between the last two of three characters."""
    if after in _SPACES or after in _GLUE or before in _GLUE or extends(after, before):
        return False
    if before in _SPACES:
        return True
    if after in _NO_START or before in _NO_END:
        return False
    if before in _HYPHENS:
        return after.isalpha() and earlier.isalnum()
    return _wide(before) or _wide(after)


def _wide(char: str) -> bool:
    code = ord(char)
    if code < 0x1100 or any(code in block for block in _HANGUL):  # Korean breaks at its spaces
        return False
    return unicodedata.east_asian_width(char) in ("W", "F")
