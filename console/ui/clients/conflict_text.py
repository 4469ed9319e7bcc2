"""What two rooms wrote of one client without knowing of each other, in words."""

from collections.abc import Iterable, Sequence
from datetime import date

from console.core.client_file import Conflict, Value
from console.core.people import ENTRY_KINDS, Profile
from console.core.text.words import Words
from console.ui.session.top_bar import SKIN_TYPES


def apart_text(words: Words, profile: Profile, conflicts: Sequence[Conflict]) -> str:
    """Return what the form says above its fields: what is shown of each, and what else was written."""
    lines = [
        words.say(
            "clients",
            "apart-line",
            field=_field(words, profile, each.of),
            shown=_value(words, each.of, each.shown),
            others=words.listed(_value(words, each.of, other) for other in each.others),
        )
        for each in conflicts
    ]
    return "\n".join([words.say("clients", "apart"), *lines]) if lines else ""


def apart_fields(words: Words, profile: Profile, conflicts: Iterable[str]) -> str:
    """Return the fields and kinds of entries in conflict, each once."""
    return words.listed(dict.fromkeys(_field(words, profile, of) for of in conflicts))


def _field(words: Words, profile: Profile, of: str) -> str:
    kinds = {entry.id: ENTRY_KINDS[entry.kind] for entry in profile.listed}
    return words.say("field", kinds.get(of, of))


def _value(words: Words, of: str, value: Value) -> str:
    if of == "skin" and isinstance(value, int):
        return SKIN_TYPES[value - 1]
    if of == "born" and value:
        return words.day(date.fromisoformat(str(value)))
    if value is None and of not in ("skin", "born"):
        return words.say("clients", "apart-ended")
    return str(value or words.say("format", "none"))
