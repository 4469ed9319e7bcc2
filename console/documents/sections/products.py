"""The device and the products that were used."""

from reportlab.platypus import Flowable

from console.documents.record_text import RecordText
from console.documents.sections.paragraphs import heading, paragraph
from console.documents.typesetting.blocks import Row, grid, keep_together


def products(text: RecordText) -> list[Flowable]:
    """Return a table of device and products with lot, expiry and grams."""
    state = text.state
    rows: list[Row] = [[text.say(code) for code in ("product-name", "lot", "expiry", "mass")]]
    if state.device:
        label = state.protocol.device[state.device].label
        serial = text.say("serial", serial=state.serial) if state.serial.strip() else ""
        rows.append([text.say("device", name=label), serial, "", ""])
    for used, _ in state.products:
        name = paragraph(text, "used", use=text.words.say("use", used.use), name=used.name)
        serial = text.say("serial", serial=used.serial) if used.serial else ""
        lot = " · ".join(filter(None, (text.entry(used.lot), serial)))
        rows.append([name, lot, text.date(used.expiry), text.mass(used.mass_mg)])
    if len(rows) == 1:
        return []
    return [keep_together(heading(text, "products"), grid(rows, (0.44, 0.24, 0.18, 0.14)))]
