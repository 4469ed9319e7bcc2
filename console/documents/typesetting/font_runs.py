"""Text cut into runs that their fonts cover, so that nothing prints as a box.

A character that no font covers is spelled as its code point, [U+1F600]. There is no markup.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from console.documents.typesetting.line_breaks import clusters
from console.documents.typesetting.typefaces import Face, faces

_NEWLINES = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_IGNORABLE = re.compile(
    "[\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u115f\u1160\u3164\uffa0\u202a-\u202e\u2065-\u206f\ufeff\ufff0-\ufffb\U000e0000-\U000e00ff]"
)
_WORD = re.compile(r"\n| +|[^ \n]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font that covers it. `thick`: draw it thicker, as the font has no bold."""

    text: str
    face: Face
    thick: bool = False


def runs(text: str, *, bold: bool = False) -> list[Run]:
    """Return the text in its written order, cut by font; line ends are "\\n", controls dropped, the rest spelled."""
    out: list[Run] = []
    plain = _DROPPED.sub("", _NEWLINES.sub("\n", text).replace("\t", "    "))
    for word in _WORD.findall(plain):
        for run in _word(word, bold):
            if out and "\n" not in (run.text, out[-1].text) and (out[-1].face, out[-1].thick) == (run.face, run.thick):
                out[-1] = Run(out[-1].text + run.text, run.face, run.thick)
            else:
                out.append(run)
    return out


def ignorable(char: str) -> bool:
    """Whether a character is invisible, so that no font need cover it."""
    return char == "\n" or bool(_IGNORABLE.match(char))


@lru_cache(maxsize=4096)
def _word(word: str, bold: bool) -> tuple[Run, ...]:
    """Return a word in the first font that covers all of it, else letter by letter."""
    letters = clusters(word)
    for font, thick in faces(bold):
        whole = [_covered(font, letter) for letter in letters]
        if None not in whole:
            return (Run("".join(filter(None, whole)), font, thick),)
    return tuple(run for letter in letters for run in _letter(letter, bold))


def _letter(letter: str, bold: bool) -> Iterator[Run]:
    for font, thick in faces(bold):
        covered = _covered(font, letter)
        if covered is not None:
            yield Run(covered, font, thick)
            return
    font, thick = next((choice for choice in faces(bold) if choice[0].covers(letter[0])), next(faces(bold)))
    for char in letter:
        if font.covers(char) or ignorable(char):
            yield Run(char, font, thick)
        else:
            yield Run(f"[U+{ord(char):04X}]", *next(faces(bold)))


def _covered(font: Face, letter: str) -> str | None:
    """Return the letter as this font can set it, as it is or composed; None where it can't."""
    for form in (letter, unicodedata.normalize("NFC", letter)):
        if all(font.covers(char) or ignorable(char) for char in form):
            return form
        if len(letter) == 1:  # a lone character is never exchanged for another
            break
    return None
