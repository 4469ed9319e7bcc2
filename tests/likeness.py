"""Places of the product that say the same but for names: `python -m tests.likeness` lists them."""

import io
import keyword
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from tests.law import Source
from tests.tree_law import product, sources

MOST_ALIKE = 10
"""The most lines that two places may share."""
KINDS = {tokenize.NAME: "name", tokenize.NUMBER: "number", tokenize.STRING: "text"}
PASSED_OVER = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
F_STRING = (getattr(tokenize, "FSTRING_START", None), getattr(tokenize, "FSTRING_END", None))
"""From Python 3.12 on an f-string comes in pieces between these two; before, as one string."""
Shape = tuple[str, ...]


class Line(NamedTuple):
    """A line of code without its names: its number and its tokens, each name, number and string as its kind."""

    number: int
    shape: Shape


def lines(text: str) -> list[Line]:
    """The lines that count: no imports, docstrings, lone brackets; lines of one shape in a row (a table) count once."""
    found: list[Line] = []
    statement: list[tuple[int, str]] = []
    for number, word in _words(text):
        if word:
            statement.append((number, word))
            continue
        if statement[0][1] not in ("from", "import") and {each for _, each in statement} != {"text"}:
            by_number: dict[int, list[str]] = defaultdict(list)
            for at, each in statement:
                by_number[at].append(each)
            for at, shape in by_number.items():
                if any(each.isalpha() for each in shape) and not (found and found[-1].shape == tuple(shape)):
                    found.append(Line(at, tuple(shape)))
        statement = []
    return found


def _words(text: str) -> Iterable[tuple[int, str]]:
    """Line and kind of each token, "" where a statement ends."""
    inside = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in F_STRING:
            if token.type == F_STRING[0]:
                inside += 1
                if inside == 1:
                    yield token.start[0], "text"
            else:
                inside -= 1
        elif not inside and token.type not in PASSED_OVER:
            kept = token.type == tokenize.OP or keyword.iskeyword(token.string)
            yield token.start[0], token.string.strip() if kept else KINDS.get(token.type, "")


def alike(files: Iterable[Source], most: int = MOST_ALIKE) -> list[str]:
    """Two places each that share more than so many lines, as "a.py:1-20 ~ b.py:5-24"; the longest run is given."""
    code = {source.path: lines(source.text) for source in files}
    size = most + 1
    places: dict[tuple[Shape, ...], list[tuple[str, int]]] = defaultdict(list)
    for path, found in code.items():
        for start in range(len(found) - most):
            places[tuple(line.shape for line in found[start : start + size])].append((path, start))
    pairs = {pair for same in places.values() for pair in combinations(same, 2)}
    told = []
    for (one, first), (other, second) in sorted(pairs):
        if ((one, first - 1), (other, second - 1)) in pairs or (one == other and second - first < size):
            continue
        end = size
        while ((one, first + end - most), (other, second + end - most)) in pairs:
            end += 1
        told.append(f"{_place(one, code[one], first, end)} ~ {_place(other, code[other], second, end)}")
    return told


def _place(path: str, found: list[Line], start: int, length: int) -> str:
    return f"{path}:{found[start].number}-{found[start + length - 1].number}"


if __name__ == "__main__":
    sys.exit("\n".join(alike(product(sources()))) or 0)
