"""Is everything as it was written? The pages, the chain of the log, its anchors, its seals, references and views."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from msgspec import Struct

from console.app.ports import CheckStopped, Finding, Head, Progress, StoreError
from db.connections import Raw
from db.errors import finding_of, sqlite_errors
from db.files import LOCK
from db.keys.store_keys import Keys
from db.log.anchors import Anchor, anchors
from db.log.file_checks import STAGES, Stage, triggers
from db.log.glance import elsewhere, held, key_file
from db.log.log import Log
from db.log.row_check import RowCheck
from db.log.signatures import Seals
from db.log.view_check import ViewCheck
from db.views.log_rows import View

PARTS = ("keys", "pages", "structure", "rows", "kinds", "missing", "seals", "references", "triggers", "views")
"""What is found is told in this order, worst first."""
CHAIN = frozenset({"row-changed", "row-missing", "unsealable", "unreadable", "event-unreadable"})
"""After these a rebuild would only repeat what was found."""


class Also(Struct, frozen=True):
    """What else is looked at: the backups in folders, heads printed on papers (by their names), and the views.

    mark   how far the log was written last, as the lock file has it
    after  how far everything was checked before; None for from the first row on
    """

    backups: tuple[Path, ...] = ()
    printed: tuple[tuple[str, Head], ...] = ()
    view: View | None = None
    mark: Head | None = None
    after: Head | None = None


class Outcome(Struct, frozen=True):
    """What was found, worst first, how far the log was read, and whether it was stopped before its end."""

    findings: list[Finding]
    head: Head
    stopped: bool = False


def verify(opened: Callable[[], Raw], log: Log, keys: Keys) -> list[Finding]:
    """Return all that is wrong with the file and its log, worst first."""
    return Check(opened, log, keys, Also()).run().findings


class Check:
    """Looks for all that is wrong; of the chain only for the first bad row.

    After a mark it reads the rows since, the sessions and clients they belong to, and heads written down elsewhere; the
    file as a whole it does not. Every part has a connection of its own, since one that met a damaged page fails at
    everything after. What SQLite's own code reads is read beside the rows.
    """

    def __init__(
        self, opened: Callable[[], Raw], log: Log, keys: Keys, also: Also, progress: Progress | None = None
    ) -> None:
        self._opened, self._log, self._keys, self._also = opened, log, keys, also
        self._progress = progress or (lambda stage, done, total: None)
        self._head = also.after or Head(0, log.start.hex())
        self._found: dict[str, list[Finding]] = {part: [] for part in PARTS}

    def run(self) -> Outcome:
        """Check; `progress` stops it where it raises CheckStopped."""
        stopped = False
        try:
            self._look(self._known())
        except CheckStopped:
            stopped = True
        found = (each for part in PARTS for each in self._found[part])
        return Outcome([*dict.fromkeys(found)], self._head, stopped)

    def _known(self) -> list[Anchor]:
        """Return the heads that are written down somewhere."""
        also = self._also
        self._found["keys"] += key_file(self._keys)
        known, unreadable = anchors(self._keys, also.backups, also.printed, partial(self._progress, "backups"))
        self._found["keys"] += unreadable
        if also.mark and also.mark.seq and also.mark not in [each.head for each in known]:
            known.append(Anchor(also.mark, LOCK))
        return known

    def _look(self, known: Sequence[Anchor]) -> None:
        stages = STAGES if self._also.after is None else {"triggers": triggers}
        self._progress("pages", 0, 0)
        with ThreadPoolExecutor(1) as beside:
            begun = [beside.submit(self._run, part, stage) for part, stage in stages.items()]
            try:
                self._run("rows", partial(self._read, known))
                for each in begun:
                    self._progress("structure", 0, 0)
                    each.result()
            finally:
                for each in begun:
                    each.cancel()

    def _run(self, part: str, stage: Stage) -> None:
        try:
            with sqlite_errors(), closing(self._opened()) as raw:
                for finding in stage(raw, self._log):
                    self._found[part].append(finding)
        except StoreError as error:
            self._found[part].append(finding_of(error))

    def _read(self, known: Sequence[Anchor], raw: Raw, log: Log) -> Iterator[Finding]:
        """Read the log, and by it check seals and views."""
        after = self._head
        yield from elsewhere(raw, log, known, after.seq)
        seals = Seals(raw, log, self._keys)
        with ExitStack() as closes:
            views = self._views(closes)
            rows = RowCheck(raw, log, after, seals, views)
            try:
                yield from rows.read(held(raw, log, known, after.seq), partial(self._progress, "rows"))
            finally:
                self._head = rows.head
                self._found["rows"] += rows.found
                self._found["seals"] += [*rows.unreadable, *seals.found()]
            if views is not None:
                self._progress("views", 0, 0)
                views.end()
                self._found["views"] += [] if self._chain_is_broken else views.found

    @property
    def _chain_is_broken(self) -> bool:
        return any(each.code in CHAIN for found in self._found.values() for each in found)

    def _views(self, closes: ExitStack) -> ViewCheck | None:
        if self._also.view is None:
            return None
        raw = closes.enter_context(closing(self._opened()))
        return ViewCheck(raw, self._log, self._also.view, self._head.seq)
