"""The danger card in a summary: when it was opened, what was done and when, when it was over."""

from reportlab.platypus import Flowable

from console.documents.paragraphs import told
from console.documents.record_text import RecordText


def dangers(tell: RecordText) -> list[Flowable]:
    lines: list[Flowable] = []
    for card in tell.state.dangers:
        over = tell.say("danger-going")
        if card.over:
            over = tell.say("over", at=tell.at(card.over), spent=tell.spent(card.over.t_ms - card.begun.t_ms))
        lines.append(told(tell, "danger", at=tell.at(card.begun), over=over))
        lines += [told(tell, "danger-done", at=tell.at(each.at), what=tell.personal(each.text)) for each in card.done]
    return lines
