"""What a bare machine is told when Qt's system libraries are missing."""

import importlib
import sys
from pathlib import Path

import pytest

from console.ui.shell import system_libraries

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


class Machine:
    """A loader that knows only some libraries."""

    def __init__(self, *lacking: str) -> None:
        self.lacking = lacking
        self.asked: list[str] = []

    def load(self, file: str) -> object:
        self.asked.append(file)
        if file in self.lacking:
            raise OSError(f"{file}: cannot open shared object file: No such file or directory")
        return file


def test_a_whole_machine_is_told_nothing() -> None:
    machine = Machine()
    assert system_libraries.missing_line({}, machine.load, "linux") == ""
    assert set(machine.asked) == {*system_libraries.ALWAYS, *system_libraries.XCB}


def test_one_line_names_what_is_missing_and_the_command() -> None:
    line = system_libraries.missing_line({}, Machine("libEGL.so.1", "libxcb-cursor.so.0").load, "linux")
    assert "\n" not in line
    assert "libEGL.so.1, libxcb-cursor.so.0 not found" in line
    assert line.endswith("sudo apt-get install libegl1 libxcb-cursor0")


def test_a_package_that_holds_two_libraries_is_named_once() -> None:
    line = system_libraries.missing_line({}, Machine("libglib-2.0.so.0", "libgthread-2.0.so.0").load, "linux")
    assert line.count("libglib2.0-0") == 1


@pytest.mark.parametrize(
    ("environ", "extra"),
    [
        (OFFSCREEN, {}),
        ({"QT_QPA_PLATFORM": "offscreen:size=1280x800"}, {}),
        ({"QT_QPA_PLATFORM": "minimal", "DISPLAY": ":0"}, {}),
        ({}, system_libraries.XCB),
        ({"DISPLAY": ":0"}, system_libraries.XCB),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, system_libraries.XCB),
        ({"WAYLAND_DISPLAY": "wayland-0"}, system_libraries.WAYLAND),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, system_libraries.WAYLAND),
        ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}, system_libraries.XCB),
    ],
)
def test_only_the_chosen_display_is_asked_for(environ: dict[str, str], extra: dict[str, str]) -> None:
    assert system_libraries.libraries_for(environ) == {**system_libraries.ALWAYS, **extra}


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_qt_brings_its_own(system: str) -> None:
    machine = Machine(*system_libraries.ALWAYS)
    assert system_libraries.missing_line({}, machine.load, system) == ""
    assert machine.asked == []


def test_a_script_gets_bare_package_names(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine("libGL.so.1", "libEGL.so.1")
    assert system_libraries.main(["--packages"], OFFSCREEN, machine.load) == 0
    assert capsys.readouterr().out == "libegl1 libgl1\n"


def test_the_command_line_says_whether_something_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert system_libraries.main([], OFFSCREEN, Machine().load) == 0
    assert system_libraries.main([], OFFSCREEN, Machine("libGL.so.1").load) == (1 if sys.platform == "linux" else 0)
    assert capsys.readouterr().out.count("\n") == 2


def test_a_library_that_does_not_exist_is_missing_for_real() -> None:
    assert system_libraries.missing({"libstipple-nowhere.so.9": "nowhere"}) == {"libstipple-nowhere.so.9": "nowhere"}


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has loaded is listed by the Linux kernel")
def test_qt_loads_every_library_of_the_list() -> None:
    for module in ("QtPdfWidgets", "QtSvg", "QtWidgets"):
        importlib.import_module(f"PySide6.{module}")
    mapped = {Path(line.split()[-1]).name for line in Path("/proc/self/maps").read_text().splitlines() if "/" in line}
    stems = [file.removesuffix(".so" + file.rpartition(".so")[2]) for file in system_libraries.ALWAYS]
    assert [stem for stem in stems if not any(name.startswith(stem) for name in mapped)] == []
