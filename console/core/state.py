"""What is known of a session at one moment: an immutable fold of its events."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from console.core.clock import Instant
from console.core.events import (
    Answer,
    Event,
    PlannedZone,
    ProductUsed,
    ProfileTaken,
    Sealed,
    SessionBegun,
    SignedOff,
)
from console.core.people import Operator, Profile
from console.core.protocol import Protocol
from console.core.protocol_parts import StepKind
from console.core.state_parts import (
    Application,
    CheckRecord,
    Correction,
    DangerRun,
    Deviation,
    Interruption,
    Moment,
    Reaction,
    Remark,
    StepRun,
    ZoneRecord,
)
from console.core.timers import Span, Timeline, worked


class SessionState(Struct, frozen=True):
    """Everything about one session. `history` has all events, those taken back included."""

    protocol: Protocol
    id: str
    client: str
    history: tuple[Event, ...]
    timeline: Timeline
    begun: Moment
    number: int
    couch: str
    adopted_by: str
    adopted_utc_ms: int | None
    zone_name: str
    profile: Profile | None
    operator: Operator
    operators: tuple[tuple[Operator, Moment], ...]
    step: str
    steps: tuple[StepRun, ...]
    answers: dict[str, Answer] = {}
    since: dict[str, str] = {}
    cleared: dict[str, str] = {}
    checks: dict[str, CheckRecord] = {}
    device: str = ""
    serial: str = ""
    plan_source: str = ""
    plan: tuple[PlannedZone, ...] = ()
    products: tuple[tuple[ProductUsed, Moment], ...] = ()
    applications: tuple[Application, ...] = ()
    left_out: Remark | None = None
    disinfected: dict[str, int] = {}
    zones: dict[str, ZoneRecord] = {}
    current: str = ""
    pauses: tuple[Span, ...] = ()
    notes: tuple[Remark, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    dangers: tuple[DangerRun, ...] = ()
    acknowledged: dict[str, int] = {}
    stopped: Remark | None = None
    interruptions: tuple[Interruption, ...] = ()
    jumps: tuple[tuple[Moment, int], ...] = ()
    corrections: tuple[Correction, ...] = ()
    signed: tuple[SignedOff, Moment] | None = None
    addenda: tuple[Remark, ...] = ()
    seals: tuple[tuple[Sealed, Moment], ...] = ()
    unnamed: tuple[tuple[str, Moment], ...] = ()
    """What was done while the screen was locked, by kind of event, and nobody has said by whom."""
    offset_min: int = 0
    """Local time's lead over UTC when the session began."""
    named: dict[str, Operator] = {}
    """Who did what was done then, by the event's id."""

    @property
    def kind(self) -> StepKind:
        return self.protocol.step[self.step].kind

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    @property
    def on(self) -> tuple[Application, ...]:
        """The applications still on the skin."""
        return tuple(each for each in self.applications if each.off is None)

    @property
    def treated(self) -> tuple[ZoneRecord, ...]:
        """The zones with at least one pass, in the order of their first."""
        done = [record for record in self.zones.values() if record.passes]
        return tuple(sorted(done, key=lambda record: min(each.at.t_ms for each in record.passes)))

    @property
    def needling_end(self) -> Moment | None:
        """The end of needling, where the aftercare clock starts: the last pass, or the step's end if that is later."""
        ends = [each.at for record in self.treated for each in record.passes]
        ends += [
            run.done for run in self.steps if run.done and ends and self.protocol.step[run.step].kind == "needling"
        ]
        return max(ends, key=lambda at: at.t_ms, default=None)

    @property
    def profile_taken(self) -> Profile | None:
        """The profile as it last came from the clinic's file, whatever was corrected in the session since."""
        bodies = (event.body for event in reversed(self.history))
        return next(body.profile for body in bodies if isinstance(body, ProfileTaken | SessionBegun))

    def planned(self, zone: str) -> PlannedZone | None:
        return next((each for each in self.plan if each.zone == zone), None)

    def under_cream(self, zone: str) -> Application | None:
        return next((each for each in self.on if zone in each.zones), None)

    def worked_ms(self, zone: str, now_t: int) -> int:
        """Working time on a zone, without pauses."""
        return sum(worked(span, self.pauses, now_t) for span in self.zones[zone].spans)

    def facts(self) -> "SessionState":
        """The state without what the history itself leaves: for comparing before and after an undo."""
        return replace(self, history=(), timeline=Timeline(0, Instant(0, 0, "")), jumps=(), interruptions=())


def disinfected(state: SessionState, zones: Iterable[str], t: int) -> dict[str, int]:
    """When each zone was last disinfected, with these at t: a late entry takes nothing back."""
    return state.disinfected | {zone: max(t, state.disinfected.get(zone, t)) for zone in zones}


EVERYWHERE = "*"
"""The key in `disinfected` for all skin that was free of cream."""
