"""What a second paper costs, counted: no font is cut or packed again, no label is set again."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from console.documents.summary import summary
from console.documents.typesetting import prose, typefaces
from console.documents.typesetting.setting import Line, Setting
from tests.support import stage
from tests.support.texts import WORDS


def test_what_papers_have_alike_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, cut, ordered = stage.record(tmp_path / "record"), list[str](), list[str]()
    subset, order = typefaces.Face.subset, Setting._ordered

    def count_cut(face: typefaces.Face, used: Iterable[int]) -> bytes:
        cut.append(face.file)
        return subset(face, used)

    def count_ordered(text: Setting, line: Line) -> Iterator[Any]:
        ordered.append(text.text)
        return order(text, line)

    monkeypatch.setattr(typefaces.Face, "subset", count_cut)
    monkeypatch.setattr(Setting, "_ordered", count_ordered)
    typefaces._subset.cache_clear()
    prose._short.cache_clear()
    first, fonts, lines = summary(record, WORDS), len(cut), len(ordered)
    assert summary(record, WORDS) == first
    assert fonts == len(cut) == 2
    assert len(ordered) - lines < lines / 2


def test_a_font_is_packed_as_it_would_be_alone() -> None:
    face = typefaces.face("AtkinsonHyperlegibleNext-Regular.ttf")
    content = typefaces._subset(face, (5, 9))
    assert content == face.subset([5, 9])
    assert typefaces._Compressed.encode(content) == zlib.compress(content)
