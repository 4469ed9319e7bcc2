#!/bin/sh
# PySide6: what a slot gets when a Python int is sent through a Signal(int).
#
# One expects: Python's int has no greatest value, so either it arrives as it is, or emit() raises.
# What happens: Signal(int) is an int of C, 32 bits. A greater number is cut to them, emit() returns, and the slot is called
#   with another number, of the other sign even. Only a RuntimeWarning goes to stderr. Signal(object) brings it whole.
# Why it matters: milliseconds. A span of 25 days, or any Unix time in ms, is more than 32 bits hold; a duration that a user
#   stated reaches the record as another one, and no test with short spans sees it.
# Seen with: PySide6-Essentials 6.12.0, Python 3.11, Linux.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install PySide6-Essentials==6.12.0 2>"$folder/pip" || { cat "$folder/pip" >&2; exit 2; }

QT_QPA_PLATFORM=offscreen tools/bin/python -W ignore - <<'PYTHON' 2>"$folder/said"
import sys

import PySide6
from PySide6.QtCore import QCoreApplication, QObject, Signal

app = QCoreApplication([])
DAYS_24, DAYS_25 = (days * 24 * 60 * 60 * 1000 for days in (24, 25))


class Sender(QObject):
    number = Signal(int)
    thing = Signal(object)


sender, found = Sender(), {"int": [], "object": []}
sender.number.connect(found["int"].append)
sender.thing.connect(found["object"].append)
for span in (DAYS_24, DAYS_25):
    sender.number.emit(span)
    sender.thing.emit(span)
print("PySide6", PySide6.__version__, "- sent:", [DAYS_24, DAYS_25], "- came:", found)
cut = (DAYS_25 + 2**31) % 2**32 - 2**31
sys.exit("changed: this is no longer so" if found != {"int": [DAYS_24, cut], "object": [DAYS_24, DAYS_25]} else 0)
PYTHON
