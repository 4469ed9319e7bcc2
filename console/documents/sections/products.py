"""The devices and the products that were used."""

from reportlab.platypus import Flowable

from console.core.events import CheckAnswered, Disinfected, ProductUsed
from console.core.setup_shares import setups
from console.core.state_parts import Setup
from console.core.text.record_text import RecordText
from console.core.text.setup_words import amount_text, identifier_text, needles_text, settings_text
from console.documents.sections.made_with import PASSES_KNOW
from console.documents.sections.paragraphs import heading, paragraph
from console.documents.typesetting.blocks import Row, grid, keep_together

CODE_SAID = 5
"""The first form of a paper that says the code of each product that was scanned."""


def products(text: RecordText) -> list[Flowable]:
    """Return a table of devices and products with lot, expiry and amount.

    Where all passes were made alike it says so of a product; else a table of its own tells which was under which.
    """
    state = text.state
    known = list(setups(state)) if text.form >= PASSES_KNOW else []
    alike = known[0] if len(known) == 1 else Setup()
    rows: list[Row] = [[text.say(code) for code in ("product-name", "lot", "expiry", "mass")]]
    for device, number in _devices(text, known):
        label, settings = state.protocol.device[device].label, settings_text(text.words, state.protocol, alike)
        serial = text.say("serial", serial=number) if number.strip() else ""
        said = "device-set" if settings else "device"
        rows.append([text.say(said, name=label, settings=settings), serial, "", ""])
    told = any(used.use == "cartridge" for used, _ in state.products)
    if known and not told:
        rows.append([text.say("used", use=text.words.say("use", "cartridge"), name=text.entry("")), "", "", ""])
    rows += [_row(text, used, alike) for used, _ in state.products]
    rows += [[_disinfectant(text, each), "", "", ""] for each in _disinfectants(text)]
    if len(rows) == 1:
        return []
    return [keep_together(heading(text, "products"), grid(rows, (0.44, 0.24, 0.18, 0.14)))]


def _row(text: RecordText, used: ProductUsed, alike: Setup) -> Row:
    under = text.say("under-every") if used in alike.under else ""
    code = identifier_text(text.words, used.gtin, used.serial) if text.form >= CODE_SAID else ""
    more = text.words.listed([code, needles_text(text.words, used), under])
    name = paragraph(
        text, "used-more" if more else "used", use=text.words.say("use", used.use), name=used.name, more=more
    )
    serial = text.say("serial", serial=used.serial) if used.serial else ""
    lot = " · ".join(filter(None, (text.entry(used.lot), serial)))
    return [name, lot, text.date(used.expiry), amount_text(text.words, used) or text.entry("")]


def _devices(text: RecordText, known: list[Setup]) -> list[tuple[str, str]]:
    """Return device and serial of each that was used, else of the one chosen; up to form 3 of the last one alone."""
    state, used = text.state, [(each.device, each.serial) for each in known if each.device]
    return list(dict.fromkeys(used)) or ([(state.device, state.serial)] if state.device else [])


def _disinfectants(text: RecordText) -> list[str]:
    """Return with what skin was disinfected, where it was said, each once."""
    bodies = (body for _, body, _ in text.entries if isinstance(body, Disinfected | CheckAnswered))
    return list(dict.fromkeys(body.disinfectant for body in bodies if body.disinfectant))


def _disinfectant(text: RecordText, disinfectant: str) -> Flowable:
    label = text.state.protocol.disinfectant[disinfectant].label
    return paragraph(text, "used", use=text.words.say("use", "disinfectant"), name=label)
