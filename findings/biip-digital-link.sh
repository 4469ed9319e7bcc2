#!/bin/sh
# biip: what GS1DigitalLinkURI.parse() makes of web addresses that the standard of GS1 Digital Link allows.
#
# One expects: any path may stand in front, so the key is looked for from the end; pairs behind the question mark are parted by
#   "&" or ";" (queryStringDelim of the grammar of 1.2); a day that is none leaves the rest of the pack readable.
# What happens: the first step of the path that is a key counts, so that a shop's own /01/ or /00/ in front refuses the whole
#   address. With ";" the lot silently takes the expiry in: lot "A;17=270630", and no expiry at all. 31 February refuses all,
#   by the computer's own clock for the century. A slash at the end refuses, too.
# Why it matters: an expiry that is lost inside a lot number is a pack that never expires, and no error says so.
# Seen with: biip 5.2.0, Python 3.11, Linux.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install biip==5.2.0 2>"$folder/pip" || { cat "$folder/pip" >&2; exit 2; }

tools/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

from biip import ParseError
from biip.gs1_digital_link_uris import GS1DigitalLinkURI


def read(address):
    try:
        return {each.ai.ai: each.value for each in GS1DigitalLinkURI.parse(address).element_strings}
    except ParseError:
        return "refused"


GTIN = "04012345678901"
found = {
    "a path in front": read(f"https://example.com/01/shop/01/{GTIN}/10/A"),
    "parted by ;": read(f"https://id.gs1.org/01/{GTIN}?10=A;17=270630"),
    "31 February": read(f"https://id.gs1.org/01/{GTIN}/10/A?17=270231"),
    "a slash at the end": read(f"https://id.gs1.org/01/{GTIN}/10/A/"),
    "plain": read(f"https://id.gs1.org/01/{GTIN}/10/A?17=270630"),
}
print("biip", version("biip"), "-", found)
expected = {
    "a path in front": "refused",
    "parted by ;": {"01": GTIN, "10": "A;17=270630"},
    "31 February": "refused",
    "a slash at the end": "refused",
    "plain": {"01": GTIN, "10": "A", "17": "270630"},
}
sys.exit("changed: this is no longer so" if found != expected else 0)
PYTHON
