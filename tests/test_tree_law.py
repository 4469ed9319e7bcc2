"""The tree keeps the law that no file can break alone, and each rule of it can be broken."""

import re

import pytest

from tests.law import Source
from tests.likeness import MOST_ALIKE, alike
from tests.tree_law import MIRRORED, ROOT, circles, edges, lengths, names_twice, product, sources

FEWEST_EDGES = 1200
MOST_LINES = {"median": 95, "p95": 220}
"""Of a file of the product."""

A, B, C = (f"console/core/{name}.py" for name in "abc")
INIT, BASE = "console/core/events/__init__.py", "console/core/events/base.py"
BODY = "".join(
    f"def f{n}(a, b):\n    # Says nothing.\n    return a.c({n}, 'x{n}') {op} b\n" for n, op in enumerate("+-*/%@")
)


@pytest.fixture(scope="module")
def files() -> list[Source]:
    return list(sources())


def tree(texts: dict[str, str]) -> list[Source]:
    return [Source(path, text) for path, text in texts.items()]


def test_no_circle_of_imports(files: list[Source]) -> None:
    drawn = edges(product(files))
    assert len(drawn) >= FEWEST_EDGES
    left = circles(drawn)
    assert not left, "\n".join(f"{one}:{drawn[one, other]}: {other} leads back to it" for one, other in sorted(left))


@pytest.mark.parametrize(
    "texts",
    [
        {A: "from console.core import b\n", B: "import console.core.a\n"},
        {A: "from console.core.b import f\n", B: "def f():\n    from .a import g\n"},
        {A: "from . import b\n", B: "if TYPE_CHECKING:\n    from console.core.a import A\n"},
        {A: "from . import b\n", B: "import importlib\nimportlib.import_module('console.core.a')\n"},
        {A: "from console.core import b\n", B: "from console.core import c\n", C: "from console.core.a import f\n"},
        {INIT: "from console.core.events.base import Body\n", BASE: "from console.core.events import Event\n"},
    ],
)
def test_a_circle_is_seen(texts: dict[str, str]) -> None:
    drawn = edges(tree(texts))
    assert circles(drawn) == drawn.keys() != set()


def test_imports_one_way_are_no_circle() -> None:
    drawn = edges(tree({A: "from . import b, c\n", B: "from console.core import c\n", C: "import msgspec\n"}))
    assert len(drawn) == 3
    assert circles(drawn) == set()


def test_a_name_stands_once(files: list[Source]) -> None:
    assert names_twice(files) == []


def test_no_name_is_mirrored_by_word_alone(files: list[Source]) -> None:
    """A name that stands once needs no leave to stand twice."""
    assert {offence.partition(":")[0] for offence in names_twice(files, mirrored=())} >= MIRRORED


@pytest.mark.parametrize(
    ("paths", "twice"),
    [
        (("console/core/faces.py", "console/app/faces.py"), True),
        (("console/core/stock.py", "console/app/stock.py"), False),
        (("console/core/stock.py", "console/core/events/stock.py"), True),
        (("console/app/ports/stock.py", "console/app/stock.py"), False),
        (("console/core/stock.py", "tests/core/stock.py"), True),
        (("tests/core/faces.py", "tests/app/faces.py"), True),
        (("tests/core/test_faces.py", "tests/app/test_faces.py"), False),
        (("console/core/__init__.py", "console/app/__init__.py"), False),
        (("console/core/faces.py", "resources/faces.toml"), False),
    ],
)
def test_a_name_that_stands_twice_is_seen(paths: tuple[str, ...], twice: bool) -> None:
    assert bool(names_twice(tree(dict.fromkeys(paths, "")))) is twice


def test_files_are_of_a_fair_length(files: list[Source]) -> None:
    found = lengths(product(files))
    assert {name: found[name] for name, most in MOST_LINES.items() if found[name] > most} == {}


def test_long_files_move_the_lengths() -> None:
    """A file with a docstring alone counts for nothing."""
    texts = {f"console/core/a{n}.py": "x = 1\ny = 2\n" * n for n in range(1, 101)}
    assert lengths(tree(texts)) == lengths(tree(texts | {INIT: '"""Nothing."""\n'}))
    assert lengths(tree(texts)) == {"median": 101.0, "p95": pytest.approx(190.1)}


def test_no_places_are_alike(files: list[Source]) -> None:
    assert alike(product(files)) == []


@pytest.mark.parametrize(
    ("other", "seen"),
    [
        (BODY, True),
        (BODY.replace("a", "apple").replace("x", "other text"), True),
        (BODY.replace("# Says nothing.", "# Nothing at all.\n\n"), True),
        (BODY.replace("'x", "f'{b.d(1)}'\n        'x"), False),
        ("import this\n" + BODY.replace("    return", '    """Give it."""\n    return'), True),
        (BODY.replace("* b", "* c(b)"), False),
        (BODY.partition("def f5")[0], False),
    ],
)
def test_places_that_are_alike_are_seen(other: str, seen: bool) -> None:
    assert BODY.count("    return") * 2 > MOST_ALIKE
    assert bool(alike(tree({A: BODY, B: other}))) is seen


def test_likeness_is_seen_within_a_file_and_told_once() -> None:
    assert alike(tree({A: BODY + "\n\n" + BODY})) == [f"{A}:1-18 ~ {A}:21-38"]


def test_a_table_counts_as_a_line() -> None:
    table = "TABLE = (\n" + "".join(f"    row('{n}', {n}),\n" for n in range(20)) + ")\n"
    assert alike(tree({A: table, B: table})) == []


def test_an_event_with_form_column_verb_list_and_line_of_a_paper_stands_in_nine_files() -> None:
    """`ReactionGraded` is the example: where its name, its grades or their texts stand is all that it took."""
    named = re.compile(r"ReactionGraded|\bSeverity\b|severity|\.grades\b|worst_grade|\b(choose-|list-)?mild\b")
    places = [file for place in ("console", "db", "resources") for file in (ROOT / place).rglob("*.*")]
    found = {file for file in places if file.suffix in (".py", ".toml") and named.search(file.read_text("utf-8"))}
    assert sorted(file.relative_to(ROOT).as_posix() for file in found) == [
        "console/app/projections/session_view.py",
        "console/app/scripts/intent_verbs.py",
        "console/core/event_rules.py",
        "console/core/events/course_events.py",
        "console/core/reactions.py",
        "console/core/state_parts.py",
        "console/core/text/unusual.py",
        "console/ui/session/reaction_prompts.py",
        "resources/i18n/en/event.toml",
    ]
