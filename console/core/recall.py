"""A recall: each use of a lot, and how many clients and sessions that makes."""

from typing import Literal

from msgspec import Struct

from console.core.text.names_apart import names_apart
from console.core.text.words import Words


class LotUse(Struct, frozen=True):
    """One use of the lot: `zones` by their labels, the name "" where the client was erased.

    Days are ISO, in the session's local time: so they stand in a CSV; on screen and paper `Words` reads them.
    """

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
    zones: tuple[str, ...]
    operator: str
    session: str
    born: str = ""


class Recall(Struct, frozen=True):
    """Where a lot was used, newest session first.

    product  id of the product searched for, "" for any
    clinic   its name, for paper; "" until a paper is made
    made     the local day of the search, ISO
    alike    lots that look like it and were used too, each as it was written first
    others   uses of the lot that were recorded of another product than the one searched for, or of none that is kept
    """

    lot: str
    product: str
    clinic: str
    made: str
    store: Literal["clinic", "example", "rehearsal"]
    uses: tuple[LotUse, ...]
    alike: tuple[str, ...] = ()
    others: int = 0

    @property
    def sessions(self) -> int:
        return len({each.session for each in self.uses})

    @property
    def clients(self) -> int:
        """Return how many clients; each erased one counts."""
        return len({each.client for each in self.uses})


def client_names(recall: Recall, words: Words) -> dict[str, str]:
    """Return what each client is called, by id: with the birthday where another of the list is called the same."""
    known = {each.client: (each.name, each.born) for each in recall.uses}
    erased = words.say("summary", "erased")
    return {client: name or erased for client, name in names_apart(words, known).items()}


def count_text(recall: Recall, words: Words) -> str:
    """Return how many clients and sessions, in words, and which other lots it may be mixed up with."""
    clients = words.say("recall", "clients", count=recall.clients)
    sessions = words.say("recall", "sessions", count=recall.sessions)
    found = "found" if recall.uses else "nobody"
    told = [words.say("recall", found, clients=clients, sessions=sessions)]
    if recall.others:
        told.append(words.say("recall", "others", count=recall.others))
    if recall.alike:
        told.append(words.say("recall", "alike", lots=words.listed(map(words.isolate, recall.alike))))
    return " ".join(told)


def package_lines(found: LotUse, words: Words) -> list[str]:
    """Return what the package said, a line each: lot, expiry, serial number."""
    lines = [words.say("recall", "lot-is", lot=found.lot)]
    if found.expiry:
        lines.append(words.say("recall", "expires", day=words.iso_day(found.expiry)))
    if found.serial:
        lines.append(words.say("recall", "serial-is", serial=found.serial))
    return lines
