"""The keywords in a paper's PDF, by which `verify --pdf` compares it with the record it was made from."""

import re

from msgspec import Struct

from console.core.record import Record

FORM = re.compile(
    rb"/Keywords \(stipple-record 1 session=([0-9a-f]{1,64}) digest=([0-9a-f]{64}) events=([1-9]\d{0,8})"
    rb" row=(\d{1,19}) head=([0-9a-f]{64}|-) paper=(a4|letter)\)"
)


class PaperKeywords(Struct, frozen=True):
    """Session, the record's digest and number of events, the log's head at sign-off ("" before it), and paper size."""

    session: str
    digest: str
    events: int
    head_seq: int
    head: str
    paper: str

    def text(self) -> str:
        """Return the keywords as the PDF has them."""
        head = self.head or "-"
        return (
            f"stipple-record 1 session={self.session} digest={self.digest} events={self.events}"
            f" row={self.head_seq} head={head} paper={self.paper}"
        )


def keywords_of(record: Record, paper: str) -> PaperKeywords:
    """Return the keywords of a paper made from this record."""
    return PaperKeywords(record.events[0].session, record.digest, len(record.events), *record.head, paper)


def read_keywords(pdf: bytes) -> PaperKeywords | None:
    """Return the keywords in a PDF; None where it has none of ours."""
    found = FORM.search(pdf)
    if found is None:
        return None
    session, digest, events, row, head, paper = (part.decode() for part in found.groups())
    return PaperKeywords(session, digest, int(events), int(row), "" if head == "-" else head, paper)
