"""The values that a session's state is made of: each with the moment at which it was recorded."""

from msgspec import Struct

from console.core.events import Basis, Endpoint
from console.core.timers import Span


class Moment(Struct, frozen=True):
    """When and by whom: t_ms on the session's own time, the wall clock then, and when it was recorded."""

    event: str
    actor: str
    t_ms: int
    utc_ms: int
    recorded_utc_ms: int


class StepRun(Struct, frozen=True):
    """A step that was begun."""

    step: str
    begun: Moment
    done: Moment | None = None
    stopped: bool = False


class CheckRecord(Struct, frozen=True):
    met: bool
    reason: str
    at: Moment


class Application(Struct, frozen=True):
    """One application of a numbing agent, removed by itself."""

    number: int
    agent: str
    zones: tuple[str, ...]
    on: Moment
    off: Moment | None = None
    lot: str = ""
    expiry: str = ""
    mass_mg: int | None = None
    occluded: bool | None = None
    area_mm2: int | None = None
    prescriber: str = ""
    gtin: str = ""
    serial: str = ""


class Pass(Struct, frozen=True):
    depth_um: int
    at: Moment


class ZoneRecord(Struct, frozen=True):
    """What was done on one zone. depth_um is what the device is set to for the next pass."""

    zone: str
    depth_um: int | None = None
    passes: tuple[Pass, ...] = ()
    endpoint: Endpoint | None = None
    spans: tuple[Span, ...] = ()


class Deviation(Struct, frozen=True):
    """Something done otherwise: `code` names the text where the program noted it, `what` where a person did."""

    id: str
    at: Moment
    code: str
    what: str = ""
    facts: dict[str, str | int] = {}
    reason: str = ""


class Reaction(Struct, frozen=True):
    number: int
    what: str
    zones: tuple[str, ...]
    action: str
    begun: Moment
    over: Moment | None = None


class DangerRun(Struct, frozen=True):
    """A danger card that was opened, and what was done."""

    number: int
    begun: Moment
    done: tuple["Remark", ...] = ()
    over: Moment | None = None


class Correction(Struct, frozen=True):
    """What was recorded first and what is right. `of` is the kind of the event, or "zone"; values as JSON text."""

    at: Moment
    of: str
    field: str
    old: str
    new: str
    zone: str = ""
    reason: str = ""


class Remark(Struct, frozen=True):
    """A note, an addendum."""

    text: str
    at: Moment


class Interruption(Struct, frozen=True):
    """The program was away."""

    at: Moment
    gap_ms: int
    off_ms: int
    basis: Basis
