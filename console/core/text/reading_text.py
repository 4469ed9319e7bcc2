"""How what a protocol says reads: numbers with their names and units, and the facts beside the words."""

from console.core.protocol import Protocol
from console.core.protocol_reading import Reading
from console.core.text.words import Words


def number_name(words: Words, reading: Reading) -> str:
    """Return what a number is called; the name of its field where no text names it."""
    return _said(words, f"number-{reading.number}") or reading.number


def number_value(words: Words, reading: Reading) -> str:
    """Return the number with its unit; that it is open."""
    return values_text(words, reading.number, reading.values)


def values_text(words: Words, number: str, values: tuple[float, ...]) -> str:
    """Return the values of this number with their unit; that it is open where there are none."""
    if not values:
        return words.say("adoption", "open")
    one = _said(words, f"unit-{number}-one") if values[:1] == (1,) else ""
    unit = one or _said(words, f"unit-{number}")
    return f"{'–'.join(words.number(each, 3) for each in values)} {unit}".strip()


def facts_text(words: Words, protocol: Protocol, reading: Reading) -> str:
    """Return what is said beside the words, in one line; "" for nothing."""
    return words.listed(filter(None, (_fact(words, protocol, *each) for each in reading.facts.items())), "list-long")


def reading_text(words: Words, protocol: Protocol, reading: Reading) -> str:
    """Return all that a reading says but its source: a number with its name, or words with their facts."""
    if reading.number:
        return f"{number_name(words, reading)}: {number_value(words, reading)}"
    facts = facts_text(words, protocol, reading)
    return f"{reading.text}: {facts}" if reading.text and facts else reading.text or facts


def source_text(words: Words, reading: Reading) -> str:
    """Return source and grade in one line; "" where there are none."""
    grade = _said(words, f"grade-{reading.grade}") if reading.grade else ""
    return " · ".join(filter(None, (reading.source, grade)))


def _fact(words: Words, protocol: Protocol, name: str, values: tuple[str, ...]) -> str:
    code = f"fact-{name}-{values[0]}" if len(values) == 1 else ""
    if code and words.has("adoption", code):
        return words.say("adoption", code)
    value = words.listed(_label(words, protocol, each) for each in values)
    return words.say("adoption", f"fact-{name}", value=value) if words.has("adoption", f"fact-{name}") else value


def _label(words: Words, protocol: Protocol, said: str) -> str:
    """Return what people call the part with this id; what is no id as it is."""
    if figure := _said(words, f"map-{said}"):
        return figure
    if said in protocol.zone:
        return words.zone(protocol, said)
    known = {zone.id: zone.label for zone in protocol.zones}
    for labels in (protocol.agent, protocol.device, protocol.group):
        known |= {key: each.label for key, each in labels.items()}
    return known.get(said) or (protocol.rule[said].text if said in protocol.rule else said)


def _said(words: Words, code: str) -> str:
    return words.say("adoption", code) if words.has("adoption", code) else ""
