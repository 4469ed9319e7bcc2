"""The session summary: the paper that is signed, printed and kept. `sections` has a file for each part of it."""

from typing import Literal

from reportlab.platypus import Flowable

from console.core.paper_keywords import FORM, keywords_of
from console.core.record import Record
from console.core.text.record_text import RecordText
from console.core.text.words import Words
from console.documents.sections.aftercare import WHOLE, aftercare
from console.documents.sections.course import course
from console.documents.sections.deviations import deviations
from console.documents.sections.masthead import masthead
from console.documents.sections.products import products
from console.documents.sections.screening import screening
from console.documents.sections.signature_block import signature_block
from console.documents.sections.zones import zones
from console.documents.typesetting.blocks import HIGHEST, keep_together
from console.documents.typesetting.page_template import PageTemplate
from console.documents.typesetting.style import A4, LETTER

PLAIN_WORDS = 5
"""The first form that says figures and gaps in the words of today."""


def summary(record: Record, words: Words, paper: Literal["a4", "letter"] = "a4", form: int = FORM) -> bytes:
    """Return the PDF. The same record, words, paper and form, one of FORMS, give the same bytes."""
    text = RecordText(record, words if form >= PLAIN_WORDS else words.of_earlier_papers(), form)
    mark = "" if record.store == "clinic" else text.say(f"mark-{record.store}")
    keywords = keywords_of(record, paper, words.language, form).text()
    template = PageTemplate(A4 if paper == "a4" else LETTER, text.say("title"), mark, keywords)
    sections = [
        *masthead(text),
        *course(text, template.width),
        *zones(text),
        *products(text),
        *deviations(text),
        *screening(text),
        *_end(text),
    ]
    profile, digest = text.state.profile, record.digest
    name = text.personal(profile.name if profile else "")

    def foot(page: int, pages: int) -> tuple[str, str]:
        left = text.say("foot", clinic=record.clinic, name=name, day=text.day_of(text.state.begun.utc_ms))
        return left, text.say("page", page=page, pages=pages, digest=digest[:12])

    return template.build(sections, foot)


def _end(text: RecordText) -> list[Flowable]:
    """Return aftercare and signature; from form 4 on together, so that no page holds a signature alone."""
    end = [*aftercare(text), *signature_block(text)]
    return end if text.form < WHOLE else [keep_together(*end, most=HIGHEST)]
