"""The fonts of resources/fonts: what they cover, how they shape text, how a PDF embeds them.

Glyphs are written by number (Identity-H), each with the text it stands for: ligatures stay searchable."""

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfdoc

import resources
from console.documents.typesetting.style import FAMILIES

_EM = 1000
KEPT = 32
"""Fonts cut to the glyphs of a paper, which many papers share."""
_UNNEEDED = {
    int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"DSIG", b"gasp", b"post", b"OS/2")
}


class Glyph(NamedTuple):
    """One drawn shape. Lengths are thousandths of the size. `text`: what it stands for, "" if another glyph does."""

    id: int
    cluster: int
    advance: float
    dx: float
    dy: float
    text: str


class Face:
    """One font file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._blob = hb.Blob.from_file_path(str(resources.path("fonts", file)))
        self._font = hb.Font(hb.Face(self._blob))
        self._scale = _EM / self._font.face.upem
        self._used: WeakKeyDictionary[Any, dict[int, str]] = WeakKeyDictionary()

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph for this character; never for private or unassigned ones."""
        if unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"):
            return False
        return bool(self._font.get_nominal_glyph(ord(char)))

    def shape(self, text: str, *, rtl: bool = False, tabular: bool = False) -> tuple[Glyph, ...]:
        """Return the glyphs of a text in one direction and one script, from left to right."""
        return _shape(self, text, rtl, tabular)

    def enter(self, doc: Any, glyphs: Iterable[Glyph]) -> tuple[str, bool]:
        """Note glyphs that a document shows; return the font's resource name, and whether all read as their text."""
        used = self._used.get(doc)
        if used is None:
            used = self._used[doc] = {}
            doc.fontMapping[self.file] = f"/T{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        readable = True
        for glyph in glyphs:
            readable &= used.setdefault(glyph.id, glyph.text) == glyph.text
        return doc.fontMapping[self.file], readable

    def addObjects(self, doc: Any) -> None:  # noqa: N802, RUF100 - ReportLab calls it when the document is finished
        """Embed the font in the document, cut to the glyphs used."""
        used = dict(sorted(self._used.pop(doc).items()))
        name = pdfdoc.PDFName(f"{_tag(used)}+{Path(self.file).stem}")
        cid = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
                ),
                "FontDescriptor": doc.Reference(self._descriptor(doc, name, used)),
                "W": pdfdoc.PDFArray([item for gid in used for item in (gid, pdfdoc.PDFArray([self.width(gid)]))]),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(cid)]),
                "ToUnicode": doc.Reference(_stream(_to_unicode(used).encode("ascii"))),
            }
        )
        doc.idToObject["BasicFonts"].dict[doc.fontMapping[self.file][1:]] = doc.Reference(font)

    def width(self, gid: int) -> float:
        """Return the width of a glyph in the PDF, in thousandths of the size."""
        return float(round(self._font.get_glyph_h_advance(gid) * self._scale, 2))

    def _descriptor(self, doc: Any, name: Any, used: Iterable[int]) -> Any:
        extents = self._font.get_font_extents("ltr")
        ascent, descent = round(extents.ascender * self._scale), round(extents.descender * self._scale)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-_EM, descent, 2 * _EM, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": ascent,
                "StemV": 80,
                "FontFile2": doc.Reference(_stream(_subset(self, tuple(used)), Length1=True)),
            }
        )

    def subset(self, used: Iterable[int]) -> bytes:
        """Return the font cut to these glyphs, in their places."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({0, *used})
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update(_UNNEEDED)
        return bytes(hb.subset(self._font.face, wanted).blob.data)


@lru_cache(maxsize=KEPT)
def _subset(font: Face, used: tuple[int, ...]) -> bytes:
    return font.subset(used)


class _Compressed:
    """ReportLab's filter of the same name, for what papers have alike: packing a font took half the time of one."""

    pdfname = "FlateDecode"
    encode = staticmethod(lru_cache(maxsize=2 * KEPT)(zlib.compress))


@cache
def face(file: str) -> Face:
    """Return the font of that file in resources/fonts; each is read once."""
    return Face(file)


def faces(bold: bool) -> Iterator[tuple[Face, bool]]:
    """Yield the fonts in order of preference, and whether each must be thickened to look bold."""
    for family in FAMILIES:
        yield face(family.bold if bold and family.bold else family.regular), bold and not family.bold


@lru_cache(maxsize=4096)
def _shape(font: Face, text: str, rtl: bool, tabular: bool) -> tuple[Glyph, ...]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = "en"  # else it would be that of the computer
    hb.shape(font._font, buffer, {"tnum": tabular})
    meanings = _meanings(text, [info.cluster for info in buffer.glyph_infos])
    return tuple(
        Glyph(
            info.codepoint,
            info.cluster,
            at.x_advance * font._scale,
            at.x_offset * font._scale,
            at.y_offset * font._scale,
            meaning,
        )
        for info, at, meaning in zip(buffer.glyph_infos, buffer.glyph_positions, meanings, strict=True)
    )


def _meanings(text: str, clusters: list[int]) -> list[str]:
    """Return the text of each glyph: a cluster's characters go to its glyphs in turn, the rest to the last."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    next_char = {start: start for start in starts}
    left = Counter(clusters)
    out: list[str] = []
    for cluster in clusters:
        left[cluster] -= 1
        start = next_char[cluster]
        end = min(start + 1, ends[cluster]) if left[cluster] else ends[cluster]
        out.append(text[start:end])
        next_char[cluster] = end
    return out


def _tag(used: Iterable[int]) -> str:
    """Return the six letters that mark a font subset, the same for the same glyphs."""
    number = 0
    for gid in used:
        number = (number * 65599 + gid + 1) % 26**6
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _stream(content: bytes, **lengths: bool) -> Any:
    stream = pdfdoc.PDFStream(content=content, filters=[_Compressed])
    for key in lengths:
        stream.dictionary[key] = len(content)
    return stream


def _to_unicode(used: dict[int, str]) -> str:
    pairs = [f"<{gid:04x}> <{utf16_hex(text)}>" for gid, text in used.items() if text]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )


def utf16_hex(text: str) -> str:
    """Return the text in hexadecimal UTF-16, big end first, as PDF has it in angle brackets."""
    return text.encode("utf-16-be", "replace").hex()
