"""What the passes were made with: which device, cartridge and product for which zones, and what limit bound then."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from console.core.limits import Limit, depth_limit
from console.core.setup import as_then, setup_of
from console.core.setup_shares import Share, setups, shares
from console.core.text.record_text import RecordText
from console.core.text.setup_words import cartridge_text, device_text, share_text, under_text
from console.documents.typesetting.blocks import Row, grid, keep_together
from console.documents.typesetting.style import S

PASSES_KNOW = 4
"""The first form in which each pass has what it was made with."""


def made_with(text: RecordText) -> list[Flowable]:
    """Return a table of the setups, each with its zones; of one alone the table of products tells all."""
    found = setups(text.state)
    rows: list[Row] = [[text.say(code) for code in ("made-with", "with-device", "with-cartridge", "with-under")]]
    for setup, made in found.items():
        facts = {
            "device": device_text(text.words, text.state.protocol, setup),
            "cartridge": cartridge_text(text.words, setup.cartridge),
            "under": under_text(text.words, setup.under),
        }
        rows.append([where(text, made, len(found)), *facts.values()])
    table = grid(rows, (0.28, 0.24, 0.24, 0.24))
    return [Spacer(0, S), keep_together(table)] if len(found) > 1 else []


def limits_then(text: RecordText) -> list[tuple[Limit, str, str]]:
    """Return the limits that bound, each with its zones, and with its device where there were several."""
    state = text.state
    found = shares(
        state, lambda record, each: (depth_limit(as_then(state, each), record.zone), setup_of(state, each).device)
    )
    several = len({device for _, device in found}) > 1
    told = []
    for (limit, device), made in found.items():
        if limit:
            label = state.protocol.device[device].label if several and device else ""
            told.append((limit, where(text, made, len(found)), label))
    return told


def where(text: RecordText, made: Sequence[Share], parts: int) -> str:
    """Return the zones, with the passes that are meant; of one part alone, that it is every zone."""
    if parts == 1:
        return text.say("all-treated")
    return text.words.listed((share_text(text.words, text.state.protocol, each) for each in made), "list-long")
