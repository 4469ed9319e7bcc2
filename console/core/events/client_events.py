"""Events of one client's file. Each change names the events whose values it replaces: two rooms may both change it."""

from typing import Annotated

from console.core.events.base import PERSONAL, Body, Private
from console.core.people import ClientField, EntryKind, Profile


class ClientAdded(Body, frozen=True, tag="client-added"):
    """A client was entered."""

    profile: Annotated[Profile | None, PERSONAL] = None


class ClientChanged(Body, frozen=True, tag="client-changed"):
    """What is known of a client was changed; the profile is the whole new one. Older programs wrote it.

    replaces  never written: a log's order says it, see `client_file.follow`
    """

    profile: Annotated[Profile | None, PERSONAL] = None
    replaces: tuple[str, ...] = ()


class ClientFieldSet(Body, frozen=True, tag="client-field-set"):
    """One field of a client's file was set; "" and None: not recorded."""

    field: ClientField
    value: Annotated[str | int | None, PERSONAL] = None
    replaces: tuple[str, ...] = ()


class EntryAdded(Body, frozen=True, tag="entry-added"):
    """An allergy, a medicine or a condition was entered; the entry's id is the event's. Its fields: see Entry."""

    of: EntryKind
    text: Private = ""
    groups: Annotated[tuple[str, ...], PERSONAL] = ()
    since: Private = ""
    reaction: Private = ""


class EntryChanged(Body, frozen=True, tag="entry-changed"):
    """An entry says something else from here on: all of it, also what stays. Its fields: see Entry."""

    entry: str
    text: Private = ""
    replaces: tuple[str, ...] = ()
    groups: Annotated[tuple[str, ...], PERSONAL] = ()
    since: Private = ""
    reaction: Private = ""


class EntryEnded(Body, frozen=True, tag="entry-ended"):
    """An entry holds no more."""

    entry: str
    replaces: tuple[str, ...] = ()


class ClientErased(Body, frozen=True, tag="client-erased"):
    """The client's key and what named them are gone; their sessions stay, without a name. The event is the client's."""

    sessions: tuple[str, ...]
    by: str
    reason: str


ClientIntent = ClientAdded | ClientFieldSet | EntryAdded | EntryChanged | EntryEnded
ClientBody = ClientIntent | ClientChanged | ClientErased
