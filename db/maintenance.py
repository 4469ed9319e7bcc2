"""The part of an open store that checks, rebuilds and erases."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress

from console.app.ports import Checked, Finding, Head, Progress, SessionView, StoreError
from console.core.events import Event
from db import disk_reserve
from db.backup import second_copy
from db.backup.element_copy import erase_in_backups
from db.connections import Raw, connect, raw_of
from db.errors import file_errors
from db.keys import erasure
from db.log import checked, kinds_noted
from db.log.file_checks import pages
from db.log.log import Log
from db.log.verify import Also, Check, Outcome
from db.open_store import OpenStore
from db.views.client_index import mend_index
from db.views.forms import note_rebuilt
from db.views.log_rows import rows_of_log
from db.views.view_rows import standing_rows, write_changes


class Maintenance(OpenStore):
    """See `console.app.ports.Maintenance`."""

    @property
    def doubts(self) -> list[Finding]:
        return self._doubts

    def verify(
        self,
        progress: Progress | None = None,
        view: Callable[[Sequence[Event]], SessionView] | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> list[Finding]:
        """See the port. A page that a checkpoint was writing, or was cut off while writing, is whole in the -wal.

        It is looked at again when all of that is in the file and nothing is written.
        """
        return self._check(progress, view, printed, None).findings

    def check_on(
        self,
        utc_ms: int,
        whole: bool,
        view: Callable[[Sequence[Event]], SessionView],
        progress: Progress | None = None,
        printed: Sequence[tuple[str, Head]] = (),
    ) -> Checked:
        """See the port. What is not as it was written is among the doubts from then on."""
        with self._reading() as connection:
            stood = None if whole else checked.standing(self.folder, raw_of(connection), self._log, self._keys, utc_ms)
        after, whole_utc_ms = (stood.head, stood.whole_utc_ms) if stood else (None, utc_ms)
        outcome = self._check(progress, view, printed, after)
        if not outcome.stopped:
            self._tell(outcome.findings)
            if not (self.viewing or any(each.code != "backup-unreadable" for each in outcome.findings)):
                self._mark_checked(outcome.head, whole_utc_ms)
        read, went_on = outcome.head.seq, after.seq if after else 0
        return Checked(tuple(outcome.findings), read, went_on, whole_utc_ms, outcome.stopped)

    def whole_check_is_due(self, utc_ms: int) -> bool:
        """See the port."""
        with self._reading() as connection:
            return checked.standing(self.folder, raw_of(connection), self._log, self._keys, utc_ms) is None

    def _mark_checked(self, head: Head, whole_utc_ms: int) -> None:
        if head.seq:
            with self._reading() as connection:
                mark = checked.mark_of(raw_of(connection), self._log, self._keys, head, whole_utc_ms)
            checked.write(self.folder, self._keys, mark)

    def _check(
        self,
        progress: Progress | None,
        view: Callable[[Sequence[Event]], SessionView] | None,
        printed: Sequence[tuple[str, Head]],
        after: Head | None,
    ) -> Outcome:
        if not self._lock.held:
            raise StoreError("closed")
        also = Also(second_copy.backup_folders(self.folder), tuple(printed), view, self._mark, after)
        path, keys = self._file, self._keys
        made = Check(lambda: connect(path, keys, self._mode), Log(keys), keys, also, progress).run()
        if not any(finding.code == "cipher-page" for finding in made.findings):
            return made
        with suppress(StoreError):
            self._writer.checkpoint()
            real = self._writer.run(lambda raw, _: list(pages(raw)))
            rest = [finding for finding in made.findings if finding.code != "cipher-page"]
            return Outcome(real + rest, made.head, made.stopped)
        return made

    def rebuild(self, view: Callable[[Sequence[Event]], SessionView]) -> int:
        def job(raw: Raw, _: Head) -> int:
            stood = standing_rows(raw)
            made = rows_of_log(raw, self._log, view)
            note_rebuilt(raw, made)
            changed = write_changes(raw, stood, made.over(stood))
            return changed + mend_index(raw) + kinds_noted.refill(raw, self._log)

        return self._writer.run(job)

    def erase(self, event: Event, view: Callable[[Sequence[Event]], SessionView]) -> bool:
        self._writer.run(lambda raw, last: erasure.erase(raw, self._log, last, event, view))
        self._log.forget()
        erase_in_backups(second_copy.backup_folders(self.folder), event.client)
        return self._writer.checkpoint()

    def free_bytes(self) -> int:
        with file_errors():
            return shutil.disk_usage(self.folder).free

    def lay_reserve(self) -> bool:
        return not self.viewing and disk_reserve.lay(self.folder)
