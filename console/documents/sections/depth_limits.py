"""How deep the passes might go: which limit bound on which zones, and who set it."""

from reportlab.platypus import Flowable

from console.core.limits import Limit, depth_limit
from console.core.text.record_text import RecordText
from console.documents.sections.made_with import PASSES_KNOW, limits_then
from console.documents.typesetting.prose import Prose
from console.documents.typesetting.style import SMALL


def limits(text: RecordText) -> list[Flowable]:
    """Return the limit that bound on each treated zone and who set it; up to form 3 as at the end of the record."""
    lines: list[Flowable] = []
    for limit, where, device in limits_then(text) if text.form >= PASSES_KNOW else _limits_at_end(text):
        facts = {"depth": text.words.mm(limit.um), "by": text.say(f"limit-{limit.by}"), "zones": where}
        said = text.say("limit-with", device=device, **facts) if device else text.say("limit", **facts)
        lines.append(Prose(said + (f", {limit.source}" if limit.source else ""), SMALL))
    return lines


def _limits_at_end(text: RecordText) -> list[tuple[Limit, str, str]]:
    bound: dict[Limit, list[str]] = {}
    for record in text.state.treated:
        limit = depth_limit(text.state, record.zone)
        if limit:
            bound.setdefault(limit, []).append(record.zone)
    every = text.say("all-treated") if len(bound) == 1 else ""
    return [(limit, every or text.zones(tuple(held)), "") for limit, held in bound.items()]
