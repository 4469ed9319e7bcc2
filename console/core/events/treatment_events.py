"""Events of preparing: screening, checks, device, products and plan."""

from typing import Annotated

from console.core.events.base import (
    PERSONAL,
    Answer,
    Body,
    DayRule,
    DepthRule,
    PlannedZone,
    Private,
    ProductKind,
)
from console.core.events.sub_area_events import SubAreaMarked
from console.core.people import Operator, Profile


class SessionBegun(Body, frozen=True, tag="session-begun"):
    """A session began, under this protocol, with what was then known of the client.

    salt        random: once the client is erased, no digest kept of the record can be tried against a guessed name
    offset_min  local time's lead over UTC then: by it the session knows its day
    days        by which screening goes: sessions begun before this was told went by UTC's
    depths      as in DepthRule: sessions begun before this was told started by themselves
    last_day    the local day (ISO) on which needling of the client last ended; "" for none; filled by the program
    emergency_number  the clinic's then: it stands on the paper, which stays as it is when the number changes
    """

    protocol: str
    number: int
    operator: Operator
    couch: str = ""
    adopted_by: str = ""
    adopted_utc_ms: int | None = None
    zone: str = "UTC"
    profile: Annotated[Profile | None, PERSONAL] = None
    salt: Private = ""
    offset_min: int = 0
    days: DayRule = "utc"
    depths: DepthRule = "start"
    last_day: str = ""
    emergency_number: str = ""


class ProfileTaken(Body, frozen=True, tag="profile-taken"):
    """What is known of the client was changed meanwhile: from here on the session goes by this whole profile."""

    profile: Annotated[Profile | None, PERSONAL] = None


class ScreeningAnswered(Body, frozen=True, tag="screening-answered"):
    """Screening questions were answered; `since` has the day (ISO) for answers that start a wait."""

    answers: Annotated[dict[str, Answer], PERSONAL] = {}
    since: Annotated[dict[str, str], PERSONAL] = {}


class FindingCleared(Body, frozen=True, tag="finding-cleared"):
    """A finding of the screening was passed, with a reason."""

    rule: str
    reason: Private = ""
    reason_id: Private = ""


class CheckAnswered(Body, frozen=True, tag="check-answered"):
    """A check of a pause point was answered; `disinfectant` and `despite` of one that records it, see Disinfected."""

    check: str
    met: bool = True
    reason: Private = ""
    reason_id: Private = ""
    disinfectant: str = ""
    despite: Private = ""


class DeviceChosen(Body, frozen=True, tag="device-chosen"):
    """The needling device of this session; `despite` as in CreamOn."""

    device: str
    serial: str = ""
    despite: Private = ""


class ProductUsed(Body, frozen=True, tag="product-used"):
    """A product other than a numbing agent was used; expiry is an ISO day.

    used_before  the day (ISO) on which this unit was used in another session, or in this one with its number written
                 otherwise; filled by the program, like
    used_alike   the day (ISO) on which a unit was used whose number has other dashes: this one, or another
    reusable     the clinic keeps it as a product whose units are used more than once
    volume_ul    in microlitres, of what is told in ml
    gtin         the product's code, as in ProductNamed, a GTIN with as many digits as the pack has
    needles      of a cartridge: how many, and how long they are in micrometres
    beside       on the skin together with what lay under the passes before; else in place of it
    holds        the groups of the protocol that it holds, as the clinic keeps it; filled by the program
    despite      as in CreamOn
    device       of a cartridge: in which device it is, with that one's serial number; "": the one in hand then
    """

    use: ProductKind
    name: str
    lot: str = ""
    expiry: str = ""
    mass_mg: int | None = None
    gtin: str = ""
    serial: str = ""
    reason: Private = ""
    used_before: str = ""
    reusable: bool = False
    reason_id: Private = ""
    volume_ul: int | None = None
    needles: int | None = None
    length_um: int | None = None
    beside: bool = False
    holds: tuple[str, ...] = ()
    despite: Private = ""
    device: str = ""
    device_serial: str = ""
    used_alike: str = ""


class PlanSet(Body, frozen=True, tag="plan-set"):
    """The whole plan: from a preset, from the client's last session; `marks` are the sub-areas that come with it."""

    source: str
    zones: tuple[PlannedZone, ...] = ()
    marks: Annotated[tuple[SubAreaMarked, ...], PERSONAL] = ()


class ZonePlanned(Body, frozen=True, tag="zone-planned"):
    """One zone was put into the plan, or its plan changed."""

    zone: str
    depth_um: int | None = None
    passes: int | None = None


class ZoneUnplanned(Body, frozen=True, tag="zone-unplanned"):
    """One zone was taken out of the plan."""

    zone: str


PreparingBody = (
    ProfileTaken
    | ScreeningAnswered
    | FindingCleared
    | CheckAnswered
    | DeviceChosen
    | ProductUsed
    | PlanSet
    | ZonePlanned
    | ZoneUnplanned
)
