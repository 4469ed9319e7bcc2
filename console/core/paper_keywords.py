"""What a paper carries about the record that it was made of, so that it can be held against it later."""

import re

from msgspec import Struct

from console.core.record import Record

FORM = re.compile(
    rb"/Keywords \(stipple-record 1 session=([0-9a-f]{1,64}) digest=([0-9a-f]{64}) events=([1-9]\d{0,8})"
    rb" row=(\d{1,19}) head=([0-9a-f]{64}|-) paper=(a4|letter)\)"
)


class Printed(Struct, frozen=True):
    """The session, the record's digest and number of events, the log's head at sign-off ("" before), the paper."""

    session: str
    digest: str
    events: int
    head_seq: int
    head: str
    paper: str

    def text(self) -> str:
        """As it stands among the PDF's keywords."""
        head = self.head or "-"
        return (
            f"stipple-record 1 session={self.session} digest={self.digest} events={self.events}"
            f" row={self.head_seq} head={head} paper={self.paper}"
        )


def printed(record: Record, paper: str) -> Printed:
    return Printed(record.events[0].session, record.digest, len(record.events), *record.head, paper)


def read(pdf: bytes) -> Printed | None:
    """What a paper says of itself; None for a file that is none of ours."""
    found = FORM.search(pdf)
    if found is None:
        return None
    session, digest, events, row, head, paper = (part.decode() for part in found.groups())
    return Printed(session, digest, int(events), int(row), "" if head == "-" else head, paper)
