"""What somebody means to change of a client's file: told from what was typed, then completed or refused."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from console.core.client_file import ClientFile, apply, parts_of
from console.core.days import latest_day
from console.core.events import ClientAdded, ClientFieldSet, ClientIntent, EntryAdded, EntryChanged, EntryEnded, Event
from console.core.names import one_line, readable_name, same_key
from console.core.people import CLIENT_FIELDS, OLD_ALLERGIES, Profile, SaysOfEntry
from console.core.preparation import allow_profile
from console.core.refusal import Refusal


def decide(file: ClientFile, meant: Iterable[Event]) -> list[Event]:
    """Return the changes as they will be recorded, with what each replaces: all, or Refusal.

    A change that names what it replaces was made at what then stood; any other is one of what stands now.
    """
    after, made = file, list[Event]()
    for event in meant:
        assert isinstance(event.body, ClientIntent)
        made.append(replace(event, body=_complete(after, event.body, latest_day(event.at.utc_ms))))
        after = apply(after, made[-1])
    _allow_entries(after, made)
    return made


def changes(shown: ClientFile, after: Profile, unsettled: Iterable[str] = ()) -> list[ClientIntent]:
    """Return what makes of the file as it was shown what the profile says; entries that it has not are new.

    Each change replaces what was shown: what is written meanwhile stays, and the two are a conflict.
    unsettled  the fields and entries in conflict: what `after` says of them is written even where it was shown before
    """
    before, again, known = shown.profile or Profile(""), set(unsettled), shown.known
    fields = [each for each in CLIENT_FIELDS if each in again or getattr(before, each) != getattr(after, each)]
    stood, stay = ({entry.id: entry for entry in profile.listed} for profile in (before, after))
    new = [EntryAdded(entry.kind, *parts_of(entry)) for entry in after.listed if entry.id not in stood]
    both = stay.keys() & stood.keys()
    changed = [each for each in both if each in again or parts_of(stay[each]) != parts_of(stood[each])]
    return [
        *(ClientFieldSet(each, getattr(after, each), known(each)) for each in fields),
        *(EntryEnded(entry, known(entry)) for entry in stood if entry not in stay),
        *(EntryChanged(each, stay[each].text, known(each), *parts_of(stay[each])[1:]) for each in sorted(changed)),
        *new,
    ]


def _complete(file: ClientFile, body: ClientIntent, today: date) -> ClientIntent:
    """Return the change with what was typed on one line, and what it replaces. Raises Refusal."""
    if isinstance(body, ClientAdded):
        return replace(body, profile=_readable(body.profile or Profile(""), today))
    if file.profile is None:
        raise Refusal("unknown-client")
    match body:
        case ClientFieldSet(field=name):
            alone = _readable(replace(Profile("-"), **{name: body.value}), today)
            return replace(body, value=getattr(alone, name), replaces=body.replaces or file.known(name))
        case EntryAdded():
            return replace(body, **_lines(body))
        case EntryChanged():
            return replace(body, **_lines(body), replaces=_replaced(file, body))
        case EntryEnded():
            return replace(body, replaces=_replaced(file, body))


def _readable(profile: Profile, today: date) -> Profile:
    """Return the profile with what was typed on one line. Raises Refusal."""
    allow_profile(profile, today)
    typed = {each: getattr(profile, each) for each in (*CLIENT_FIELDS, OLD_ALLERGIES)}
    lines = {each: one_line(text) for each, text in typed.items() if isinstance(text, str) and each != "name"}
    entries = tuple(replace(entry, **_lines(entry)) for entry in profile.entries)
    return replace(profile, **lines, name=readable_name(profile.name), entries=entries)


def _lines(entry: SaysOfEntry) -> dict[str, str]:
    """Return what was typed of an entry, each on one line. Raises Refusal."""
    typed = {name: one_line(getattr(entry, name)) for name in ("text", "since", "reaction")}
    if not typed["text"]:
        raise Refusal("entry-needs-text")
    return typed


def _replaced(file: ClientFile, body: EntryChanged | EntryEnded) -> tuple[str, ...]:
    """Return what the change of an entry replaces. Refusal where there is none, and none was shown either."""
    listed = file.profile.listed if file.profile else ()
    known = file.kinds.keys() | file.heads.keys() - set(CLIENT_FIELDS)
    if not (body.replaces and body.entry in known) and body.entry not in (entry.id for entry in listed):
        raise Refusal("no-such-entry")
    return body.replaces or file.known(body.entry)


def _allow_entries(after: ClientFile, made: Iterable[Event]) -> None:
    """Raise Refusal where an entry that was written says the same as another of its kind, once all is written."""
    written, listed = {event.id for event in made}, after.profile.listed if after.profile else ()
    said = Counter((entry.kind, same_key(entry.text)) for entry in listed)
    for entry in listed:
        if written & after.heads[entry.id].keys() and said[entry.kind, same_key(entry.text)] > 1:
            raise Refusal("entry-known", text=entry.text)
