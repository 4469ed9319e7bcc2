"""What the window costs, each measured in new processes: time to open, a key press, the processor, memory."""

import time
from pathlib import Path
from statistics import median

from tests.bench import years
from tests.bench.timing import Measured, row
from tests.bench.windows.process import Figures, run

SESSIONS = 5_000
BARE = "bare PySide6 window"


def opening(folder: Path, quick: bool) -> list[str]:
    """`stipple run` on an example clinic with light keys, taken in turn with the bare window.

    The first row begins with the process, the second where Qt is imported, in both; the third with the first line.
    """
    clinic = years.clinic(folder, SESSIONS, SESSIONS)
    from_start: list[list[float]] = [[], []]
    bare, found = [], []
    for _ in range(3 if quick else 9):
        for times, what in zip(from_start, (clinic, "floor"), strict=True):
            times.append(_until_seen(what))
        bare += run("bare")["paint"]
        found.append(run("opening", clinic, years.SECRET))

    def between(first: str, last: str) -> Measured:
        return Measured([(each[last][0] - each[first][0]) * 1000 for each in found])

    floor = Measured(bare)
    return [
        row("process start to first window", Measured(from_start[0]), BARE, Measured(from_start[1]), "at most 1.35"),
        row("first paint, from Qt's import", between("qt", "paint"), BARE, floor, "at most 1.5"),
        row("first paint, from the first line", between("begun", "paint"), BARE, floor, "no bound"),
        row("sign-in can be typed in", between("begun", "usable"), BARE, floor, "no bound"),
        row("secret to home, 5,000 sessions", between("given", "home"), BARE, floor, "no bound"),
    ]


def _until_seen(what: object) -> float:
    """Milliseconds from the start of the process."""
    begun = time.time()
    return (run("first", what)["seen"][0] - begun) * 1000


def press(folder: Path, quick: bool) -> list[str]:
    """Until the commit returned and the window stands painted with what it led to."""
    found = run("pressing", folder, 100 if quick else 400)
    ours, floor = Measured(found["press"]), Measured(found["floor"])
    name = "repaint + bare insert+commit"
    return [
        row("press to durable and painted", ours, name, floor, "at most 2"),
        row("the same, p99", Measured([ours.p99]), f"{name}, p99", Measured([floor.p99]), "under 16.7 ms"),
    ]


def timers(folder: Path, quick: bool) -> list[str]:
    """Two open sessions and nobody there; 10 ms in a second are one per cent of a core."""
    found = run("idle", 5 if quick else 20)
    floor = Measured(found["floor"])
    return [row("processor time in each second", Measured(found["run"]), "bare clock", floor, "at most 10 ms (1 %)")]


def memory(folder: Path, quick: bool) -> list[str]:
    """What each further session leaves behind, from the twentieth on; the engine keeps the day's sessions in memory."""
    sessions = 40 if quick else 200
    half = sessions // 2
    window, engine, bare = run("growing", sessions, "window"), run("growing", sessions, "engine"), run("bare")
    slopes = Measured([_slope(window)]), Measured([_slope(engine)])
    rss = Measured(window["rss"][-1:]), Measured(bare["rss"])
    kept = [Measured([(found["objects"][-1] - found["objects"][half]) / half]) for found in (window, engine)]
    widgets = [Measured([window["widgets"][at]]) for at in (-1, half)]
    return [
        row("memory a session, with the window", slopes[0], "engine alone", slopes[1], "the window adds none", "KiB"),
        row("Python objects a session, second half", kept[0], "engine alone", kept[1], "none", "objects"),
        row(f"widgets after {sessions} sessions", widgets[0], "after half of them", widgets[1], "no more", "widgets"),
        row(f"memory after {sessions} sessions", rss[0], BARE, rss[1], "no bound", "KiB"),
    ]


def _slope(figures: Figures, after: int = 20) -> float:
    """KiB a session, between the middles of the first and the last third: what happens once counts for nothing."""
    rss = figures["rss"][after:]
    third = len(rss) // 3
    return (median(rss[-third:]) - median(rss[:third])) / (len(rss) - third)
