"""What is still open in a file of numbers though something waits for it, as it is said once all is read."""

from console.app.protocol_offer import Offer
from console.core.protocol_reading import Reading, readings
from console.core.text.reading_text import number_name
from console.core.text.words import Words

ASKED = frozenset({"remind_min", "low_count"})
"""What nobody publishes and something waits for: it is named where it is still open at the end."""


def open_numbers(words: Words, offer: Offer) -> str:
    """Return what is still open though something waits for it; that all is read where nothing is."""
    every = {each.key: each for each in readings(offer.protocol)}
    names: dict[str, list[str]] = {}
    for each in every.values():
        if each.number in ASKED and not each.values:
            names.setdefault(number_name(words, each), []).append(_words_of(every, each.of))
    if not names:
        return words.say("adoption", "all-read")
    named = (f"{name}: {words.listed(of)}" if any(of) else name for name, of in names.items())
    return words.say("adoption", "still-open", numbers=words.listed(named, "list-long"))


def _words_of(every: dict[str, Reading], key: str) -> str:
    return every[key].text if key in every else ""
