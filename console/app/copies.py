"""A summary made, and noted as soon as a copy of it leaves the program."""

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.sessions import Sessions
from console.core.events import RecordCopied
from console.core.record import Record
from console.core.refusal import Refusal
from console.core.state import SessionState

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Summary(Struct, frozen=True):
    """The session as it stood when the paper was made, and the paper's bytes."""

    state: SessionState
    digest: str
    pdf: bytes


class WriteError(Exception):
    """`code` says why: disk-full, no-rights or other; `detail` in the system's words."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def to_summarize(sessions: Sessions, session: str) -> tuple[SessionState, Record]:
    """Return the session as it stands and its record: the engine's part of a summary.

    Refusal "closed" of one that was opened by mistake: it has no paper.
    """
    if sessions.state(session).closed:
        raise Refusal("closed")
    return sessions.state(session), sessions.record(session)


def draw_summary(state: SessionState, record: Record, paper: Callable[[Record], bytes]) -> Summary:
    """Draw the paper of a record: a function of the record alone, for any thread."""
    return Summary(state, record.digest, paper(record))


def save_summary(clinic: Clinic, summary: Summary, path: Path) -> None:
    """Write straight into the file, so that no other copy lies about; remove a part of a file. WriteError."""
    clinic.need_for("summary")
    write_out(path, summary.pdf)
    note_copy(clinic, summary)


def write_out(path: Path, data: bytes) -> None:
    """Write straight into the file, whole or not at all. WriteError."""
    try:
        with path.open("wb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                if path.is_file():
                    path.unlink()
                raise
    except OSError as error:
        number = error.errno or 0
        code = "disk-full" if number in FULL else "no-rights" if number in FORBIDDEN else "other"
        raise WriteError(code, error.strerror or "") from error


def allow_copy(clinic: Clinic) -> None:
    """Refuse a paper that would go out by another way than `save_summary` to who may not print."""
    clinic.need_for("summary")


def sha256(data: bytes) -> str:
    """Return the digest by which a copy is told again, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def note_copy(clinic: Clinic, summary: Summary) -> None:
    clinic.note_copy(
        summary.state.client, RecordCopied("summary", summary.digest, summary.state.id, sha256(summary.pdf))
    )
