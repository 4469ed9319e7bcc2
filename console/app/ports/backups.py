"""What is known of backups: one that was made, one that is there, one that was looked into, a clinic put back."""

from pathlib import Path

from msgspec import Struct


class Backup(Struct, frozen=True):
    """A backup that was written, opened and checked."""

    file: Path
    seq: int
    sha256: str


class BackupFile(Struct, frozen=True):
    """A backup that is there, by its name; nobody has opened it. `second`: on the second medium."""

    file: Path
    utc_ms: int
    second: bool = False


class BackupCheck(Struct, frozen=True):
    """A backup that was opened and checked: it holds the events 1 to `seq`. `whole`: the log in it has no fault."""

    kept: BackupFile
    seq: int
    whole: bool


class Second(Struct, frozen=True):
    """The folder for a second copy of each backup, and when the last one was put there; None: never."""

    folder: Path
    copied_utc_ms: int | None = None


class PutBack(Struct, frozen=True):
    """A clinic that was put back. The backup held the events 1 to `seq`; those up to `last` were carried over.

    aside  where the damaged folder lies now; None where there was none
    known  the last event that is known to have been: beyond `last` they are lost
    """

    aside: Path | None
    seq: int
    last: int
    known: int
