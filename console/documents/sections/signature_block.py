"""Who answers for the record: signature, protocol, intended use, seals, digest."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, Spacer

from console.core.event_rules import rules_of
from console.core.signatures import fingerprint
from console.core.text.record_text import RecordText
from console.core.unsigned_entries import missing_seals
from console.documents.sections.paragraphs import paragraph
from console.documents.typesetting.blocks import Columns, keep_together
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import BODY, INK, SMALL, XS, XXL, S


def signature_block(text: RecordText) -> list[Flowable]:
    """Return the place to sign, protocol, intended use, each seal, and the digest and head that prove the record."""
    state, record = text.state, text.record
    who = text.words.listed(dict.fromkeys(operator.name for operator, _ in state.operators))
    adopted = text.say("not-adopted")
    if state.adopted_by and record.store == "clinic":
        on = text.day_of(state.adopted_utc_ms) if state.adopted_utc_ms is not None else text.entry("")
        adopted = text.say("adopted", name=state.adopted_by, day=on)
    protocol = text.say("protocol", title=state.protocol.title, version=state.protocol.version, adopted=adopted)
    head = text.say("head", seq=record.head[0], head=record.head[1]) if record.head[1] else text.say("no-head")
    signature: list[Flowable] = [
        paragraph(text, "practitioner", BODY, names=who),
        Spacer(0, XXL),
        HRFlowable(width="100%", thickness=0.6, color=HexColor(INK), spaceBefore=0, spaceAfter=2),
        Prose(text.say("signature"), SMALL),
    ]
    statement: list[Flowable] = [Prose(protocol, SMALL), Spacer(0, S / 2), Prose(text.say("intended-use"), SMALL)]
    proof = (text.say("digest", digest=record.digest), head, text.say("local-time", zone=record.zone))
    both = Columns(signature, statement, weights=(1, 1), gap=16, most=300)
    lines = (Prose(line, SMALL) for line in proof)
    return [keep_together(Spacer(0, S), both, Spacer(0, XS), *_seals(text), *lines, most=400)]


def _seals(text: RecordText) -> list[Prose]:
    """Return a line for each seal, the sign-off's first; and how many entries bear none."""
    lines = [
        paragraph(
            text, "sealed", SMALL, name=text.person(seal.person), when=text.when(at.utc_ms),
            signature=f"{seal.signature[:16]}…{seal.signature[-8:]}", key=fingerprint(seal.public),
        )
        for seal, at in text.state.seals
    ]  # fmt: skip
    bare = [each for each in missing_seals(text.state.history) if not rules_of(each.body).afterwards]
    return [*lines, *([Prose(text.say("not-sealed", count=len(bare)), SMALL)] if bare else [])]
