"""Events of the clinic itself: people, clients, the protocol, what left the program."""

from typing import Annotated, Literal

from console.core.events.base import PERSONAL, Body
from console.core.people import Operator, Profile


class ClinicOpened(Body, frozen=True, tag="clinic-opened"):
    """The store was made for this clinic."""

    name: str
    store: Literal["clinic", "example", "rehearsal"]


class PersonAdded(Body, frozen=True, tag="person-added"):
    """Somebody may sign in."""

    person: Operator


class SigningKeyTaken(Body, frozen=True, tag="signing-key-taken"):
    """From here on this person signs with this key; 64 hexadecimal digits."""

    person: str
    public: str


class PersonSwitched(Body, frozen=True, tag="person-switched"):
    """At a running program another person goes on: whoever was signed in, and who is now, by id."""

    before: str
    after: str


class ProtocolAdopted(Body, frozen=True, tag="protocol-adopted"):
    """A named person read the numbers and made this protocol, zones included, the clinic's own."""

    digest: str
    content: str
    by: str


class ClientAdded(Body, frozen=True, tag="client-added"):
    """A client was entered."""

    profile: Annotated[Profile | None, PERSONAL] = None


class ClientChanged(Body, frozen=True, tag="client-changed"):
    """What is known of a client was changed; the profile is the whole new one."""

    profile: Annotated[Profile | None, PERSONAL] = None


class RecordCopied(Body, frozen=True, tag="record-copied"):
    """A summary or a full record of a session left the program."""

    what: Literal["summary", "export"]
    digest: str
    of: str = ""


class BackupMade(Body, frozen=True, tag="backup-made"):
    """A backup was written, opened and checked."""

    file: str
    seq: int
    sha256: str
