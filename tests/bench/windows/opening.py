"""`stipple run` on a clinic: until it paints, until the secret can be typed, and from the secret to home."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def main(folder: str, secret: str) -> None:
    begun = time.perf_counter()
    import main as program
    from console.app.ports import Store

    real = program._open_window
    times: dict[str, list[float]] = {"begun": [begun]}

    def opened(folder: Path, example: Callable[[], Store], begin: Store | None) -> int:
        """Everything of ours that needs no Qt is there now."""
        times["qt"] = [time.perf_counter()]
        from console.ui.shell import refcount_workaround

        refcount_workaround.keep()
        from console.ui.shell import app
        from tests.bench.windows.watching import watched

        app.Shell = watched(times, secret)  # type: ignore[attr-defined]
        return real(folder, example, begin)

    program._open_window = opened  # as `main` finds it
    program.main(["--data", folder, "run"])
    print(json.dumps(times), flush=True)
    os._exit(0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="stipple-bench-") as made:
        os.environ["XDG_CONFIG_HOME"] = str(Path(made))
        main(*sys.argv[1:])
