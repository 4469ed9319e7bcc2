"""Events of needling: zones, depths, passes, endpoints, and what is put right of them."""

from console.core.events.base import Body, Endpoint, JudgedBy, Private


class ZoneTaken(Body, frozen=True, tag="zone-taken"):
    """Work on this zone begins, or begins again."""

    zone: str


class DepthSet(Body, frozen=True, tag="depth-set"):
    """The device was set to this depth for the next passes on this zone."""

    zone: str
    depth_um: int


class PassDone(Body, frozen=True, tag="pass-done"):
    """One pass over the zone, at the depth that was set (filled by decide).

    when_open  it was made earlier than it was told, and nobody said when
    """

    zone: str
    depth_um: int = 0
    when_open: bool = False


class PassesSet(Body, frozen=True, tag="passes-set"):
    """The number of passes done on this zone is this."""

    zone: str
    passes: int
    depth_um: int = 0


class EndpointSeen(Body, frozen=True, tag="endpoint-seen"):
    """What the skin of the zone showed."""

    zone: str
    endpoint: Endpoint


class ZoneCorrected(Body, frozen=True, tag="zone-corrected"):
    """What was recorded of a zone was wrong; the values given are right. `to` moves it to another zone,
    and joins what stands there.

    of_pass  which pass the depth or the device is of, from 1; 0: every one
    moved    the passes that move, from 1; none: all, with what else was recorded
    swap     what stands at `to` comes here
    device   what the passes were made with, and its serial number
    judged   by whose limits: those of the device and practitioner of each pass; before that was told, of the present
    """

    zone: str
    depth_um: int | None = None
    passes: int | None = None
    endpoint: Endpoint | None = None
    to: str = ""
    reason: Private = ""
    reason_id: Private = ""
    of_pass: int = 0
    device: str = ""
    serial: str = ""
    judged: JudgedBy = "present"
    moved: tuple[int, ...] = ()
    swap: bool = False


class ZoneLeftOut(Body, frozen=True, tag="zone-left-out"):
    """A planned zone is not treated, or not to the end; until work on it begins after all."""

    zone: str
    reason: Private = ""
    reason_id: Private = ""


NeedlingBody = ZoneTaken | DepthSet | PassDone | PassesSet | EndpointSeen | ZoneCorrected | ZoneLeftOut
