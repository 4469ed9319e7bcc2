"""Unicode's own cases for text that runs both ways and for line ends, as its two test files give them."""

import lzma
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from console.documents.typesetting.font_runs import runs

FOLDER = Path(__file__).parents[1] / "fixtures" / "unicode"
VERSION = "15.0.0"

_CODE = re.compile(r"[0-9A-F]{4,6}")
_MARK = re.compile(r"[÷×]")
_RULE = re.compile(r"[÷×] \[([\d.]+)\]")
_CLASS = re.compile(r"\((\w+)\) [÷×]")
_BRACKETS = {"OP30": "OP", "CP30": "CP"}  # the file tells brackets that are not East Asian apart


class Bidi(NamedTuple):
    """A paragraph; `way` is 0 or 1, or 2 for "as its first letter tells"; levels and order as the file writes them.

    The file names no rules.
    """

    text: str
    way: int
    level: int
    levels: str
    order: str

    @property
    def ruling(self) -> str:
        return ""


class Place(NamedTuple):
    """A place in a text before which a line may end or not, and the rule that says so.

    `before` and `after` are line-breaking classes. A mark is read as what it stands on, which is at `stem`.
    """

    text: str
    at: int
    wanted: bool
    rule: str
    before: str
    after: str
    stem: int

    @property
    def ruling(self) -> str:
        """The rule behind ÷ where it lets a line end, behind × where it does not."""
        return ("÷" if self.wanted else "×") + self.rule

    @property
    def last(self) -> str:
        return self.text[self.at - 1]

    @property
    def marked(self) -> bool:
        return self.stem < self.at - 1

    @property
    def beside(self) -> set[str]:
        """The characters that decide."""
        return {self.text[self.stem], self.last, self.text[self.at]}


def bidi_cases() -> Iterator[Bidi]:
    chars: dict[str, str] = {}
    for line in _lines("BidiCharacterTest"):
        codes, way, level, levels, order = line.split(";")
        for code in codes.split():
            if code not in chars:
                chars[code] = chr(int(code, 16))
        yield Bidi("".join([chars[code] for code in codes.split()]), int(way), int(level), levels, order)


def line_cases() -> Iterator[list[Place]]:
    """The places within each text: a text of two characters has one."""
    for line in _lines("LineBreakTest"):
        data, _, comment = line.partition("#")
        text = "".join(chr(int(code, 16)) for code in _CODE.findall(data))
        marks, rules = _MARK.findall(data), _RULE.findall(comment)
        classes = [_class(name) for name in _CLASS.findall(comment)]
        assert len(marks) == len(rules) == len(text) + 1 == len(classes) + 1, line
        yield [_place(text, at, marks[at] == "÷", rules[at], classes) for at in range(1, len(text))]


def properties() -> dict[str, tuple[str, str, int, str]]:
    """What the files' version says of each of their characters: bidi class, category, combining class, width."""
    found = {}
    for line in (FOLDER / "properties.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, way, category, combining, width = line.split()
            found[chr(int(code, 16))] = (way.replace("-", ""), category, int(combining), width)
    return found


@cache
def lettered(char: str) -> str:
    """What a paper sets for a character: nothing, its code point spelled, "\\n" for a line end, else itself."""
    return "".join(run.text for run in runs(char))


def printed(char: str) -> bool:
    return lettered(char) in (char, "\n")


def _place(text: str, at: int, wanted: bool, rule: str, classes: list[str]) -> Place:
    stem = at - 1
    while stem and classes[stem] == "CM":
        stem -= 1
    return Place(text, at, wanted, rule, classes[stem], classes[at], stem)


def _class(name: str) -> str:
    """The class that the rules see: `AI_AL` is treated as `AL`."""
    last = name.rpartition("_")[2]
    return _BRACKETS.get(last, last)


def _lines(name: str) -> Iterator[str]:
    with lzma.open(FOLDER / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        assert next(file).strip() == f"# {name}-{VERSION}.txt"
        for line in file:
            if line[0] not in "#\n":
                yield line.rstrip("\n")
