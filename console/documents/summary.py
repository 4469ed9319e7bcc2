"""The session summary: the paper that is signed, printed and kept."""

from typing import Literal

from console.core.paper_keywords import printed
from console.core.record import Record
from console.core.text.words import Words


def summary(record: Record, words: Words, paper: Literal["a4", "letter"] = "a4") -> bytes:
    """A PDF that is a function of the record, the words and the paper alone: the same in, the same bytes out."""
    from console.documents import closing_sections, opening_sections
    from console.documents.page_template import Sheet
    from console.documents.record_text import RecordText
    from console.documents.style import A4, LETTER

    tell = RecordText(record, words)
    mark = "" if record.store == "clinic" else tell.say(f"mark-{record.store}")
    sheet = Sheet(A4 if paper == "a4" else LETTER, tell.say("title"), mark, printed(record, paper).text())
    profile, digest = tell.state.profile, record.digest
    name = tell.personal(profile.name if profile else "")

    def foot(page: int, pages: int) -> tuple[str, str]:
        left = tell.say("foot", clinic=record.clinic, name=name, day=tell.day_of(tell.state.begun.utc_ms))
        return left, tell.say("page", page=page, pages=pages, digest=digest[:12])

    return sheet.build(
        [
            *opening_sections.opening(tell),
            *opening_sections.course(tell, sheet.width),
            *opening_sections.zones(tell),
            *closing_sections.products(tell),
            *closing_sections.otherwise(tell),
            *closing_sections.screening(tell),
            *closing_sections.aftercare(tell),
            *closing_sections.ending(tell),
        ],
        foot,
    )
