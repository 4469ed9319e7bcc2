"""A recall: each use of a lot, and how many clients and sessions that makes."""

from typing import Literal

from msgspec import Struct

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
    """

    lot: str
    product: str
    clinic: str
    made: str
    store: Literal["clinic", "example", "rehearsal"]
    uses: tuple[LotUse, ...]

    @property
    def sessions(self) -> int:
        return len({each.session for each in self.uses})

    @property
    def clients(self) -> int:
        """Return how many clients; each erased one counts."""
        return len({each.client for each in self.uses})

    def shares_name(self, use: LotUse) -> bool:
        """Return whether another client of the list is called the same."""
        return any(
            each.client != use.client and each.name.casefold() == use.name.casefold() for each in self.uses if use.name
        )


def client_text(recall: Recall, use: LotUse, words: Words) -> str:
    """Return the client's name, with the birthday where another of the list is called the same."""
    if not recall.shares_name(use):
        return use.name or words.say("summary", "erased")
    born = words.iso_day(use.born) or words.say("clients", "born-open")
    return words.say("clients", "name-born", name=words.isolate(use.name), born=born)


def count_text(recall: Recall, words: Words) -> str:
    """Return how many clients and sessions, in words."""
    if not recall.uses:
        return words.say("recall", "nobody")
    clients = words.say("recall", "clients", count=recall.clients)
    return words.say(
        "recall", "found", clients=clients, sessions=words.say("recall", "sessions", count=recall.sessions)
    )


def package_lines(found: LotUse, words: Words) -> list[str]:
    """Return what the package said, a line each: lot, expiry, serial number."""
    lines = [words.say("recall", "lot-is", lot=found.lot)]
    if found.expiry:
        lines.append(words.say("recall", "expires", day=words.iso_day(found.expiry)))
    if found.serial:
        lines.append(words.say("recall", "serial-is", serial=found.serial))
    return lines
