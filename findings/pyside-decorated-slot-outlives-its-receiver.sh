#!/usr/bin/env bash
# PySide6: a signal connected to a method whose function has another __name__ than the attribute it stands at.
#
# One expects: a connection to a bound method of a QObject ends when the C++ part of that object is deleted, decorated or not.
# What happens: it ends only where the function's __name__ is that of the attribute. Behind a decorator without functools.wraps
#   the method is taken for any callable: the connection stays, keeps the Python object, and the next signal calls the method on
#   an object whose C++ part is gone. With functools.wraps it ends as expected. Nothing is said at connect.
# Why it matters: pages that are thrown away at sign-out go on hearing signals, and raise "Internal C++ object already deleted"
#   where nobody looks; it is enough to decorate a slot, for a log line or a timing. Decorators of slots take functools.wraps.
# Seen with: PySide6-Essentials 6.12.0, Python 3.11, Linux.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.12.0
cat > "$work/try.py" <<'PY'
import functools

import PySide6
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal

app = QCoreApplication([])
heard = []

def hearing(wraps):
    def decorate(method):
        def inner(self):
            heard.append(method.__name__)

        return functools.wraps(method)(inner) if wraps else inner

    return decorate


class Sender(QObject):
    said = Signal()


class Page(QObject):
    @hearing(wraps=True)
    def wrapped(self):
        pass

    @hearing(wraps=False)
    def bare(self):
        pass


print("PySide6", PySide6.__version__)
for name in ("wrapped", "bare"):
    sender, page = Sender(), Page()
    sender.said.connect(getattr(page, name))
    shiboken6.delete(page)
    sender.said.emit()
print("called after the page was deleted:", heard)
assert heard == ["bare"], "changed"
PY
"$work/venv/bin/python" "$work/try.py"
