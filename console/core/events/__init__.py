"""The closed union of everything that can happen: a frozen type for each, with one line of meaning.

An intent is a proposed event: `decide` completes it or refuses it.
"""

from msgspec import Struct

from console.core.clock import Instant
from console.core.events.base import (
    PERSONAL,
    UNKNOWN,
    Answer,
    Basis,
    Body,
    Endpoint,
    Offset,
    PlannedZone,
    Private,
    ProductKind,
    StockUse,
)
from console.core.events.client_events import (
    ClientAdded,
    ClientBody,
    ClientChanged,
    ClientErased,
    ClientFieldSet,
    ClientIntent,
    EntryAdded,
    EntryChanged,
    EntryEnded,
)
from console.core.events.clinic_events import (
    BackupMade,
    ClinicBody,
    ClinicOpened,
    EmergencyNumberSet,
    PassphraseChanged,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PersonSwitched,
    ProductNamed,
    ProtocolAdopted,
    RecallCopied,
    RecordCopied,
    RecoveryCodeChanged,
    RetentionSet,
    SigningKeyTaken,
    StockCounted,
    StockReceived,
    WriterTaken,
)
from console.core.events.course_events import (
    Acknowledged,
    ActorNamed,
    Addendum,
    Continued,
    Corrected,
    CourseBody,
    DangerAction,
    DangerBody,
    DangerOpened,
    DangerOver,
    Deviated,
    HandedOver,
    HistoryBody,
    Noted,
    Paused,
    ReactionOver,
    ReactionSeen,
    ReasonGiven,
    Resumed,
    Sealed,
    SignedOff,
    StepDone,
    StoppedEarly,
    Undone,
)
from console.core.events.treatment_events import (
    CheckAnswered,
    CreamOff,
    CreamOn,
    DepthSet,
    DeviceChosen,
    Disinfected,
    EndpointSeen,
    FindingCleared,
    NeedlingBody,
    NumbingBody,
    NumbingLeftOut,
    PassDone,
    PassesSet,
    PlanSet,
    PreparingBody,
    ProductUsed,
    ProfileTaken,
    ScreeningAnswered,
    SessionBegun,
    ZoneCorrected,
    ZonePlanned,
    ZoneTaken,
    ZoneUnplanned,
)

SessionBody = SessionBegun | PreparingBody | NumbingBody | NeedlingBody | CourseBody | DangerBody | HistoryBody
OwnBody = ClinicBody | ClientBody
"""What belongs to no session."""
AnyBody = OwnBody | SessionBody


class Event(Struct, frozen=True, omit_defaults=True):
    """One thing that happened.

    id       unique, 32 hexadecimal digits; ids sort in the order in which they were made
    session  the session it belongs to, or "" for the clinic's own events
    client   the client it is about, or ""; personal fields are encrypted under this client's key
    actor    the id of who did it, or UNKNOWN
    at       when it was recorded
    ago_ms   how long before `at` it happened, for a late entry
    version  of the body's type
    """

    id: str
    session: str
    client: str
    actor: str
    at: Instant
    body: AnyBody
    ago_ms: int = 0
    version: int = 1


__all__ = [
    "PERSONAL",
    "UNKNOWN",
    "Acknowledged",
    "ActorNamed",
    "Addendum",
    "Answer",
    "AnyBody",
    "BackupMade",
    "Basis",
    "Body",
    "CheckAnswered",
    "ClientAdded",
    "ClientBody",
    "ClientChanged",
    "ClientErased",
    "ClientFieldSet",
    "ClientIntent",
    "ClinicBody",
    "ClinicOpened",
    "Continued",
    "Corrected",
    "CourseBody",
    "CreamOff",
    "CreamOn",
    "DangerAction",
    "DangerBody",
    "DangerOpened",
    "DangerOver",
    "DepthSet",
    "Deviated",
    "DeviceChosen",
    "Disinfected",
    "EmergencyNumberSet",
    "Endpoint",
    "EndpointSeen",
    "EntryAdded",
    "EntryChanged",
    "EntryEnded",
    "Event",
    "FindingCleared",
    "HandedOver",
    "HistoryBody",
    "NeedlingBody",
    "Noted",
    "NumbingBody",
    "NumbingLeftOut",
    "Offset",
    "OwnBody",
    "PassDone",
    "PassesSet",
    "PassphraseChanged",
    "Paused",
    "PersonAdded",
    "PersonChanged",
    "PersonRemoved",
    "PersonSwitched",
    "PlanSet",
    "PlannedZone",
    "PreparingBody",
    "Private",
    "ProductKind",
    "ProductNamed",
    "ProductUsed",
    "ProfileTaken",
    "ProtocolAdopted",
    "ReactionOver",
    "ReactionSeen",
    "ReasonGiven",
    "RecallCopied",
    "RecordCopied",
    "RecoveryCodeChanged",
    "Resumed",
    "RetentionSet",
    "ScreeningAnswered",
    "Sealed",
    "SessionBegun",
    "SessionBody",
    "SignedOff",
    "SigningKeyTaken",
    "StepDone",
    "StockCounted",
    "StockReceived",
    "StockUse",
    "StoppedEarly",
    "Undone",
    "WriterTaken",
    "ZoneCorrected",
    "ZonePlanned",
    "ZoneTaken",
    "ZoneUnplanned",
]
