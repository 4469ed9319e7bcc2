#!/bin/sh
# PySide6: in which thread a widget ends when another thread drops the last reference to it.
#
# One expects: Qt's widgets belong to the main thread, and PySide knows it. A QWidget or QLabel whose last reference is
#   dropped elsewhere is indeed handed back, and ends in the main thread.
# What happens: that holds for Qt's own classes only. A class of one's own, `class Card(QLabel)`, does not inherit the
#   precaution: its widget is destroyed at once, in whatever thread lets go of it.
# Why it matters: nearly every widget of a program is of a class of its own. A worker's job or callback that holds a page,
#   or the cyclic collector, which runs in the thread that happens to allocate, destroys it while Qt may be walking over
#   its widgets. The program ends now and then, far from the cause. So: hand finished jobs back to the main thread before
#   they are let go of, and collect garbage there alone.
# Seen with: PySide6-Essentials 6.12.0, Python 3.11, Linux.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install PySide6-Essentials==6.12.0 2>"$folder/pip" || { cat "$folder/pip" >&2; exit 2; }

QT_QPA_PLATFORM=offscreen tools/bin/python - <<'PYTHON'
import sys
import threading

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

app = QApplication([])
main = threading.get_ident()


class Card(QLabel):
    """A widget of a program's own."""


ended: dict[str, str] = {}


def ends_in(kind: type[QWidget]) -> str:
    """Make a widget, let another thread drop it, and say in which thread it was destroyed."""
    held = [kind()]
    held[0].destroyed.connect(
        lambda: ended.update({kind.__name__: "main" if threading.get_ident() == main else "other"}),
        Qt.ConnectionType.DirectConnection,
    )
    other = threading.Thread(target=held.clear)
    other.start()
    other.join()
    app.processEvents()
    return ended.get(kind.__name__, "nowhere")


found = {kind.__name__: ends_in(kind) for kind in (QWidget, QLabel, Card)}
print("PySide6", PySide6.__version__, "- destroyed in the thread:", found)
sys.exit("changed: this is no longer so" if found != {"QWidget": "main", "QLabel": "main", "Card": "other"} else 0)
PYTHON
