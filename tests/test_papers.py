"""What the papers refer to is there: tests, files, commands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = re.compile(r"`((?:tests|console|db|resources|docs)/[\w./-]*)(?:::(\w+))?`")
PICTURE = re.compile(r"\]\((?!http)([\w./-]+)\)")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda each: each.name)
def test_what_a_paper_names_is_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    for path, name in REFERENCE.findall(text):
        assert (ROOT / path).exists(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"
    for path in PICTURE.findall(text):
        assert (paper.parent / path).exists(), path


def test_the_papers_were_read() -> None:
    found = [each for paper in PAPERS for each in REFERENCE.findall(paper.read_text(encoding="utf-8"))]
    assert len(found) > 20


@pytest.mark.parametrize("paper", ["docs/glossary.md", "docs/session-scripts.md#Refusals"])
def test_words_and_refusals_stand_in_order(paper: str) -> None:
    """Each table of theirs, by its first column."""
    file, _, heading = paper.partition("#")
    text = (ROOT / file).read_text(encoding="utf-8").partition(f"## {heading}" if heading else "# ")[2]
    for table in re.findall(r"^\|-.*\n((?:\|.*\n?)+)", text, re.MULTILINE):
        first = [line.split("|")[1].strip(" `").casefold() for line in table.splitlines()]
        assert len(first) > 20
        assert first == sorted(first)


def test_the_architecture_is_one_page_with_one_drawing() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert (len(text.split()) < 600, text.count("```mermaid"), text.count("](parts.md)")) == (True, 1, 1)
