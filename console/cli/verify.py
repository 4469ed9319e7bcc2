"""The command `verify`: the store, and papers held against it."""

import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType

from console.app.paper_check import PaperCheck, check_paper, copies_that_left, head_of
from console.app.ports import CheckStage, CheckStopped, Finding, Store, StoreError
from console.app.verify import LogCheck, check
from console.cli.command_dependencies import CommandDependencies, Failure
from console.cli.store_commands import CLEAR, clinic_of, open_store, sessions_of
from console.core.clock import SystemClock

MOST = 64 << 20
"""Bytes."""


def verify(options: Namespace, dependencies: CommandDependencies) -> None:
    """Fail with everything that is not as it was written; with --pdf say of each paper whether it is true."""
    with open_store(options, dependencies) as store:
        if store.person:
            clinic_of(store).need("see-log")
        papers = {path: _read(path, dependencies) for path in options.pdf or ()}
        found = _check_papers(papers, store, dependencies)
        proven = {path.name: head_of(papers[path]) for path, each in found.items() if each.good}
        printed = [(name, head) for name, head in proven.items() if head is not None]
        with _interrupted() as asked:
            show = partial(_progress, dependencies, asked)
            checked = check(store, SystemClock(), dependencies.zone_name(), show, printed, options.all)
        if sys.stderr.isatty():
            print(CLEAR, end="", file=sys.stderr, flush=True)
        lines = [_finding_text(finding, dependencies) for finding in checked.findings]
        bad = _report_papers(found, dependencies)
        if checked.stopped:
            code = "check-stopped-found" if lines else "check-stopped"
            said = dependencies.words.say("command", code, read=checked.read, count=checked.events)
            raise Failure("\n         ".join([said, *lines, *bad]))
        if lines or bad:
            after = [dependencies.words.say("command", "restore-next")] if checked.damaged else []
            raise Failure("\n         ".join([*lines, *bad, *after]))
        print(_told(checked, dependencies))


def _told(checked: LogCheck, dependencies: CommandDependencies) -> str:
    words = dependencies.words
    if not checked.after:
        return words.say("command", "verified", count=checked.events)
    day = words.day(words.day_of(checked.whole_utc_ms))
    return words.say("command", "verified-since", count=checked.read, total=checked.events, day=day)


@contextmanager
def _interrupted() -> Iterator[Event]:
    """Give what is set by Ctrl-C; a second one ends the program as ever."""
    asked, before = Event(), signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    if current_thread() is main_thread():
        signal.signal(signal.SIGINT, stop)
    try:
        yield asked
    finally:
        if current_thread() is main_thread():
            signal.signal(signal.SIGINT, before)


def _check_papers(papers: dict[Path, bytes], store: Store, dependencies: CommandDependencies) -> dict[Path, PaperCheck]:
    """Return what is found of each paper; skip one whose session can't be read: the check of the log tells."""
    sessions, found = sessions_of(store, dependencies), {}
    left = copies_that_left(store) if papers else frozenset()
    for path, pdf in papers.items():
        with suppress(StoreError):
            found[path] = check_paper(store, sessions, pdf, dependencies.remade, left)
    return found


def _report_papers(found: dict[Path, PaperCheck], dependencies: CommandDependencies) -> list[str]:
    """Say which papers are true; return what is to be said of the others."""
    bad = []
    for path, each in found.items():
        line = dependencies.words.say("paper", each.code, file=path, count=each.since)
        if each.good:
            print(line)
        else:
            bad.append(line)
    return bad


def _read(path: Path, dependencies: CommandDependencies) -> bytes:
    """Return the file; nothing of one that is larger than any paper."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        raise Failure(dependencies.words.say("paper", "unreadable", file=path, detail=error.strerror)) from error
    return data if len(data) <= MOST else b""


def _finding_text(finding: Finding, dependencies: CommandDependencies) -> str:
    return dependencies.words.finding(finding.code, finding.seq, finding.detail)


def _progress(dependencies: CommandDependencies, asked: Event, stage: CheckStage, done: int, total: int) -> None:
    """Show how far it is, to whoever watches; end it where that was asked for."""
    if asked.is_set():
        raise CheckStopped
    if not sys.stderr.isatty():
        return
    said = dependencies.words.say("checking", f"at-{stage}", done=done, total=total, count=total)
    print(f"{CLEAR}{said}", end="", file=sys.stderr, flush=True)
