"""Nothing about a person outside the encrypted file: not in a log, a title, a temporary file, a crash's remains."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.core.clock import SystemClock
from console.core.people import RIGHTS, Operator, Profile
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.faults.marked import MARKER
from tests.faults.space import mounted
from tests.faults.table import ROOT, NotTried
from tests.support.stage import protocol

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="core dumps and mounts are Linux's here")
FORMS = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]


def prepared(folder: Path) -> Path:
    store, _ = Store.create(folder, "example", "rehearsal", LIGHT_COST)
    clinic = Clinic(store, SystemClock(), system_random)
    clinic.open("Hautraum")
    clinic.add_person(Operator(store.person, f"{MARKER} Osei", RIGHTS))
    clinic.adopt(protocol(), MARKER)
    clinic.add_client(Profile(MARKER, "1992-03-14", 3, f"{MARKER} latex", MARKER))
    store.close()
    return folder


def ended(end: str, notes: int, room: Path, store: Path) -> "subprocess.CompletedProcess[bytes]":
    """Stipple's end, with everything it could write to within the room."""
    for name in ("home", "tmp", "cwd"):
        (room / name).mkdir()
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "WAYLAND_DISPLAY": "offscreen", "HOME": str(room / "home"),
        "TMPDIR": str(room / "tmp"), "XDG_CONFIG_HOME": str(room / "home"), "XDG_CACHE_HOME": str(room / "home"),
        "XDG_DATA_HOME": str(room / "home"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    run = ["sh", "-c", 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"', "sh"]
    run += [sys.executable, "-m", "tests.faults.marked", end, str(notes), str(store)]
    return subprocess.run(run, cwd=room / "cwd", env=environment, capture_output=True, timeout=50, check=False)


def holding(folder: Path) -> list[str]:
    """The files that have the marker in their name or in themselves."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if MARKER in file.name or (file.is_file() and any(form in file.read_bytes() for form in FORMS))
    ]


def clean(done: "subprocess.CompletedProcess[bytes]", room: Path) -> None:
    assert not any(form in done.stdout + done.stderr for form in FORMS), done.stderr.decode()
    assert holding(room) == []
    assert list((room / "cwd").iterdir()) == []
    left = [each for each in (room / "tmp").rglob("*") if each.is_file() or not each.name.startswith("pulse-")]
    assert left == [], "the system's sound library makes a folder, and nothing in it"


@LINUX
@pytest.mark.parametrize(("end", "code"), [("kill", -9), ("crash", -6)])
def test_however_it_ends(end: str, code: int, tmp_path: Path) -> None:
    done = ended(end, 3, tmp_path, prepared(tmp_path / "store"))
    assert done.returncode == code, done.stderr.decode()
    assert done.stdout == b"shown\n"
    assert b"ValueError marked.py" in done.stderr
    clean(done, tmp_path)


@contextmanager
def small(at: Path) -> Iterator[Path]:
    try:
        with mounted(at, "-t", "tmpfs", "-o", "size=1600k", "tmpfs") as disk:
            yield disk
    except NotTried as reason:
        pytest.skip(str(reason))


@LINUX
def test_where_the_disk_is_full(tmp_path: Path) -> None:
    with small(tmp_path / "disk") as disk:
        store = prepared(disk / "store")
        with (disk / "ballast").open("wb", buffering=0) as file, suppress(OSError):
            room = os.statvfs(disk)
            file.write(bytes(max(0, room.f_bavail * room.f_frsize - 200_000)))
        done = ended("close", 60, tmp_path, store)
        assert done.stdout == b"disk-full\n", (done.stdout, done.stderr)
        clean(done, tmp_path)


def test_the_marker_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "one").write_text(MARKER, encoding="utf-16-le")
    (tmp_path / "two").write_text(f"a {MARKER}", encoding="utf-8")
    assert sorted(holding(tmp_path)) == ["one", "two"]


@LINUX
def test_no_other_program_of_the_user_reads_its_memory_and_no_other_user_its_files(tmp_path: Path) -> None:
    """By the kernel's own mark, which a system's collector of dumps heeds too; and whatever the user's umask is."""
    asked = "import ctypes, main, os; main.main(['--data', 'none', 'sessions'])"
    asked += "; print(ctypes.CDLL(None).prctl(3), oct(os.umask(0)))"
    run = [sys.executable, "-c", asked]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, timeout=50, check=True, umask=0)
    assert done.stdout == b"0 0o77\n"
