"""Glyphs written into a PDF page as text that readers can search and copy."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from console.documents.typesetting.font_runs import Run
from console.documents.typesetting.style import Style
from console.documents.typesetting.typefaces import Face, Glyph, utf16_hex

_TOLERANCE = 0.001  # thousandths of the size
_THICKENING = 0.028  # of the size


def show(
    canvas: Canvas, x: float, y: float, glyphs: tuple[Glyph, ...], text: str, run: Run, style: Style, *, rtl: bool
) -> None:
    """Write glyphs into the page from x on, on the baseline y; and their text, where their order does not give it.

    run  the font that they are of, and whether to thicken it
    rtl  the text runs from the right: its first glyph is the last one
    """
    font, readable = run.face.enter(canvas._doc, glyphs)  # type: ignore[attr-defined]
    red, green, blue = _colour(style.colour)
    code = [f"q BT {red} {green} {blue} rg {font} {_number(style.size)} Tf"]
    if run.thick:
        code.append(f"{red} {green} {blue} RG {_number(style.size * _THICKENING)} w 2 Tr")
    code.append(f"1 0 0 1 {_number(x)} {_number(y)} Tm")
    in_order = glyphs[::-1] if rtl else glyphs  # readers turn round what runs from the right
    moves = _moves(run.face, glyphs, style.size)
    if not readable or "".join(glyph.text for glyph in in_order) != text:
        code.insert(0, f"/Span <</ActualText <feff{utf16_hex(text)}>>> BDC")
        code += [moves, "ET Q EMC"]
    else:
        code += [moves, "ET Q"]
    canvas._code.append(" ".join(code))  # type: ignore[attr-defined]


@lru_cache(maxsize=4096)
def _moves(face: Face, glyphs: tuple[Glyph, ...], size: float) -> str:
    """Return the PDF operators that show the glyphs, one for each stretch at the same height."""
    shown = []
    for rise, group in groupby(glyphs, key=lambda glyph: glyph.dy):
        parts: list[str] = []
        shift = 0.0
        for glyph in group:
            shift -= glyph.dx
            if abs(shift) > _TOLERANCE:
                parts.append(_number(shift))
            parts.append(f"<{glyph.id:04x}>")
            shift = face.width(glyph.id) + glyph.dx - glyph.advance
        if abs(shift) > _TOLERANCE:
            parts.append(_number(shift))
        shown.append(f"{_number(rise * size / 1000)} Ts [{''.join(_spaced(parts))}] TJ")
    return " ".join(shown)


@cache
def _colour(name: str) -> tuple[str, ...]:
    return tuple(_number(part) for part in HexColor(name).rgb())


def _spaced(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts with neighbouring glyphs in one string: `<0001><0002>` becomes `<00010002>`."""
    for is_glyph, group in groupby(parts, key=lambda part: part.startswith("<")):
        found = list(group)
        yield f"<{''.join(part[1:-1] for part in found)}>" if is_glyph else f" {' '.join(found)} "


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
