"""An X server of its own with a keyboard whose layout is set, and the real program on it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from console.ui.shell import system_libraries

NEEDED = ("Xvfb", "setxkbmap", "xdotool", "xkbcomp")
TREE = Path(__file__).parents[2]
CONTROL, ENTER, F1, PAGE_DOWN = 37, 36, 67, 117
"""Keys by their number, as an X server counts them: where they lie, whatever they type."""
ESCAPE = "Escape"
"""By its name, since xdotool takes a number of one digit for that digit."""
PAUSE_S = 1.2


def missing() -> list[str]:
    """Return what is not installed of what this needs."""
    packages = set(system_libraries.missing(system_libraries.XCB).values())
    return [*(each for each in NEEDED if shutil.which(each) is None), *sorted(packages)]


class XScreen:
    """`folder` takes the example clinic and the program's settings."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._data = folder, folder / "clinic"
        number, ready = os.pipe()
        silent = subprocess.DEVNULL
        command = ["Xvfb", "-displayfd", str(ready), "-noreset", "-screen", "0", "1280x800x24"]
        self._running = [subprocess.Popen(command, pass_fds=[ready], stdout=silent, stderr=silent)]
        os.close(ready)
        with os.fdopen(number) as told:
            display = f":{told.readline().strip()}"
        self._env = os.environ | {
            "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def start(self, layout: str) -> None:
        """Show the program, with home in sight, on a keyboard of this layout."""
        self.set_layout(layout)
        program = [sys.executable, "-m", "tests.support.brief_demo", "--data", str(self._data), "demo"]
        self._running.append(subprocess.Popen(program, env=self._env, cwd=TREE))
        window = self._run("xdotool", "search", "--sync", "--onlyvisible", "--name", "Stipple").split()[-1]
        self._run("xdotool", "sleep", "3", "windowfocus", "--sync", window, "sleep", str(PAUSE_S))

    def set_layout(self, name: str) -> None:
        self._run("setxkbmap", "-layout", name)

    def press(self, *keys: int | str) -> None:
        """One key after the other, at a person's speed."""
        for key in keys:
            self._run("xdotool", "key", str(key), "sleep", str(PAUSE_S))

    def scan(self, digits: str, every_ms: int) -> None:
        """A code and Enter, as a scanner sends it."""
        keys = [str(10 + (int(each) - 1) % 10) for each in digits]
        pace = ("--delay", str(every_ms))
        self._run("xdotool", "key", *pace, *keys, str(ENTER), "sleep", str(PAUSE_S))

    def press_with(self, held: int, key: int) -> None:
        self._run("xdotool", "keydown", str(held), "key", str(key), "keyup", str(held), "sleep", str(PAUSE_S))

    def hold(self, key: int, seconds: float) -> None:
        """Down so long that it comes again and again."""
        self._run("xdotool", "keydown", str(key), "sleep", str(seconds), "keyup", str(key), "sleep", str(PAUSE_S))

    def picture(self, name: str) -> None:
        """Keep what is seen, where the tool for that is installed, to be looked at."""
        if shutil.which("import"):
            kept = TREE / "build" / "keyboards"
            kept.mkdir(parents=True, exist_ok=True)
            self._run("import", "-window", "root", str(kept / f"{name}.png"))

    def recorded(self, step: str) -> list[tuple[str, object]]:
        """End the program as a power cut would; return what the session open in that step was told by keys.

        Each with what was said of it: passes, depth in µm, reason or text.
        """
        self._end(self._running.pop())
        out = self._folder / "record.json"
        listed = json.loads(self._main("sessions", "--json"))
        session = next(each["id"] for each in listed if each["step"] == step and each["status"] == "open")
        self._main("export", "--out", str(out), session)
        bodies = [each["body"] for each in json.loads(out.read_text("utf-8"))["record"]["events"]]
        since = next((at for at, body in enumerate(bodies, start=1) if body["kind"] == "resumed"), len(bodies))
        said = ("passes", "depth_um", "reason", "text")
        return [(each["kind"], next((each[name] for name in said if name in each), None)) for each in bodies[since:]]

    def close(self) -> None:
        """End what still runs."""
        while self._running:
            self._end(self._running.pop())

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()

    def _main(self, *words: str) -> str:
        return self._run(sys.executable, "main.py", "--data", str(self._data), *words)

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._env, cwd=TREE, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
        return done.stdout
