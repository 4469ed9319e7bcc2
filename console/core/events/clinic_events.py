"""Events of the clinic itself: people, the protocol, stock, what left the program."""

from typing import Literal

from msgspec import Struct

from console.core.events.base import Body, StockUse
from console.core.people import Operator


class ClinicOpened(Body, frozen=True, tag="clinic-opened"):
    """The store was made for this clinic."""

    name: str
    store: Literal["clinic", "example", "rehearsal"]


class PersonAdded(Body, frozen=True, tag="person-added"):
    """Somebody may sign in."""

    person: Operator


class PersonChanged(Body, frozen=True, tag="person-changed"):
    """Name, rights or limit of somebody who works here were changed; the person is the whole new one."""

    person: Operator


class PersonRemoved(Body, frozen=True, tag="person-removed"):
    """This person may not sign in any more; the data key is a new one from here on."""

    person: str


class PassphraseChanged(Body, frozen=True, tag="passphrase-changed"):
    """This person has a new passphrase: the old one was asked for, or the recovery code."""

    person: str
    by: Literal["passphrase", "recovery-code"] = "passphrase"


class RecoveryCodeChanged(Body, frozen=True, tag="recovery-code-changed"):
    """There is a new recovery code; the one before opens nothing that is written from here on."""


class SigningKeyTaken(Body, frozen=True, tag="signing-key-taken"):
    """From here on this person signs with this key; 64 hexadecimal digits."""

    person: str
    public: str


class PersonSwitched(Body, frozen=True, tag="person-switched"):
    """At a running program another person goes on: whoever was signed in, and who is now, by id."""

    before: str
    after: str


class NumberEdit(Struct, frozen=True, omit_defaults=True):
    """A number that the clinic sets otherwise than the file: what the file has, what is to hold, where from, and why.

    key  where it stands in the protocol; no value means open, two are a range
    """

    key: str
    old: tuple[float, ...] = ()
    new: tuple[float, ...] = ()
    source: str = ""
    reason: str = ""


class ProtocolAdopted(Body, frozen=True, tag="protocol-adopted"):
    """A named person read the numbers and made this protocol, zones included, the clinic's own.

    edits  the numbers in it that are the clinic's own, with what the file had
    """

    digest: str
    content: str
    by: str
    edits: tuple[NumberEdit, ...] = ()


class ProtocolDrafted(Body, frozen=True, tag="protocol-drafted"):
    """Numbers were set that wait to be adopted: all of them, in place of the draft before.

    over  the digest of the protocol that is in force meanwhile; "" for none. Once another one is, the draft is past
    """

    over: str = ""
    edits: tuple[NumberEdit, ...] = ()


class WriterTaken(Body, frozen=True, tag="writer-taken"):
    """A backup was put back: from this row on the log has a new writer, after the one before it.

    Both are ids of 32 hexadecimal digits; the first writer's is that of the store.
    """

    writer: str
    before: str


class RetentionSet(Body, frozen=True, tag="retention-set"):
    """A named person set how many years after the last visit a client's record is kept; where that stands, in words."""

    years: int
    by: str
    source: str = ""


class EmergencyNumberSet(Body, frozen=True, tag="emergency-number-set"):
    """A named person set the number that the danger card tells to call."""

    number: str
    by: str


class NeedlingLockSet(Body, frozen=True, tag="needling-lock-set"):
    """A named person set whether the screen locks by idle time while somebody needles too."""

    on: bool
    by: str


class ProductNamed(Body, frozen=True, tag="product-named"):
    """The clinic keeps this product; named again, it is the whole new one.

    agent       what the protocol calls it, for a numbing agent
    gtin        its code, whoever issued it: a GTIN of 14 digits, + and an HIBC, or 9N and a PPN; ""
    single_use  each unit is used once
    holds       the groups of the protocol that it holds, or "none" alone; none at all: nobody said which
    """

    product: str
    name: str
    use: StockUse
    agent: str = ""
    gtin: str = ""
    single_use: bool = False
    holds: tuple[str, ...] = ()


class StockReceived(Body, frozen=True, tag="stock-received"):
    """So many units of a lot came; expiry is an ISO day or ""."""

    product: str
    lot: str
    expiry: str = ""
    serial: str = ""
    count: int = 1


class StockCounted(Body, frozen=True, tag="stock-counted"):
    """The shelf was counted: from here on there are so many units of this lot. The reason names nobody."""

    product: str
    lot: str
    serial: str = ""
    count: int = 0
    reason: str = ""


class RecallCopied(Body, frozen=True, tag="recall-copied"):
    """A list of the sessions in which a lot was used left the program; its SHA-256."""

    what: Literal["csv", "pdf"]
    lot: str
    sessions: int
    digest: str
    product: str = ""


class RecordCopied(Body, frozen=True, tag="record-copied"):
    """A summary or a full record of a session left the program: the record's digest, and the SHA-256 of its bytes."""

    what: Literal["summary", "export"]
    digest: str
    of: str = ""
    sha256: str = ""


class BackupMade(Body, frozen=True, tag="backup-made"):
    """A backup was written, opened and checked."""

    file: str
    seq: int
    sha256: str


ClinicBody = (
    ClinicOpened
    | PersonAdded
    | PersonChanged
    | PersonRemoved
    | PassphraseChanged
    | RecoveryCodeChanged
    | PersonSwitched
    | SigningKeyTaken
    | ProtocolAdopted
    | ProtocolDrafted
    | WriterTaken
    | RetentionSet
    | EmergencyNumberSet
    | NeedlingLockSet
    | RecordCopied
    | BackupMade
    | ProductNamed
    | StockReceived
    | StockCounted
    | RecallCopied
)
