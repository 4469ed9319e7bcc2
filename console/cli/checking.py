"""The command `verify`: the store, and papers held against it."""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from console.app.checking import check
from console.app.papers import head_of, held, known
from console.app.ports import CheckStage, Finding, Store
from console.cli.commands import opened, sessions_of
from console.cli.outside import Failure, Outside
from console.core.clock import SystemClock

CLEAR = "\r\x1b[K"


def verify(options: Namespace, outside: Outside) -> None:
    """Fails with everything that is not as it was written; with --pdf says of each paper whether it is true."""
    with opened(options, outside) as store:
        papers = {path: _read(path, outside) for path in options.pdf or ()}
        own = {path: head_of(pdf) for path, pdf in papers.items() if known(store, pdf)}
        printed = [(path.name, head) for path, head in own.items() if head is not None]
        show = partial(_progress, outside) if sys.stderr.isatty() else None
        checked = check(store, SystemClock(), outside.zone_name(), show, printed)
        if show:
            print(CLEAR, end="", file=sys.stderr, flush=True)
        lines = [_said(finding, outside) for finding in checked.findings]
        bad = _held(papers, store, outside)
        if lines or bad:
            after = [outside.words.say("command", "restore-next")] if lines else []
            raise Failure("\n         ".join([*lines, *bad, *after]))
        print(outside.words.say("command", "verified", seq=checked.events))


def _held(papers: dict[Path, bytes], store: Store, outside: Outside) -> list[str]:
    """Says which papers are true; gives back what is to be said of the others."""
    sessions, bad = sessions_of(store, outside), []
    for path, pdf in papers.items():
        found = held(store, sessions, pdf, outside.summary)
        line = outside.words.say("paper", found.code, file=path, count=found.since)
        if found.good:
            print(line)
        else:
            bad.append(line)
    return bad


def _read(path: Path, outside: Outside) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(outside.words.say("paper", "unreadable", file=path, detail=error.strerror)) from error


def _said(finding: Finding, outside: Outside) -> str:
    return outside.words.finding(finding.code, finding.seq, finding.detail)


def _progress(outside: Outside, stage: CheckStage, done: int, total: int) -> None:
    said = outside.words.say("checking", f"at-{stage}", done=done, total=total, count=total)
    print(f"{CLEAR}{said}", end="", file=sys.stderr, flush=True)
