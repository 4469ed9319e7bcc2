"""What stands in the code of a pack, in words."""

from console.core.text.words import Words
from console.exchange.udi import Udi


def pack_text(words: Words, udi: Udi) -> str:
    """Return what stands in the code, in one line; what is not in it is left out."""
    expiry = words.iso_day(udi.expiry)
    parts = {"gtin": udi.gtin, "lot": udi.lot, "expiry": expiry, "serial": udi.serial}
    return " · ".join(words.say("scan", name, value=value) for name, value in parts.items() if value)
