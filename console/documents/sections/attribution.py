"""What was done while the screen was locked and nobody was signed in, and who it was, where that was named since."""

from reportlab.platypus import Flowable

from console.core.events import UNKNOWN, ActorNamed
from console.core.history import event_kind
from console.documents.record_text import RecordText
from console.documents.sections.paragraphs import paragraph


def attribution(text: RecordText) -> list[Flowable]:
    """Return a line for each entry: what was recorded then, and the name given since."""
    names = {body.target: (event, body.person) for event, body, _ in text.entries if isinstance(body, ActorNamed)}
    lines = list[Flowable]()
    for event, body, ago_ms in text.entries:
        if event.actor != UNKNOWN:
            continue
        at, what = text.entered(event.at.utc_ms - ago_ms, ago_ms), text.words.say("event", event_kind(body))
        if event.id in names:
            named, person = names[event.id]
            by, then = text.person(named.actor), text.time(named.at.utc_ms)
            lines.append(paragraph(text, "done-locked", at=at, what=what, person=person.name, by=by, then=then))
        else:
            lines.append(paragraph(text, "done-locked-unnamed", at=at, what=what))
    return lines
