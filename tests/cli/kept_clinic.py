"""What version 1 left in tests/fixtures/clinic_1, what is expected of it, and how somebody goes on with it."""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

import main
from console.app.scripts.interpreter import play
from console.app.scripts.script_stage import Stage
from tests.cli.calls import ROOT

KEPT = ROOT / "tests" / "fixtures" / "clinic_1"
PAPERS = KEPT / "papers"
EXPECTED: dict[str, Any] = json.loads((KEPT / "expected.json").read_text(encoding="utf-8"))
TOLD: dict[str, dict[str, str]] = tomllib.loads((KEPT / "secrets.toml").read_text(encoding="utf-8"))
SECRETS, SESSIONS = TOLD["secrets"], TOLD["sessions"]
BACKUPS = [KEPT / "clinic" / "backups" / name for name in EXPECTED["backups"]]
SUMMARIES = [PAPERS / name for name, paper in EXPECTED["papers"].items() if "said" in paper]
CLINIC: tuple[Literal["clinic"]] = ("clinic",)
OF_THE_ERASED = ("Vogelsang", "hanna@", "1971-05-30", "nickel", "called on Friday")
Call = Callable[..., tuple[int, str, str]]
"""The program, called by somebody on a folder."""

OPENED = """
0:00:00 day 2026-06-15 11:30 Africa/Johannesburg
0:00:00 kill
"""
CHECKED = "".join(f"0:{{}}:{second:02} check {second}\n" for second in range(1, 8))
CALLED = OPENED + '0:00:01 addendum "Called: all is well"'
NEEDLING = f"""{OPENED}
0:00:00 expect step needling
0:00:00 expect zone forehead passes=1 depth=0.5 endpoint=erythema
0:00:00 expect current chin
0:00:10 next
0:00:10 expect refusal confirm-gap
0:00:20 resume
0:00:20 expect gap AWAY wall
0:00:20 expect timer step 55:25
0:00:30 depth 0.5
0:01:00 next
0:01:10 next
{CHECKED.format(*["02"] * 7)}
0:03:00 next
0:03:10 sign
0:03:10 expect status signed
"""
NUMBING = f"""{OPENED}
0:00:00 expect step numbing
0:00:00 expect cream 1 agent=lidocaine-prilocaine lot=26P009 grams=3 occluded=yes
0:00:10 resume
0:00:10 expect gap 43:10 wall
0:00:10 expect timer numbing 44:20 1
0:00:10 expect window too-early 1
0:30:00 next
{CHECKED.format(*["31"] * 7)}
0:32:00 next
0:32:10 next
0:32:20 depth 0.4
0:32:30 passes 3
0:32:40 next
{CHECKED.format(*["33"] * 7)}
0:34:00 next
0:34:10 sign
0:34:10 expect status signed
"""


@contextmanager
def opened(folder: Path, who: str = "ada") -> Iterator[Any]:
    with closing(main.wire().open_store(folder, SECRETS[who], CLINIC)) as store:
        yield store


def led(folder: Path, who: str, session: str, script: str) -> None:
    """Somebody goes on with a session, line by line."""
    stage = Stage(lambda: main.wire().open_store(folder, SECRETS[who], CLINIC), main.wire().protocol())
    stage.named, stage.clinic.actor = {"it": session}, stage.store.person
    try:
        play(stage, script, "going-on")
    finally:
        stage.store.close()


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def holds(new: object, old: object) -> bool:
    """Whether all of the old is in the new, unchanged; a later version may tell more."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and holds(new[key], old[key]) for key in old)
    if isinstance(old, list):
        return isinstance(new, list | tuple) and len(new) == len(old) and all(map(holds, new, old))
    return new == old


def grown(line: str, before: str) -> bool:
    """Whether `verify` says the same of more rows."""
    (now,), (then,) = re.findall(r"\d+", line), re.findall(r"\d+", before)
    return int(now) > int(then) and line == before.replace(then, now)


def with_the_new_writer(verified: str) -> str:
    """What `verify` says of a backup that was put back: one row more, which names the log's new writer."""
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), verified)


def flipped(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
