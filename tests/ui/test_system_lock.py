"""The system's own lock, over a real bus: screen savers, a login manager that answers, and one that does not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-run-session"), reason="there is no D-Bus to try it on"
)
ROOT = Path(__file__).parents[2]
RUN = """
export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS
if [ -n "$MANAGER" ]; then
    mkfifo ready
    "$PYTHON" manager.py "$MANAGER" > ready &
    read line < ready
fi
"$PYTHON" child.py
[ -z "$MANAGER" ] || kill $!
"""
CHILD = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from console.ui.shell.system_lock import LIMIT_MS, SystemLock

app = QCoreApplication([])
lock = SystemLock()
began = time.monotonic()
lock.listen()
took_ms = (time.monotonic() - began) * 1000
assert took_ms < LIMIT_MS + 700, took_ms
heard = []
lock.locked.connect(lambda: heard.append(1))
from PySide6.QtDBus import QDBusConnection, QDBusMessage
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "another program")
for path, interface, name, arguments in (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False]),
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    ("/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock", []),
    ("/org/freedesktop/login1/session/_37", "org.freedesktop.login1.Session", "Lock", []),
):
    made = QDBusMessage.createSignal(path, interface, name)
    made.setArguments(arguments)
    assert other.send(made)
QTimer.singleShot(600, app.quit)
app.exec()
print(len(heard))
"""
MANAGER = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, ClassInfo, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusObjectPath

app = QCoreApplication([])

@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QDBusAbstractAdaptor):
    @Slot(str, result="QDBusObjectPath")
    def GetSession(self, name):
        if "--deaf" in sys.argv:
            import time
            time.sleep(30)
        return QDBusObjectPath("/org/freedesktop/login1/session/_32")

held = QObject()
Manager(held)
bus = QDBusConnection.systemBus()
assert bus.registerObject("/org/freedesktop/login1", held)
assert bus.registerService("org.freedesktop.login1")
print("ready", flush=True)
app.exec()
"""


@pytest.mark.parametrize(("manager", "heard"), [("", 2), ("hears", 3), ("--deaf", 2)])
def test_the_systems_lock_is_heard(tmp_path: Path, manager: str, heard: int) -> None:
    """Two screen savers, and of the login manager's sessions only our own; one that is deaf holds nothing up."""
    (tmp_path / "child.py").write_text(CHILD, encoding="utf-8")
    (tmp_path / "manager.py").write_text(MANAGER, encoding="utf-8")
    (tmp_path / "run.sh").write_text(RUN, encoding="utf-8")
    given = {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "MANAGER": manager, "XDG_SESSION_ID": "2"}
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "run.sh"], cwd=tmp_path, env={**os.environ, **given}, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.split() == [str(heard)], done.stderr
