#!/usr/bin/env bash
# Qt: QWidget.setFixedHeight called from within the resize that another setFixedHeight makes.
#
# One expects: after setFixedHeight(h) the least and the greatest height are the same, whichever call came last.
# What happens: it sets them one after the other and resizes the widget in between. Where resizeEvent fixes another height, such
#   as a list that is as high as its text needs, the inner call ends in the middle of the outer one: one bound is the inner's, the
#   other the outer's. Which is the larger depends on the heights; the least may be above the greatest. Nothing warns of it.
# Why it matters: layouts place the widget by one bound and size it by the other. A strip of alarms stood four pixels out of
#   its page in large text, cut at its lower edge. A guard that makes one change at a time, and looks again, ends it.
# Seen with: PySide6-Essentials 6.12.0, Python 3.11, Linux.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.12.0
cat > "$work/try.py" <<'PY'
import PySide6
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication([])


class Fitting(QWidget):
    """Needs 84 pixels at every width; was told 93 by somebody else."""

    def resizeEvent(self, event):
        if self.height() != 84:
            self.setFixedHeight(84)


inner = Fitting()
inner.resize(200, 60)
inner.show()
app.processEvents()
inner.setFixedHeight(93)
app.processEvents()
print("PySide6", PySide6.__version__)
print("least", inner.minimumHeight(), "greatest", inner.maximumHeight(), "height", inner.height())
assert inner.minimumHeight() != inner.maximumHeight(), "changed: both are the same now"
PY
QT_QPA_PLATFORM=offscreen "$work/venv/bin/python" "$work/try.py"
