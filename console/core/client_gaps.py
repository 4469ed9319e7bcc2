"""A client's file of which an entry can't be read any more, completed by what was shown of it before."""

from collections.abc import Collection

from msgspec.structs import replace

from console.core.client_file import ClientFile, Value, value_of
from console.core.people import CLIENT_FIELDS, Profile


def completed(file: ClientFile, stood: Profile) -> ClientFile:
    """Return the file with what stood where its readable events say less, as what the entry that can't be read wrote.

    An entry that only they know stays: an allergy too many costs less than one too few.
    """
    if file.erased or not file.unread:
        return file
    shown = values(file.profile or Profile(""))
    return _with(file, stood, [of for of, value in values(stood).items() if value != shown.get(of)])


def filled(file: ClientFile, known: Profile) -> ClientFile:
    """Return the file with what is known from elsewhere of fields and entries of which it says nothing at all."""
    return _with(file, known, [of for of in values(known) if not file.heads.get(of)])


def _with(file: ClientFile, known: Profile, wanted: Collection[str]) -> ClientFile:
    more = {of: value for of, value in values(known).items() if of in wanted and value not in ("", None)}
    lost = {of: {**dict.fromkeys(file.known(of), value), file.unread: value} for of, value in more.items()}
    return replace(file, heads=file.heads | lost, kinds=file.kinds | {each.id: each.kind for each in known.listed})


def values(profile: Profile) -> dict[str, Value]:
    """Return what the profile says of each field, and of each entry by its id."""
    fields: dict[str, Value] = {each: getattr(profile, each) for each in CLIENT_FIELDS}
    return fields | {each.id: value_of(each) for each in profile.listed}
