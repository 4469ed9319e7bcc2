"""Any text prints: in order, in lines that fit, each letter in a font that has it."""

import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import SimpleDocTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tables import Table

from console.documents.typesetting import prose
from console.documents.typesetting.bidi import base_level, levels, visual
from console.documents.typesetting.font_runs import ignorable, runs
from console.documents.typesetting.line_breaks import is_space
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.setting import Setting, Span
from console.documents.typesetting.style import A4, BODY, CELL, HEADING, STRONG
from tests.support.examples import examples

NAMES = (
    "Zoë Müller-Łukasz",
    "Дарья Ковалёва",
    "Ελένη Παπαδοπούλου",
    "Nguyễn Thị Phương",
    "محمد الأحمد",
    "فاطمة بنت عبد الله",
    "יעל כהן־לוי",
    "प्रिया शर्मा क्षेत्र",
    "李小龍 / 王小明",
    "山田 太郎 さくら",
    "김민지",
    "𠮷田 𣘺本 𩸽 𡈽",
    "Anna محمد (née Ng)",
    "ทดสอบ বাংলা ਪੰਜਾਬੀ ગુજરાતી தமிழ் తెలుగు ქართული Հայերեն",
    "→ ✓ ⚠ ☐ ± ≤ ² µ · – — …",
)
ANY_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("".join(NAMES) + "\u200d\ufe0f\u0301\n ()<&>[]"))
)


def pdf(*story: Flowable) -> bytes:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=(A4.width, A4.height), invariant=1).build(list(story))
    return out.getvalue()


def pages(document: bytes) -> list[str]:
    """The text of each page as a PDF reader finds it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(document))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QPdfDocument()
    reader.load(buffer)
    assert reader.status() == QPdfDocument.Status.Ready
    texts = [reader.getAllText(page).text() for page in range(reader.pageCount())]
    reader.close()
    return texts


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_letters(name: str, bold: bool) -> None:
    found = runs(name, bold=bold)
    assert "".join(run.text for run in found) == name
    assert all(glyph.id for run in found for glyph in run.face.shape(run.text))


@given(ANY_TEXT, st.booleans())
def test_nothing_is_ever_a_box(text: str, bold: bool) -> None:
    for run in runs(text, bold=bold):
        assert all(run.face.covers(char) or ignorable(char) for char in run.text)
        for rtl in (False, True):
            assert run.text == "\n" or all(glyph.id for glyph in run.face.shape(run.text, rtl=rtl))


@given(ANY_TEXT, st.floats(5, 300))
def test_lines_hold_all_the_text_in_order(text: str, width: float) -> None:
    setting = Setting([Span(text, BODY)])
    lines = setting.lines(width)
    kept = "".join(setting.text[line.start : line.end] for line in lines)
    assert _inked(kept) == _inked(setting.text)
    assert all(a.end <= b.start for a, b in pairwise(lines))


def _inked(text: str) -> str:
    return "".join(char for char in text if not (is_space(char) or char.isspace()))


@examples(40)
@given(ANY_TEXT)
def test_any_text_becomes_a_page(text: str) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    paragraph = Prose(text)
    paragraph.wrap(120, 1000)
    paragraph.drawOn(canvas, 0, 0)
    prose.draw(canvas, 10, 10, text)
    canvas.save()
    assert out.getvalue().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ok \U0001f600", "ok [U+1F600]"),
        ("x\u20dd", "x[U+20DD]"),
        ("\ue000\ud800\uffff", "[U+E000][U+D800][U+FFFF]"),
        ("be\x07ll\x00", "bell"),
        ("\u202eevil\u202c", "evil"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("q\u0307e\u0301", "q\u0307e\u0301"),
    ],
)
def test_what_has_no_shape_is_spelled_or_gone(text: str, shown: str) -> None:
    assert "".join(run.text for run in runs(text)) == shown


def test_a_word_stays_in_one_font() -> None:
    assert [run.text for run in runs("Nguyễn Anh")] == ["Nguyễn", " Anh"]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Anna محمد (née Ng)", ["Anna ", "محمد", " (née Ng)"]),
        ("محمد (Ng) 12", [" 12", "Ng", "محمد ("]),
        ("גיל 34 שנה", [" שנה", "34", "גיל "]),
    ],
)
def test_both_directions(text: str, order: list[str]) -> None:
    stretches = [text[start:end] for start, end in visual(levels(text, base_level(text)))]
    assert [piece for piece in order if piece.strip() in "|".join(stretches)] == order
    places = [next(i for i, s in enumerate(stretches) if piece.strip() in s) for piece in order]
    assert places == sorted(places)


def test_an_arabic_paragraph_runs_from_the_right_and_down() -> None:
    setting = Setting([Span("هذه ملاحظة طويلة عن جلسة العلاج، الجرعة 0.75 mm ثلاث مرات. " * 20, BODY)])
    lines = setting.lines(200)
    assert len(lines) > 10
    assert all(line.rtl and line.width <= 200 for line in lines)


def test_spans_do_not_reorder_each_other() -> None:
    [text] = pages(pdf(Prose([Span("Client ", STRONG), Span("محمد", BODY), Span(" 34 years", BODY)])))
    assert text.split() == ["Client", "محمد", "34", "years"]


def test_a_long_word_wraps_and_splits(qapp: QGuiApplication) -> None:
    found = pages(pdf(*(Prose("Wort" * 1250, HEADING) for _ in range(2))))
    assert len(found) > 1
    assert "".join("".join(found).split()) == "Wort" * 2500


def test_chinese_breaks_anywhere_but_before_a_stop(qapp: QGuiApplication) -> None:
    note = "施術後の長いメモです。深さは「0.75 mm」で、痛みはなく、赤みは少しだけ出ました。" * 125
    setting = Setting([Span(note, BODY)])
    lines = setting.lines(300)
    assert min(line.width for line in lines[:-1]) > 300 - 4 * BODY.size
    assert not any(setting.text[line.start] in "。、」" for line in lines)
    assert len(pages(pdf(Prose(note)))) > 1


def test_the_paper_can_be_read_back(qapp: QGuiApplication) -> None:
    text = "\n".join(
        pages(pdf(*(Prose(name) for name in NAMES), Table([[Prose("<i>0.75</i>", CELL)]], colWidths=[90])))
    )
    words = (
        "Müller-Łukasz Ковалёва Παπαδοπούλου Phương محمد فاطمة כהן־לוי प्रिया क्षेत्र 李小龍 さくら 김민지 ✓ <i>0.75</i>"
    )
    assert [word for word in words.split() if word not in text] == []


def test_a_heading_moves_to_the_page_of_its_text() -> None:
    heading = Prose("Zones", HEADING)
    assert heading.wrap(200, 30)[1] > 30
    assert heading.split(200, 30) == []
    assert heading.wrap(200, 500)[1] == HEADING.leading


def test_the_same_text_gives_the_same_bytes() -> None:
    script = (
        "import sys, hashlib; from tests.documents.test_typesetting import NAMES, pdf, Prose;"
        "[pdf(Prose(name)) for name in NAMES[:int(sys.argv[1])]];"
        "print(hashlib.sha256(pdf(*map(Prose, NAMES))).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", script, seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert len(prints) == 1
