"""The values that a session's state is made of."""

from msgspec import Struct

from console.core.events import Basis, DeviceChosen, EarlierCream, Endpoint, ProductUsed, SetupBody, Severity
from console.core.people import Entry
from console.core.timers import Span


class Moment(Struct, frozen=True):
    """When and by whom: t_ms on the session's own time, the wall clock then, and the wall clock at recording."""

    event: str
    actor: str
    t_ms: int
    utc_ms: int
    recorded_utc_ms: int


class StepRun(Struct, frozen=True):
    """A step that was begun. `stopped`: a stop ended it before its time."""

    step: str
    begun: Moment
    done: Moment | None = None
    stopped: bool = False


class CheckRecord(Struct, frozen=True):
    """The answer to a check; `reason` where it was not met."""

    met: bool
    reason: str
    at: Moment


class Application(Struct, frozen=True):
    """One application of a numbing agent. None and "": not recorded. earlier: on the same day, in other sessions."""

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
    name: str = ""
    strength: str = ""
    own_label: str = ""
    earlier: tuple[EarlierCream, ...] = ()
    holds: tuple[str, ...] = ()


Handling = DeviceChosen | ProductUsed | SetupBody
"""What changes the setup."""


class Setup(Struct, frozen=True):
    """What passes are made with: device and cartridge, what is set besides the depth, what lies on the skin under them.

    speed and energy as in SettingsSet; "" and None: not recorded
    """

    device: str = ""
    serial: str = ""
    cartridge: ProductUsed | None = None
    speed_milli: int | None = None
    energy_milli: int | None = None
    under: tuple[ProductUsed, ...] = ()


class Pass(Struct, frozen=True):
    """One run of the device over a zone. A device stands here where a correction named it; else that in hand then.

    place      which one it was of several that were told at once
    when_open  it was made before `at`, and nobody said when
    """

    depth_um: int
    at: Moment
    device: str = ""
    serial: str = ""
    place: int = 0
    when_open: bool = False


class ZoneRecord(Struct, frozen=True):
    """What was done on one zone. depth_um: the depth set for the next pass; spans: when it was in work."""

    zone: str
    depth_um: int | None = None
    passes: tuple[Pass, ...] = ()
    endpoint: Endpoint | None = None
    spans: tuple[Span, ...] = ()


class Deviation(Struct, frozen=True):
    """Something done otherwise than prescribed. `code` names its text; "" where a person wrote `what`."""

    id: str
    at: Moment
    code: str
    what: str = ""
    facts: dict[str, str | int] = {}
    reason: str = ""


class FileStop(Struct, frozen=True):
    """Why the file stops something.

    groups    the ids of the groups that both the file and the thing name; entries: what the file says of them
    unsorted  the entries of which nobody said what they touch
    """

    groups: tuple[str, ...]
    entries: tuple[Entry, ...]
    unsorted: tuple[Entry, ...]


class Reaction(Struct, frozen=True):
    """An adverse event; it runs until it is over."""

    number: int
    what: str
    zones: tuple[str, ...]
    action: str
    begun: Moment
    over: Moment | None = None
    grades: tuple[tuple[Severity, Moment], ...] = ()
    """How severe it was found, oldest first."""


class DangerDone(Struct, frozen=True):
    """Something done at the danger card; `value` is a dose or a reading, "" where none was told."""

    text: str
    at: Moment
    value: str = ""


class DangerRun(Struct, frozen=True):
    """A danger card, what was done under it, and when the danger was over. `after`: it came after sign-off.

    what  what the danger was, as somebody said afterwards; "" where nobody did
    """

    number: int
    begun: Moment
    done: tuple[DangerDone, ...] = ()
    over: Moment | None = None
    after: bool = False
    what: str = ""


class Correction(Struct, frozen=True):
    """What was recorded and what is right, both as JSON text. `of`: the event's kind, or "zone".

    passes: the passes alone that it is of, from 1; none: all
    """

    at: Moment
    of: str
    field: str
    old: str
    new: str
    zone: str = ""
    reason: str = ""
    passes: tuple[int, ...] = ()


class Remark(Struct, frozen=True):
    """A text and its moment: a note, an addendum, the reason of a stop."""

    text: str
    at: Moment


class Interruption(Struct, frozen=True):
    """The program was away: gap_ms since the last event, off_ms since the last sign of life."""

    at: Moment
    gap_ms: int
    off_ms: int
    basis: Basis
