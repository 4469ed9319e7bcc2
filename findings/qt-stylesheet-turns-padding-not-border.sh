#!/bin/sh
# Qt style sheets: which sides are turned where the layout runs from right to left.
#
# One expects: padding-left, margin-left and border-left name one side, so all of them are turned with the direction, or none.
# What happens: padding and margin are turned, the border is not. Under Qt::RightToLeft `padding-left: 30px` makes room at the
#   right, and so does margin-left; `border-left` is drawn at the left as before.
# Why it matters: whoever writes one sheet for both directions and swaps "left" and "right" by hand, as the border needs it,
#   turns the padding twice, and text stands against the wrong edge in Hebrew and Arabic only.
# Seen with: PySide6-Essentials 6.12.0, Python 3.11, Linux.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install PySide6-Essentials==6.12.0 2>"$folder/pip" || { cat "$folder/pip" >&2; exit 2; }

QT_QPA_PLATFORM=offscreen tools/bin/python - <<'PYTHON'
import sys

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])


def side(rule: str, way: Qt.LayoutDirection) -> str:
    """Say at which side a rule for the left shows: by the room it makes, or by what is painted."""
    label = QLabel("x")
    label.setLayoutDirection(way)
    label.setStyleSheet(f"QLabel {{ background: white; {rule} }}")
    label.resize(200, 60)
    label.show()
    app.processEvents()
    left, right = label.contentsMargins().left(), label.contentsMargins().right()
    image = label.grab().toImage()
    left, right = left + (image.pixelColor(2, 30) != "white"), right + (image.pixelColor(197, 30) != "white")
    return "left" if left > right else "right"


rules = {"padding": "padding-left: 30px;", "margin": "margin-left: 30px;", "border": "border-left: 9px solid red;"}
ways = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
found = {name: tuple(side(rule, way) for way in ways) for name, rule in rules.items()}
print("PySide6", PySide6.__version__, "- left to right, right to left:", found)
as_seen = {"padding": ("left", "right"), "margin": ("left", "right"), "border": ("left", "left")}
sys.exit("changed: this is no longer so" if found != as_seen else 0)
PYTHON
