"""What a client is called on the screen, also where no name is recorded."""

from console.core.people import Profile
from console.core.text.words import Words


def name_text(words: Words, profile: Profile | None) -> str:
    """Return the name; in words that none is recorded, or that the client was erased."""
    if profile is None:
        return words.say("clients", "erased")
    return profile.name or words.say("clients", "no-name")
