"""The keywords in a paper's PDF, by which `verify --pdf` compares it with the record it was made from."""

import re

from msgspec import Struct

from console.core.record import Record

FORM = 5
"""The form of the papers made today. Another number for every change that gives an earlier record other bytes."""
FORMS = (1, 2, 3, 4, FORM)
"""The forms that can be made. The keywords of 1 did not say form and language yet; up to 2 nothing stands beside a
reaction that nobody graded, and in 3 a list keeps its order where one of its parts runs the other way. In 4 the passes
have what they were made with, and the limit that bound then; up to 3 the last device and its limits stand for all. In 4
each depth has its passes, what nobody planned is told, findings are counted, and aftercare and signature stand on one
page; while the danger card is open nobody works. In 5 the next visit is counted in calendar days, and a treatment that
the computer's clock puts after the visit is said to be so; a scanned product has its code, what the client's
file answered is counted apart, and of a cream without a maximum none is stated; up to 4 figures and gaps are told in
the words of the group `earlier`.
"""
SAID = re.compile(
    rb"/Keywords \(stipple-record (?:1|2 form=([1-9]\d{0,3}) lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))"
    rb" session=([0-9a-f]{1,64}) digest=([0-9a-f]{64}) events=([1-9]\d{0,8})"
    rb" row=(\d{1,19}) head=([0-9a-f]{64}|-) paper=(a4|letter)\)"
)


class PaperKeywords(Struct, frozen=True):
    """What a paper says of itself.

    digest  the record's; events: how many it had
    head    the log's head at sign-off, "" before it
    form    which layout, and in which language (BCP 47): of form 1 all were in English
    """

    session: str
    digest: str
    events: int
    head_seq: int
    head: str
    paper: str
    form: int = FORM
    lang: str = "en"

    def text(self) -> str:
        """Return the keywords as the PDF has them."""
        made = "1" if self.form == 1 else f"2 form={self.form} lang={self.lang}"
        return (
            f"stipple-record {made} session={self.session} digest={self.digest} events={self.events}"
            f" row={self.head_seq} head={self.head or '-'} paper={self.paper}"
        )


def keywords_of(record: Record, paper: str, lang: str = "en", form: int = FORM) -> PaperKeywords:
    """Return the keywords of a paper made from this record."""
    return PaperKeywords(record.events[0].session, record.digest, len(record.events), *record.head, paper, form, lang)


def read_keywords(pdf: bytes) -> PaperKeywords | None:
    """Return the keywords in a PDF; None where it has none that this program knows."""
    found = SAID.search(pdf)
    if found is None:
        return None
    form, lang, session, digest, events, row, head, paper = ((part or b"").decode() for part in found.groups())
    head = "" if head == "-" else head
    return PaperKeywords(session, digest, int(events), int(row), head, paper, int(form or 1), lang or "en")
