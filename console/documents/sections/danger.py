"""The danger card: when it was opened, what was done and when, when it was over."""

from reportlab.platypus import Flowable

from console.core.event_rules import rules_of
from console.core.unsigned_entries import missing_seals
from console.documents.record_text import RecordText
from console.documents.sections.paragraphs import paragraph


def dangers(text: RecordText, after: bool = False) -> list[Flowable]:
    """Return a line for each danger card and one for each thing done; those from before sign-off, or from after it."""
    lines: list[Flowable] = []
    for card in text.state.dangers:
        if card.after != after:
            continue
        over = text.say("danger-going")
        if card.over:
            over = text.say("over", at=text.at(card.over), spent=text.spent(card.over.t_ms - card.begun.t_ms))
        day = {"day": text.day_of(card.begun.utc_ms)} if after else {}
        lines.append(paragraph(text, "danger-after" if after else "danger", at=text.at(card.begun), over=over, **day))
        for each in card.done:
            value = {"value": text.personal(each.value)} if each.value else {}
            code = "danger-done-value" if each.value else "danger-done"
            lines.append(paragraph(text, code, at=text.at(each.at), what=text.personal(each.text), **value))
    if after and any(rules_of(event.body).afterwards for event in missing_seals(text.state.history)):
        lines.append(paragraph(text, "danger-unsigned"))
    return lines
