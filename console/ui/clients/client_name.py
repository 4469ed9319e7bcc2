"""What a client is called on the screen, also where no name is recorded, or where another is called the same."""

from collections.abc import Mapping

from console.core.people import Profile
from console.core.text.words import Words

Clients = Mapping[str, Profile | None]
"""Who is named beside each other, by id."""


def name_text(words: Words, profile: Profile | None) -> str:
    """Return the name; in words that none is recorded, or that the client was erased."""
    if profile is None:
        return words.say("clients", "erased")
    return profile.name or words.say("clients", "no-name")


def name_among(words: Words, client: str, profile: Profile | None, others: Clients) -> str:
    """Return the name; with the birthday where one of the others is called the same."""
    told = name_and_birthday if shares_name(words, client, profile, others) else name_text
    return told(words, profile)


def shares_name(words: Words, client: str, profile: Profile | None, others: Clients) -> bool:
    """Return whether one of the others is called the same."""
    return any(_shown(words, other) == _shown(words, profile) for id_, other in others.items() if id_ != client)


def name_and_birthday(words: Words, profile: Profile | None) -> str:
    """Return the name with the birthday, or that none is recorded."""
    name = name_text(words, profile)
    if profile is None:
        return name
    born = words.iso_day(profile.born) or words.say("clients", "born-open")
    return words.say("clients", "name-born", name=words.isolate(name), born=born)


def _shown(words: Words, profile: Profile | None) -> str:
    return " ".join(name_text(words, profile).split()).casefold()
