"""What clients are called in a list, so that two of one name are told apart."""

from collections import Counter
from collections.abc import Mapping

from console.core.names import same_key
from console.core.text.words import Words

Named = Mapping[str, tuple[str, str]]
"""Name and birthday by the client's id, "" for what is not known."""


def names_apart(words: Words, clients: Named) -> dict[str, str]:
    """Return each client's name, by id: with the birthday where another is called the same; "" stays."""
    called = Counter(same_key(name) for name, _ in clients.values())
    return {
        client: _with_birthday(words, name, born) if name and called[same_key(name)] > 1 else name
        for client, (name, born) in clients.items()
    }


def _with_birthday(words: Words, name: str, born: str) -> str:
    told = words.iso_day(born) or words.say("clients", "born-open")
    return words.say("clients", "name-born", name=words.isolate(name), born=told)
