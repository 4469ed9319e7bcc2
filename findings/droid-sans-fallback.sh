#!/bin/sh
# Droid Sans Fallback "Full", the small Chinese font of many programs and of Debian's fonts-droid-fallback.
#
# One expects: it sets everyday Chinese, and every ideograph in it is as wide as the others.
# What happens: 〈 and 〉 (U+3008, U+3009) are not in it, though 《 》 「 」 beside them are and the Chinese, Japanese
#   and Korean national sets all have them; and five ideographs that are in it, with ink, have a width of nought.
# Why it matters: 〈…〉 prints as boxes or in another font. An ideograph without width is drawn under the next letter and
#   nothing complains: a check for missing glyphs passes, text can be searched and copied, only the paper is wrong.
# Seen with: fonts-droid-fallback 1:6.0.1r16-1.1 (Debian 12), font version 1.00c, fontTools 4.68.0.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 .

apt-get -qq download fonts-droid-fallback=1:6.0.1r16-1.1 2>"$folder/apt" || { cat "$folder/apt" >&2; exit 2; }
dpkg -x fonts-droid-fallback_*.deb .
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install fonttools==4.68.0 2>"$folder/pip" || { cat "$folder/pip" >&2; exit 2; }

tools/bin/python - usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf <<'PYTHON'
import sys
import unicodedata

import fontTools
from fontTools.ttLib import TTFont

font = TTFont(sys.argv[1])
glyphs, widths, shapes = font.getBestCmap(), font["hmtx"], font["glyf"]
print("fontTools", fontTools.version, "-", font["name"].getDebugName(4), font["name"].getDebugName(5))

for codec in ("gb2312", "euc_jp", "euc_kr", "big5"):
    assert all(char.encode(codec) for char in "〈〉《》「」")
missing = [char for char in "〈〉《》「」" if ord(char) not in glyphs]
print("missing of 〈〉《》「」:", " ".join(f"{char} U+{ord(char):04X}" for char in missing))

ideographs = [code for code in glyphs if unicodedata.name(chr(code), "").startswith("CJK UNIFIED IDEOGRAPH")]
narrow = [code for code in ideographs if widths[glyphs[code]][0] == 0]
inked = [code for code in narrow if shapes[glyphs[code]].xMax > shapes[glyphs[code]].xMin]
print(f"of {len(ideographs)} ideographs, with ink and no width:", " ".join(f"{chr(c)} U+{c:04X}" for c in inked))

as_described = missing == ["〈", "〉"] and inked == [0x41A1, 0x41E8, 0x45C7, 0x476D, 0x4B25]
sys.exit("changed: this is no longer so" if not as_described else 0)
PYTHON
