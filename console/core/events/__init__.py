"""The closed union of everything that can happen: a frozen type for each, with one line of meaning.

An intent is a proposed event: `decide` completes it or refuses it.
"""

from msgspec import Struct

from console.core.clock import Instant
from console.core.events.base import *
from console.core.events.client_events import *
from console.core.events.clinic_events import *
from console.core.events.course_events import *
from console.core.events.needling_events import *
from console.core.events.numbing_events import *
from console.core.events.setup_events import *
from console.core.events.sub_area_events import *
from console.core.events.treatment_events import *

SessionBody = (
    SessionBegun
    | PreparingBody
    | SetupBody
    | SubAreaBody
    | NumbingBody
    | NeedlingBody
    | CourseBody
    | ReactionBody
    | DangerBody
    | HistoryBody
)
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
