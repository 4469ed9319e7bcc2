#!/usr/bin/env bash
# PySide6: a signal connected to a method whose function is not found on its object under its own __name__.
#
# One expects: a connection to a bound method of a QObject ends when the C++ part of that object is deleted, decorated or not.
# What happens: it ends only where the object has, under the function's __name__, that same function; the attribute that was
#   connected may be called otherwise. Behind a decorator without functools.wraps, and with a lambda, the method is taken for any
#   callable: the connection lasts until the Python object goes, and while anybody still holds that, the next signal calls the
#   method on an object whose C++ part is gone. With functools.wraps, or with the name alone, it ends as expected. Nothing is said
#   at connect.
#   With @Slot over such a decorator the first signal ends the program with a segmentation fault.
# Why it matters: pages that are thrown away, and that some closure still holds, go on hearing signals and raise "Internal C++
#   object already deleted" where nobody looks; it is enough to decorate a slot, for a log line or a timing. Decorators of slots take functools.wraps.
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

def hearing(wraps=False, name=""):
    def decorate(method):
        def inner(self):
            heard.append(method.__name__)

        inner.__name__ = name or inner.__name__
        return functools.wraps(method)(inner) if wraps else inner

    return decorate


class Sender(QObject):
    said = Signal()


class Page(QObject):
    @hearing(wraps=True)
    def wrapped(self):
        pass

    @hearing(name="named")
    def named(self):
        pass

    alias = named

    @hearing()
    def bare(self):
        pass

    @hearing(name="named")
    def misnamed(self):
        pass


print("PySide6", PySide6.__version__)
for name in ("wrapped", "named", "alias", "bare", "misnamed"):
    sender, page = Sender(), Page()
    sender.said.connect(getattr(page, name))
    shiboken6.delete(page)
    sender.said.emit()
print("called after the page was deleted:", heard)
assert heard == ["bare", "misnamed"], "changed"
sender, page = Sender(), Page()
sender.said.connect(page.bare)
shiboken6.delete(page)
del page
sender.said.emit()
assert heard == ["bare", "misnamed"], "changed: the connection keeps the Python object"
PY
"$work/venv/bin/python" "$work/try.py"
cat > "$work/slot.py" <<'PY'
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

app = QCoreApplication([])


def decorated(method):
    def inner(self):
        pass

    return inner


class Page(QObject):
    said = Signal()

    @Slot()
    @decorated
    def hear(self):
        pass


page = Page()
page.said.connect(page.hear)
page.said.emit()
PY
code=0
"$work/venv/bin/python" "$work/slot.py" 2> /dev/null || code=$?
echo "with @Slot over the decorator it ends with $code"
[ "$code" -eq 139 ]
