"""What a script line says of a client: fields, and texts of entries with semicolons between."""

import re
from collections.abc import Callable, Collection, Mapping

from msgspec.structs import replace

from console.app.scripts.language import Line
from console.core.client_file import ClientFile
from console.core.names import same_key
from console.core.people import CLIENT_FIELDS, ENTRY_KINDS, Entry, EntryKind, Profile

BETWEEN_ENTRIES = "; "
DETAILS = r"(?: since=(?P<since>\S+))?(?: reaction=(?P<reaction>.*))?"
SORTED = re.compile(rf"(?P<text>.*?) \[(?P<groups>[a-z0-9,-]+){DETAILS}\]")
CLIENT_OPTIONS = frozenset((*CLIENT_FIELDS, *ENTRY_KINDS.values()))


def with_options(profile: Profile, options: Mapping[str, str], number: Callable[[str], int]) -> Profile:
    """Return the profile as the options say it; "" records nothing. Entries that say the same stay the same."""
    fields: dict[str, str | int | None] = {name: options[name] for name in CLIENT_FIELDS if name in options}
    if "skin" in fields:
        fields["skin"] = number(options["skin"]) if options["skin"] else None
    after = replace(profile, allergies="", entries=profile.listed, **fields)
    for kind, option in ENTRY_KINDS.items():
        if option in options:
            after = replace(after, entries=_with_texts(after.entries, kind, options[option]))
    return after


def another(line: Line) -> bool:
    """Return whether the line says that the client is another than the one of this name and birthday."""
    if (answer := line.options.get("another", "no")) not in ("yes", "no"):
        raise line.error("another=yes", repr(answer))
    return answer == "yes"


def said(known: ClientFile, options: Collection[str]) -> list[str]:
    """Return what stands in conflict of the fields and entries that the options speak of: they settle nothing else."""
    option_of = {entry: ENTRY_KINDS[kind] for entry, kind in known.kinds.items()}
    return [each.of for each in known.conflicts if option_of.get(each.of, each.of) in options]


def _with_texts(entries: tuple[Entry, ...], kind: EntryKind, text: str) -> tuple[Entry, ...]:
    known = {same_key(entry.text): entry for entry in entries if entry.kind == kind}
    others = (entry for entry in entries if entry.kind != kind)
    made = list[Entry]()
    for each in filter(None, map(str.strip, text.split(BETWEEN_ENTRIES.strip()))):
        words, sorted_by = _cut(each)
        before = known.pop(same_key(words), Entry("", kind, words))
        made.append(replace(before, text=words, **sorted_by))
    return (*others, *made)


def _cut(text: str) -> tuple[str, dict[str, object]]:
    """Return an entry's text, and what stands in brackets behind it: groups, since when, what happened."""
    found = SORTED.fullmatch(text)
    if found is None:
        return text, {}
    groups = tuple(found["groups"].split(","))
    return found["text"], {"groups": groups, "since": found["since"] or "", "reaction": found["reaction"] or ""}


def _entry(entry: Entry) -> str:
    """Return the entry as a script writes it."""
    told = [",".join(entry.groups), *(f"{name}={getattr(entry, name)}" for name in ("since", "reaction"))]
    known = " ".join(each for each in told if each and not each.endswith("="))
    return f"{entry.text} [{known}]" if known else entry.text


def told(profile: Profile | None) -> dict[str, str]:
    """Return the profile by option, "not recorded" for what is not."""
    fields = {name: getattr(profile, name, None) for name in CLIENT_FIELDS}
    texts = {
        option: BETWEEN_ENTRIES.join(map(_entry, profile.of(kind))) if profile else ""
        for kind, option in ENTRY_KINDS.items()
    }
    return {name: str(value or "not recorded") for name, value in (fields | texts).items()}
