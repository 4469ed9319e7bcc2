"""The danger card: when it was opened, what was done and when, when it was over."""

from reportlab.platypus import Flowable

from console.documents.record_text import RecordText
from console.documents.sections.paragraphs import paragraph


def dangers(text: RecordText) -> list[Flowable]:
    """Return a line for each danger card and one for each thing done."""
    lines: list[Flowable] = []
    for card in text.state.dangers:
        over = text.say("danger-going")
        if card.over:
            over = text.say("over", at=text.at(card.over), spent=text.spent(card.over.t_ms - card.begun.t_ms))
        lines.append(paragraph(text, "danger", at=text.at(card.begun), over=over))
        lines += [
            paragraph(text, "danger-done", at=text.at(each.at), what=text.personal(each.text)) for each in card.done
        ]
    return lines
