"""Prints every measurement beside its floor."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from console.core.events import Event, Noted
from console.core.session import fold
from console.core.text.words import Words
from resources import Texts
from tests.bench import checking, listing, recalling, window_figures
from tests.bench.timing import Measured, interleaved, row
from tests.support import stage

ROUNDS = 600
WARM_UP = 1_100
COLD_ROUNDS = 9
NAMES = [chr(0x391 + number % 17) + chr(0x3B1 + number % 15) + chr(0x410 + number) for number in range(30)]
"""Each has letters that no other has: its fonts are cut anew."""
BARE_PAGE = """
import time; t = time.perf_counter()
from io import BytesIO
from reportlab.platypus import SimpleDocTemplate, Table
SimpleDocTemplate(BytesIO()).build([Table([["a", "b"]] * 20)])
print((time.perf_counter() - t) * 1000)
"""
OUR_PAGE = """
import sys, time
from console.core.record import from_json
from console.core.text.words import Words
from resources import Texts
record, words = from_json(open(sys.argv[1], "rb").read()), Words(Texts("en"))
t = time.perf_counter()
from console.documents.summary import summary
summary(record, words, "a4")
print((time.perf_counter() - t) * 1000)
"""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description="Every measurement beside its floor.")
    asked.add_argument(
        "--only", action="append", choices=sorted(MEASUREMENTS), metavar="NAME", help="one of %(choices)s"
    )
    asked.add_argument("--quick", action="store_true", help="fewer rounds: for a first look")
    options = asked.parse_args()
    for name, measure in MEASUREMENTS.items():
        if not options.only or name in options.only:
            with tempfile.TemporaryDirectory(prefix="stipple-bench-") as made:
                for line in measure(Path(made), options.quick):
                    print(line, flush=True)


def durable(folder: Path, quick: bool) -> list[str]:
    """From the intent to the commit that returned, against bare encrypted inserts and commits of as many bytes.

    One is into a table that has the log's columns, index, checks and triggers, the other into one of two columns.

    Both run past their first checkpoint before anything counts: while a -wal still grows, syncing it costs more. Ours
    gets there by signs of life, which are no events: a session of thousands would be none that there is.
    """
    room = stage.played(folder / "durable", until="expect next sign-off")
    insert, session = stage.bare_insert(folder / "bare.db"), room.latest

    def intent() -> None:
        room.sessions.propose(session, Noted("Client comfortable, skin even"))

    intent()
    like = stage.log_insert(folder / "like.db", stage.last_row(room.store))
    interleaved([room.sessions.beat, insert, like], WARM_UP)
    ours, floor, bare = interleaved([intent, like, insert], ROUNDS // 4 if quick else ROUNDS)
    room.store.close()
    return [
        row("intent to durable", ours, "bare insert+commit, log's table", floor, "at most 1.5"),
        row("  the same", ours, "bare sqlcipher3 insert+commit", bare, "no bound"),
    ]


def folding(folder: Path, quick: bool) -> list[str]:
    """A session of 500 events, against decoding the same events."""
    room = stage.played(folder / "fold", until="expect zone cheek-left passes")
    state = room.sessions.state(room.latest)
    room.store.close()
    events = stage.grown(state, 500)
    stored = msgspec.json.encode(events)
    decoder = msgspec.json.Decoder(tuple[Event, ...])
    ours, floor = interleaved([lambda: fold(state.protocol, events), lambda: decoder.decode(stored)], 60)
    return [row("fold of 500 events", ours, "decoding them", floor, "under 5 ms")]


def papers(folder: Path, quick: bool) -> list[str]:
    """The summary of a full face: in a new process, and again in the same one."""
    from io import BytesIO

    from reportlab.platypus import SimpleDocTemplate, Table

    from console.core.record import to_json
    from console.documents.summary import summary

    record, words = stage.record(folder / "record"), Words(Texts("en"))
    export = folder / "record.json"
    export.write_bytes(to_json(record))
    others = (replace(record, clinic=f"{record.clinic} {name}") for name in NAMES)
    cold: list[list[float]] = [[], []]
    for _ in range(3 if quick else COLD_ROUNDS):
        for times, code in zip(cold, (OUR_PAGE, BARE_PAGE), strict=True):
            run = [sys.executable, "-c", code, str(export)]
            times.append(float(subprocess.run(run, capture_output=True, text=True, check=True).stdout))
    warm = interleaved(
        [
            lambda: summary(record, words, "a4"),
            lambda: SimpleDocTemplate(BytesIO()).build([Table([["a", "b"]] * 20)]),
            lambda: summary(next(others), words, "a4"),
        ],
        30,
    )
    return [
        row("summary, cold", Measured(cold[0]), "bare ReportLab table, cold", Measured(cold[1]), "at most 150 ms"),
        row("summary, warm", warm[0], "bare ReportLab table, warm", warm[1], "at most 15 ms"),
        row("  with other letters each time", warm[2], "bare ReportLab table, warm", warm[1], "no bound"),
    ]


MEASUREMENTS: dict[str, Callable[[Path, bool], list[str]]] = {
    "durable": durable,
    "fold": folding,
    "papers": papers,
    "verify": checking.measure,
    "recall": recalling.measure,
    "lists": listing.measure,
    "opening": window_figures.opening,
    "press": window_figures.press,
    "timers": window_figures.timers,
    "memory": window_figures.memory,
}

if __name__ == "__main__":
    begun = time.perf_counter()
    main()
    print(f"measured in {time.perf_counter() - begun:.0f} s on Python {sys.version.split()[0]}")
