"""Lines end where Unicode lets them, but for what the table of differences says and why."""

import re
import unicodedata
from itertools import chain

import pytest

from console.documents.typesetting.line_breaks import breaks
from tests.documents.unicode_cases import Bidi, Place, lettered, line_cases, printed, properties
from tests.documents.unicode_differences import ASIDE, BIDI, KNOWN_OTHERWISE, LINES
from tests.documents.unicode_rows import Fate, Harm, Row, listed, tally

CASES, PLACES, PLACES_ASIDE, PLACES_OF_FIGURES = 7_654, 16_316, 429, 61
LINE_END = re.compile("\r\n|" + "|".join(re.escape(char) for char in properties() if lettered(char) == "\n"))


def may_end(text: str) -> set[int]:
    """The places before which a line of ours may or must end: the text is cut at its line ends first."""
    found: set[int] = set()
    start = 0
    for line_end in LINE_END.finditer(text):
        found |= {start + place for place in breaks(text[start : line_end.start()])} - {line_end.start()}
        start = line_end.end()
        found.add(start)
    return found | {start + place for place in breaks(text[start:])}


@pytest.fixture(scope="module")
def cases() -> list[list[Place]]:
    return list(line_cases())


@pytest.fixture(scope="module")
def found(cases: list[list[Place]]) -> list[Place]:
    """The places that differ."""
    out: list[Place] = []
    for places in filter(None, cases):
        ours = may_end(places[0].text)
        out += [place for place in places if (place.at in ours) != place.wanted and ASIDE.isdisjoint(place.beside)]
    return out


def test_lines_end_as_in_unicode_but_for_what_the_table_says(found: list[Place]) -> None:
    assert tally(LINES, found) == listed(LINES)


def test_every_place_is_looked_at_but_those_beside_what_is_not_assigned(cases: list[list[Place]]) -> None:
    places = list(chain.from_iterable(cases))
    aside = [place for place in places if not ASIDE.isdisjoint(place.beside)]
    assert (len(cases), len(places), len(aside)) == (CASES, PLACES, PLACES_ASIDE)
    assert {properties()[char][1] for char in ASIDE} == {"Cn"}
    assert not any(map(printed, ASIDE))


def test_what_the_table_calls_unprinted_stands_on_no_paper(found: list[Place]) -> None:
    unprinted = [place for row in LINES for place in found if row.fate is Fate.UNPRINTED and row.holds(place)]
    assert unprinted
    assert all(any(not printed(char) for char in place.beside) for place in unprinted)


def test_no_figure_is_parted_from_its_sign(cases: list[list[Place]]) -> None:
    """Rule LB 25 holds without exception: 1,000.50, $12, -3 and 5% stay on one line."""
    figures = [place for place in chain.from_iterable(cases) if place.rule.startswith("25.")]
    assert len(figures) == PLACES_OF_FIGURES
    assert [place for place in figures if place.at in may_end(place.text)] == []


def test_only_what_waits_harms() -> None:
    rows: list[Row[Bidi] | Row[Place]] = [*BIDI, *LINES]
    for row in rows:
        assert (row.fate is Fate.WAITS) == (row.harm is not Harm.NONE), row.kind
        assert row.reason
        assert row.count


def test_this_python_knows_the_characters_as_the_files_do() -> None:
    version = unicodedata.unidata_version
    otherwise = "".join(sorted(char for char, said in properties().items() if _said(char) != said))
    assert otherwise == KNOWN_OTHERWISE.get(version), f"say in the table what Unicode {version} knows otherwise"


def _said(char: str) -> tuple[str, str, int, str]:
    return (
        unicodedata.bidirectional(char),
        unicodedata.category(char),
        unicodedata.combining(char),
        unicodedata.east_asian_width(char),
    )
