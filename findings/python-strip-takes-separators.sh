#!/bin/sh
# Python: what str.strip(), split() and isspace() take for a blank.
#
# One expects: blanks, tabs and line ends, the six of string.whitespace. Reading what came over a line, one strips its end.
# What happens: for str, U+001C to U+001F are blanks too, the separators of file, group, record and unit. strip() takes them
#   off both ends, split() cuts at them, splitlines() takes three of them for ends of lines. bytes do none of this.
# Why it matters: U+001D is what a scanner sends for FNC1. In front of a code it is the only sign that GS1's identifiers
#   follow, and text.strip() takes just that one away: "\x1d10AB12" becomes "10AB12", which is anybody's number. An envelope
#   of ISO 15434 loses its end, and a code split by blanks is cut at its elements. Name the blanks: strip(" \t\r\n").
# Seen with: Python 3.11.7, Linux.
set -eu

python3 - <<'PYTHON'
import string
import sys

code = "\x1d10AB12\x1d17270630\x1d"
found = {
    "in string.whitespace": "\x1d" in string.whitespace,
    "isspace": [char for char in map(chr, range(0x1C, 0x20)) if char.isspace()],
    "strip": code.strip(),
    "split": code.split(),
    "splitlines": len("a\x1cb\x1dc\x1ed\x1fe".splitlines()),
    "bytes": code.encode().strip(),
    "named": code.strip(" \t\r\n"),
}
print("Python", sys.version.split()[0], "-", found)
expected = {
    "in string.whitespace": False,
    "isspace": ["\x1c", "\x1d", "\x1e", "\x1f"],
    "strip": "10AB12\x1d17270630",
    "split": ["10AB12", "17270630"],
    "splitlines": 4,
    "bytes": code.encode(),
    "named": code,
}
sys.exit("changed: this is no longer so" if found != expected else 0)
PYTHON
