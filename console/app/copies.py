"""A summary made, and noted as soon as a copy of it leaves the program."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.out_file import write_out
from console.app.sessions import Sessions
from console.core.events import RecordCopied
from console.core.record import Record
from console.core.refusal import Refusal
from console.core.state import SessionState


class Summary(Struct, frozen=True):
    """The session as it stood when the paper was made, and the paper's bytes."""

    state: SessionState
    digest: str
    pdf: bytes


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
    """Write the file, and note that a copy left. WriteError."""
    clinic.need_for("summary")
    write_out(path, summary.pdf)
    note_copy(clinic, summary)


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
