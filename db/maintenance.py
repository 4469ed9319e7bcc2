"""The part of an open store that checks, rebuilds and erases."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress

from console.app.ports import Finding, Head, Progress, SessionView, StoreError
from console.core.events import Event
from db import disk_reserve
from db.backup import second_copy
from db.backup.element_copy import erase_in_backups
from db.connections import Raw, connect
from db.errors import file_errors
from db.keys import erasure
from db.log import kinds_noted, verify
from db.log.log import Log
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
        if not self._lock.held:
            raise StoreError("closed")
        also = verify.Also(second_copy.backup_folders(self.folder), tuple(printed), view, self._mark)
        path, keys = self._file, self._keys
        found = verify.verify(lambda: connect(path, keys, self._mode), Log(keys), keys, progress, also)
        if any(finding.code == "cipher-page" for finding in found):
            with suppress(StoreError):
                self._writer.checkpoint()
                real = self._writer.run(lambda raw, _: list(verify.pages(raw)))
                found = real + [finding for finding in found if finding.code != "cipher-page"]
        return found

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
