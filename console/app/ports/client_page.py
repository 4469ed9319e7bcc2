"""A part of the list of clients, by name: what was found, and how many of it there are."""

from msgspec import Struct

from console.app.ports.views import ClientView

Asked = tuple[tuple[tuple[str, ...], ...], ...]
"""Everybody is meant in whom each of these is found: in one of its ways, each word of which begins a word of theirs."""
MOST_FOUND = 1_000
"""So many are counted, and gone through in order of their names; whoever finds more types another letter."""


class ClientPage(Struct, frozen=True):
    """Clients by name. count: how many there are in all pages, at most one more than MOST_FOUND."""

    clients: tuple[ClientView, ...] = ()
    count: int = 0
