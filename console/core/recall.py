"""What a recall found, as people read it: each use of a lot, and how many clients and sessions that makes."""

from typing import Literal

from msgspec import Struct

from console.core.text.words import Words


class Found(Struct, frozen=True):
    """One use of the lot. Days are ISO, the session's in local time; the name is "" where the client was erased."""

    day: str
    client: str
    name: str
    contact: str
    number: int
    use: str
    product: str
    lot: str
    expiry: str
    serial: str
    zones: str
    operator: str
    session: str


class Recall(Struct, frozen=True):
    """Where a lot was used, newest session first, made on a local day; `product` by id, "" for any.

    clinic  its name, for paper; "" until somebody asks for that
    """

    lot: str
    product: str
    clinic: str
    made: str
    store: Literal["clinic", "example", "rehearsal"]
    found: tuple[Found, ...]

    @property
    def sessions(self) -> int:
        return len({each.session for each in self.found})

    @property
    def clients(self) -> int:
        """Erased ones as one each."""
        return len({each.client for each in self.found})


def told(recall: Recall, words: Words) -> str:
    """How many clients and sessions, in words."""
    if not recall.found:
        return words.say("recall", "nobody")
    clients = words.say("recall", "clients", count=recall.clients)
    return words.say(
        "recall", "found", clients=clients, sessions=words.say("recall", "sessions", count=recall.sessions)
    )


def package(found: Found, words: Words) -> list[str]:
    """What stood on the package, a line each."""
    lines = [words.say("recall", "lot-is", lot=found.lot)]
    if found.expiry:
        lines.append(words.say("recall", "expires", day=found.expiry))
    if found.serial:
        lines.append(words.say("recall", "serial-is", serial=found.serial))
    return lines
