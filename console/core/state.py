"""The state of a session: an immutable fold of its events."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from console.core.anatomy import zone_of
from console.core.clock import Instant
from console.core.events import (
    Answer,
    DayRule,
    DepthRule,
    Event,
    PlannedZone,
    ProductUsed,
    ProfileTaken,
    Sealed,
    SessionBegun,
    SignedOff,
    SubAreaMarked,
)
from console.core.people import Entry, Operator, Profile
from console.core.protocol import Protocol
from console.core.protocol_parts import StepKind
from console.core.state_parts import (
    Application,
    CheckRecord,
    Correction,
    DangerRun,
    Deviation,
    FileStop,
    Handling,
    Interruption,
    Moment,
    Reaction,
    Remark,
    StepRun,
    ZoneRecord,
)
from console.core.timers import Span, Timeline, merged, working_ms


class SessionState(Struct, frozen=True):
    """Everything about one session. `history` has all its events, undone ones included."""

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
    cleared_for: dict[str, frozenset[Entry]] = {}
    """The entries of the client's file for which a finding was cleared; those that come later open it again."""
    profile_t: int = -1
    """When the client's file was last taken over, in ms on the session's own time; -1 where it stands as it began."""
    checks: dict[str, CheckRecord] = {}
    device: str = ""
    serial: str = ""
    handling: tuple[tuple[Handling, Moment], ...] = ()
    """What changed the setup, by when it was done."""
    plan_source: str = ""
    plan: tuple[PlannedZone, ...] = ()
    products: tuple[tuple[ProductUsed, Moment], ...] = ()
    applications: tuple[Application, ...] = ()
    left_out: Remark | None = None
    disinfected: dict[str, int] = {}
    zones: dict[str, ZoneRecord] = {}
    sub_areas: dict[str, SubAreaMarked] = {}
    current: str = ""
    pauses: tuple[Span, ...] = ()
    notes: tuple[Remark, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    passed: dict[str, FileStop] = {}
    """What of the client's file was passed with a reason, by the id of the event that did."""
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
    """Entries of the locked screen whose actor nobody has named: the event's kind and its moment."""
    offset_min: int = 0
    """Minutes that local time was ahead of UTC when the session began."""
    emergency_number: str = ""
    """The clinic's, as it was when the session began."""
    days: DayRule = "utc"
    """Whose days screening goes by."""
    depths: DepthRule = "start"
    """How a zone comes by its depth."""
    zones_left_out: dict[str, Remark] = {}
    """The zones that are not treated, or not to the end, each with its reason."""
    closed: Moment | None = None
    """When it turned out that the session was opened by mistake."""
    named: dict[str, Operator] = {}
    """The actors of the locked screen named since, by the event's id."""

    @property
    def kind(self) -> StepKind:
        """Return the kind of the present step."""
        return self.protocol.step[self.step].kind

    @property
    def over(self) -> bool:
        """Whether it was signed off, or closed as opened by mistake."""
        return self.signed is not None or self.closed is not None

    @property
    def devices_as_told(self) -> bool:
        """Whether a device counts from when it was told, as in sessions of before; now from when it was in hand."""
        return self.depths == "start"

    @property
    def rests(self) -> tuple[Span, ...]:
        """Return when nobody worked: in a pause, and while the danger card was open."""
        dangers = ((each.begun.t_ms, each.over.t_ms if each.over else None) for each in self.dangers)
        return merged((*self.pauses, *dangers)) if self.dangers else self.pauses

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    @property
    def on(self) -> tuple[Application, ...]:
        """Return the applications still on the skin."""
        return tuple(each for each in self.applications if each.off is None)

    def cream_name(self, cream: Application) -> str:
        """Return what a cream is called: its own name where its agent stands for many, else the agent's."""
        return cream.name or self.protocol.agent[cream.agent].label

    @property
    def treated(self) -> tuple[ZoneRecord, ...]:
        """Return the zones with at least one pass, in the order of their first."""
        done = [record for record in self.zones.values() if record.passes]
        return tuple(sorted(done, key=lambda record: min(each.at.t_ms for each in record.passes)))

    @property
    def needling_end(self) -> Moment | None:
        """Return the end of needling, where the aftercare clock starts; None before.

        It is the last pass, or the end of the step if that is later.
        """
        ends = [each.at for record in self.treated for each in record.passes]
        ends += [
            run.done for run in self.steps if run.done and ends and self.protocol.step[run.step].kind == "needling"
        ]
        return max(ends, key=lambda at: at.t_ms, default=None)

    @property
    def profile_taken(self) -> Profile | None:
        """Return the profile that last came from the clinic's file, without the session's own corrections."""
        bodies = (event.body for event in reversed(self.history))
        return next(body.profile for body in bodies if isinstance(body, ProfileTaken | SessionBegun))

    def planned(self, zone: str) -> PlannedZone | None:
        """Return the zone as planned, None where it is not in the plan."""
        return next((each for each in self.plan if each.zone == zone), None)

    @property
    def planned_zones(self) -> tuple[str, ...]:
        """Return the zones of the plan, those of its sub-areas among them, each once."""
        return tuple(dict.fromkeys(zone_of(each.zone) for each in self.plan))

    def under_cream(self, zone: str) -> Application | None:
        """Return the application still on the zone, or on that of a sub-area; None where it is free of cream."""
        return next((each for each in self.on if zone_of(zone) in each.zones), None)

    def worked_ms(self, zone: str, now_t: int) -> int:
        """Return the milliseconds worked on a zone until now_t, without rests."""
        return sum(working_ms(span, self.rests, now_t) for span in self.zones[zone].spans)

    def facts(self) -> "SessionState":
        """Return the state without its history and clocks: equal before and after an undo."""
        return replace(
            self, history=(), timeline=Timeline(0, Instant(0, 0, "")), jumps=(), interruptions=(), profile_t=-1
        )


def with_disinfected(state: SessionState, zones: Iterable[str], t: int) -> dict[str, int]:
    """Return when each zone was last disinfected, with these zones at t; a late entry never sets a time back."""
    return state.disinfected | {zone: max(t, state.disinfected.get(zone, t)) for zone in zones}


def with_marks(state: SessionState, marks: Iterable[SubAreaMarked]) -> SessionState:
    """Return the state with these sub-areas too."""
    return replace(state, sub_areas=state.sub_areas | {each.id: each for each in marks})


EVERYWHERE = "*"
"""The key in `disinfected` for all skin free of cream."""
