"""By which words a client is found: the name in any of its spellings, the birthday and the telephone number."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

_ALIKE = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
    "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ـ": None,
})  # fmt: skip
_SPELLED = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "å": "aa", "ø": "oe"})
"""Letters as they are spelled where a keyboard has none of them."""
_SHORTER = re.compile("(a)[ae]|([ou])e|(s)s")
"""What may stand for one letter in a name that somebody spelled."""
_MARKS = frozenset({"Mn", "Cf"})
_APART = re.compile(r"[^\w]+|_+")
_WITHIN = str.maketrans(dict.fromkeys("'’‘ʼ`´ʻʿʾ′", "-"))
"""Apostrophes, which may be left out like a hyphen. Some of them count as letters."""
_RUN_ON = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts in which names are written without blanks between."""
_ARTICLE = "ال"
BORN, PHONE = "\u2605", "\u260e"
"""What a birthday and a telephone number begin with, so that neither is taken for the other."""
LEAST_PHONE = 3
_NUMBERS = re.compile(r"\+?[\d(][\d\s()./-]*\d")
_COUNTRY = 3
"""So many digits at most say the country."""


def search_key(text: str) -> str:
    """Return the text in small letters without accents, vowel signs and direction marks, however it was typed."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text)
    if not bare.isascii():
        bare = "".join(_digit(char) for char in bare if unicodedata.category(char) not in _MARKS)
    folded = bare.casefold()
    return folded if folded.isascii() else folded.translate(_ALIKE)


def forms(text: str) -> tuple[str, ...]:
    """Return the text by `search_key`, and so with the letters spelled that keyboards may lack."""
    plain = search_key(text)
    if text.isascii():
        return (plain,)
    spelled = search_key(unicodedata.normalize("NFC", text).casefold().translate(_SPELLED))
    return (plain,) if spelled == plain else (plain, spelled)


def parted(text: str) -> list[str]:
    """Return the parts of what has no blank in it, between hyphens, apostrophes and other signs."""
    return [part for part in _APART.split(text.translate(_WITHIN)) if part]


def search_words(name: str, born: str, contact: str) -> str:
    """Return all words, each once, by whose beginning a client is found."""
    words = {*_of_name(name), *_of_birthday(born), *_of_numbers(contact)}
    return " ".join(sorted(words))


def digits_in(text: str) -> str:
    """Return the digits alone, in ours."""
    return "".join(_digit(char) for char in text if char.isdigit())


def _digit(char: str) -> str:
    return str(unicodedata.digit(char, char)) if char.isdigit() else char


def _of_name(name: str) -> Iterator[str]:
    pieces = name.split()
    for text in (*pieces, *map("-".join, pairwise(pieces))):
        for form in forms(text):
            parts = parted(form)
            for word in (*parts, "".join(parts)):
                yield word
                yield _SHORTER.sub(lambda found: found[1] or found[2] or found[3], word)
                if word.startswith(_ARTICLE):
                    yield word[len(_ARTICLE) :] or word
                if _RUN_ON.search(word):
                    yield from (word[at:] for at in range(1, len(word)))


def _of_birthday(born: str) -> Iterator[str]:
    """Yield it by year, by day, by month, and its month alone with the year behind: with a nought before one digit."""
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return
    for form in ("%Y%m%d", "%d%m%Y", "%m%d%Y", "%m%Y"):
        yield BORN + day.strftime(form)


def _of_numbers(contact: str) -> Iterator[str]:
    """Yield each number from every group of its digits on, without the noughts in front, by which it is dialled."""
    for found in _NUMBERS.findall(contact.replace("(0)", " ")):
        groups = [digits_in(each) for each in re.findall(r"\d+", found)]
        tails = ["".join(groups[at:]).lstrip("0") for at in range(len(groups))]
        if found.startswith(("+", "00")):
            tails += [tails[0][count:].lstrip("0") for count in range(1, _COUNTRY + 1)]
        yield from (PHONE + tail for tail in tails if len(tail) >= LEAST_PHONE)
