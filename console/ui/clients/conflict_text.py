"""What was written of one client apart, without knowing of each other, in words."""

from collections.abc import Iterable

from console.core.client_file import Value
from console.core.people import CLIENT_FIELDS, ENTRY_KINDS, Profile, Said
from console.core.text.words import Words
from console.ui.session.top_bar import SKIN_TYPES


def apart_fields(words: Words, profile: Profile, conflicts: Iterable[str]) -> str:
    """Return the fields and kinds of entries in conflict, each once."""
    return words.listed(dict.fromkeys(field_text(words, profile, of) for of in conflicts))


def field_text(words: Words, profile: Profile, of: str) -> str:
    """Return what a field is called; of an entry's id what its kind is."""
    kinds = {entry.id: ENTRY_KINDS[entry.kind] for entry in profile.listed}
    return words.say("field", kinds.get(of, of))


def value_text(words: Words, of: str, value: Value) -> str:
    if of == "skin" and isinstance(value, int):
        return SKIN_TYPES[value - 1]
    if of == "born" and value:
        return words.iso_day(str(value))
    if value is None and of not in ("skin", "born"):
        return words.say("clients", "apart-ended")
    if isinstance(value, Said):
        return words.said(value)
    if value and of not in CLIENT_FIELDS:
        return words.entry(str(value))
    return str(value or words.say("format", "none"))
