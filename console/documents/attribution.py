"""What was done while the screen was locked, on paper: that nobody had signed in, and who it was, told afterwards."""

from reportlab.platypus import Flowable

from console.core.events import UNKNOWN, ActorNamed
from console.core.history import kind
from console.documents.paragraphs import told
from console.documents.record_text import RecordText


def at_the_locked_screen(tell: RecordText) -> list[Flowable]:
    """One line for each: both what was recorded first and the name given since."""
    names = {body.target: (event, body.person) for event, body, _ in tell.standing if isinstance(body, ActorNamed)}
    lines = list[Flowable]()
    for event, body, ago_ms in tell.standing:
        if event.actor != UNKNOWN:
            continue
        at, what = tell.entered(event.at.utc_ms - ago_ms, ago_ms), tell.words.say("event", kind(body))
        if event.id in names:
            named, person = names[event.id]
            by, then = tell.person(named.actor), tell.time(named.at.utc_ms)
            lines.append(told(tell, "done-locked", at=at, what=what, person=person.name, by=by, then=then))
        else:
            lines.append(told(tell, "done-locked-unnamed", at=at, what=what))
    return lines
