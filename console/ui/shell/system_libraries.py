"""Which system libraries Qt needs and this machine lacks, found before Qt is imported.

Imports no Qt, so a bare machine is told what to install in one line.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping, Sequence

Load = Callable[[str], object]

ALWAYS: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
XCB: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def libraries_for(environ: Mapping[str, str]) -> dict[str, str]:
    """Library file -> Debian package, for the display that Qt will choose in this environment."""
    guess = "wayland" if environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY") else "xcb"
    platform = environ.get("QT_QPA_PLATFORM") or guess
    if platform.startswith("wayland"):
        return {**ALWAYS, **WAYLAND}
    if platform.startswith("xcb"):
        return {**ALWAYS, **XCB}
    return dict(ALWAYS)


def missing(libraries: Mapping[str, str], load: Load = ctypes.CDLL) -> dict[str, str]:
    """Those of the libraries that cannot be loaded."""
    return {file: package for file, package in libraries.items() if not _loads(file, load)}


def missing_line(environ: Mapping[str, str], load: Load = ctypes.CDLL, system: str = sys.platform) -> str:
    """One line saying what is missing and the command that installs it; empty if nothing is."""
    lacking = missing(libraries_for(environ), load) if system == "linux" else {}
    if not lacking:
        return ""
    files, packages = ", ".join(lacking), " ".join(_packages(lacking))
    return f"Stipple cannot open its window: {files} not found. Install with: sudo apt-get install {packages}"


def main(arguments: Sequence[str], environ: Mapping[str, str], load: Load = ctypes.CDLL) -> int:
    """Print what is missing for people, or with --packages just the package names for a script."""
    if "--packages" in arguments:
        print(*_packages(missing(libraries_for(environ), load)))
        return 0
    line = missing_line(environ, load)
    print(line or "Nothing is missing.")
    return 1 if line else 0


def _loads(file: str, load: Load) -> bool:
    try:
        load(file)
    except OSError:
        return False
    return True


def _packages(lacking: Mapping[str, str]) -> list[str]:
    return sorted(set(lacking.values()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ))
