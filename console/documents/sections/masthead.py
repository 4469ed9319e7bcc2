"""The top of a summary: clinic, client, allergies, session, and whether it is signed."""

from reportlab.platypus import Flowable

from console.core.people import OTHER_KINDS
from console.core.screening import age
from console.core.text.record_text import RecordText
from console.documents.sections.paragraphs import paragraph
from console.documents.typesetting.blocks import Frame
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import BODY, SMALL, STRONG, TITLE, WARNING, S


def masthead(text: RecordText) -> list[Flowable]:
    """Return clinic, client, allergies, session, and who signed it or that nobody did."""
    state, profile = text.state, text.state.profile
    born = text.date(profile.born) if profile else text.personal("")
    years = age(profile.born, text.local(state.begun.utc_ms).date()) if profile else None
    skin = text.skin(profile.skin) if profile else text.personal("")
    allergies = text.personal(text.words.entries(profile.of("allergy")) if profile else "")
    facts = [
        text.say("born", day=born) if years is None else text.say("born-aged", day=born, count=years),
        text.say("skin-type", type=skin),
        text.say("session", number=state.number),
        text.day_of(state.begun.utc_ms),
        *([state.couch] if state.couch else []),
    ]
    story: list[Flowable] = [
        Prose(f"{text.record.clinic} · {text.say('title')}", SMALL.but(size=9.0)),
        Prose(text.personal(profile.name if profile else ""), TITLE.but(after=0)),
        Prose(" · ".join(facts), BODY.but(after=S)),
        Frame(paragraph(text, "allergies", STRONG.but(after=0), allergies=allergies)),
    ]
    for kind in OTHER_KINDS:
        texts = text.words.entries(profile.of(kind)) if profile else ""
        story += [paragraph(text, kind, BODY.but(after=0), texts=texts)] if texts else []
    if text.record.erased_utc_ms is not None:
        day = text.day_of(text.record.erased_utc_ms)
        story.append(Frame(Prose(text.say("erased-long", day=day), BODY.but(after=0))))
    if state.signed:
        signed = state.signed[1]
        story.append(paragraph(text, "signed", BODY, name=text.person(signed.actor), when=text.when(signed.utc_ms)))
    else:
        story.append(Frame(Prose(text.say("not-signed"), WARNING.but(align="centre"))))
    return story
