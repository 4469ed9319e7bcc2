"""A small protocol and a room to play sessions in: proposes, insists that it was accepted, keeps the state."""

from collections.abc import Callable
from typing import Self, get_args

from msgspec.structs import replace

from console.core.anatomy import Grade, Zone
from console.core.clock import Instant, ScriptClock
from console.core.events import (
    UNKNOWN,
    ActorNamed,
    Answer,
    CheckAnswered,
    CreamOff,
    CreamOn,
    DepthRule,
    DeviceChosen,
    Event,
    NumbingLeftOut,
    PassDone,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
    SessionBegun,
    SessionBody,
    SignedOff,
    StepDone,
    Undone,
    ZoneTaken,
)
from console.core.history import begin
from console.core.people import RIGHTS, Operator, Profile
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent
from console.core.protocol_parts import Check, DepthCap, Device, Number, Rule, Situation, Step
from console.core.refusal import Refusal
from console.core.session import apply, decide
from console.core.state import SessionState

MIN = 60_000
HOUR = 60 * MIN
NOON = 1_772_445_600_000
"""2026-03-02 10:00 UTC."""

OSEI = Operator("osei", "A. Osei", RIGHTS)
LIND = Operator("lind", "B. Lind", ("treat",), max_depth_um=500)
DESK = Operator("desk", "C. Desk", ("print",))
MAYA = Profile("Maya Lindqvist", "1992-03-14", 3)
YOUNG = Profile("Maya Lindqvist", "2008-03-14", 5, "penicillin")


def num(value: float) -> Number:
    return Number(float(value), "for tests", "T")


def rule(id_: str, outcome: str, **more: Number) -> Rule:
    return Rule(id_, f"{id_}?", outcome, "for tests", "T", **more)  # type: ignore[arg-type]


GRADE: Grade = "T"
ZONES = (
    Zone("brow", "Brow", ("face",), area_cm2=40.0, suggest_mm=(0.5, 1.0), source="for tests", grade=GRADE),
    Zone("cheek", "Cheek", ("face",), True, area_cm2=30.0, suggest_mm=(0.5, 1.5), source="for tests", grade=GRADE),
    Zone("nose", "Nose", ("face",), suggest_mm=(0.9, 1.0), source="for tests", grade=GRADE, max_depth_mm=0.6),
    Zone("chin", "Chin", ("face",)),
    Zone("eyelid", "Eyelid", ("face",), sides=True, never="inside the orbital rim"),
)
SMALL = Protocol(
    id="small", version=1, title="Small",
    steps=(
        Step("prepare", "prepare", "Prepare", "Begin?", (Check("who", "Right client"), Check("consent", "Consent"))),
        Step("cleanse", "plain", "Cleanse", minimum_s=num(60)),
        Step("numbing", "numbing", "Numbing", "Needle?", (
            Check("residue", "Cream is off", when="numbed"), Check("clean", "Disinfected", effect="disinfect"),
        ), pause_minimum_s=num(20)),
        Step("needling", "needling", "Needling"),
        Step("aftercare", "aftercare", "Aftercare", "Leave?", (Check("sheet", "Sheet given"),)),
        Step("sign-off", "sign-off", "Sign-off"),
    ),
    rules=(
        rule("sore", "stop"), rule("peel", "wait", wait_days=num(14)), rule("acne", "consent"),
        rule("keloid", "caution"), rule("allergy", "block-numbing"), rule("young", "caution", age_below=num(22)),
        rule("dark", "caution", skin_from=num(5)),
    ),
    agents=(
        Agent("lido", "Lidocaine 4 %", num(20), num(50)),
        Agent("emla", "Lidocaine and prilocaine", num(60), num(120), num(300), max_g=num(3)),
    ),
    devices=(
        Device("pen", "Pen", num(0.25), num(0.25), num(2.5)), Device("fine", "Fine pen", num(0.1), num(0.2), num(1.0)),
    ),
    depth_caps=(DepthCap("fine-cheek", "Fine pen on the cheek", num(0.8), ("cheek",), "fine"),),
    zones=ZONES,
    reasons=dict.fromkeys(get_args(Situation), ("as agreed",)),
)  # fmt: skip
NO: dict[str, Answer] = dict.fromkeys((each.id for each in SMALL.rules if each.asked), "no")


SCATTER = 0x9E3779B97F4A7C15F39CC0605CEDC835
"""Odd: ids are each another, and as out of order as the random ones of a clinic."""


class Room:
    """One session and its clock. `do` insists that each intent is accepted; `propose` may raise Refusal."""

    def __init__(
        self, protocol: Protocol = SMALL, operator: Operator = OSEI, profile: Profile | None = MAYA,
        depths: DepthRule = "start", last_day: str = "",
    ) -> None:  # fmt: skip
        self.clock = ScriptClock(NOON)
        self.made = 0
        body = SessionBegun(protocol.digest, 1, operator, "Couch 1", "A. Osei", NOON, "Europe/Berlin", profile)
        body = replace(body, depths=depths, last_day=last_day)
        self.state: SessionState = begin(protocol, self.event(body, "session"), body)

    @property
    def now(self) -> Instant:
        return self.clock.now()

    @property
    def t(self) -> int:
        return self.state.timeline.t(self.now)

    @property
    def last(self) -> str:
        """The id of the latest event."""
        return self.state.history[-1].id

    def event(self, body: SessionBody, session: str = "session", ago_ms: int = 0) -> Event:
        self.made += 1
        return Event(f"{self.made * SCATTER % 2**128:032x}", session, "client", "osei", self.now, body, ago_ms)

    def propose(self, body: SessionBody, ago_ms: int = 0, actor: str = "osei") -> SessionState:
        self.state = apply(self.state, decide(self.state, replace(self.event(body, ago_ms=ago_ms), actor=actor)))
        return self.state

    def locked(self, *bodies: SessionBody) -> Self:
        """Done by somebody while the screen is locked."""
        for body in bodies:
            self.propose(body, actor=UNKNOWN)
        return self

    def tell(self, person: Operator) -> Self:
        """Who it was that did the first thing of which nobody knows."""
        return self.do(ActorNamed(self.state.unnamed[0][1].event, person))

    def do(self, *bodies: SessionBody, ago_ms: int = 0) -> Self:
        for body in bodies:
            try:
                self.propose(body, ago_ms)
            except Refusal as refusal:
                raise AssertionError(f"{body} refused: {refusal}") from refusal
        return self

    def wait(self, ms: int) -> Self:
        self.clock.advance(ms)
        return self

    def id_of(self, kind: type) -> str:
        """The id of the latest event of this kind."""
        return next(event.id for event in reversed(self.state.history) if isinstance(event.body, kind))

    def undo(self, kind: type | None = None) -> Self:
        return self.do(Undone(self.id_of(kind) if kind else ""))


Ready = Callable[[], Room]


def prepare(**more: object) -> Room:
    """Screening answered, device and plan chosen, checks answered."""
    plan = PlanSet("by hand", (PlannedZone("brow", 500, 2), PlannedZone("cheek-left")))
    checks = CheckAnswered("who"), CheckAnswered("consent")
    return Room(**more).do(ScreeningAnswered(NO), DeviceChosen("pen"), plan, *checks)  # type: ignore[arg-type]


def numbing(**more: object) -> Room:
    return prepare(**more).do(StepDone("prepare")).wait(MIN).do(StepDone("cleanse"))


def creamed(*zones: str, **more: object) -> Room:
    """Cream on, 30 minutes ago."""
    return numbing(**more).do(CreamOn("lido", zones)).wait(30 * MIN)


def needling(**more: object) -> Room:
    """Without numbing; skin disinfected."""
    return numbing(**more).do(NumbingLeftOut(), CheckAnswered("clean")).wait(MIN).do(StepDone("numbing"))


def numbed(**more: object) -> Room:
    """Needling after lidocaine on brow and left cheek, with the cream off."""
    off = (
        numbing(**more)
        .do(CreamOn("lido"))
        .wait(30 * MIN)
        .do(CreamOff(), CheckAnswered("residue"), CheckAnswered("clean"))
    )
    return off.wait(MIN).do(StepDone("numbing"))


def taken(**more: object) -> Room:
    """Work on the brow began, a minute into needling."""
    return needling(**more).wait(MIN).do(ZoneTaken("brow")).wait(MIN)


def aftercare(**more: object) -> Room:
    return taken(**more).do(PassDone("brow"), PassDone("brow"), StepDone("needling"))


def sign_off(**more: object) -> Room:
    return aftercare(**more).wait(MIN).do(CheckAnswered("sheet"), StepDone("aftercare"))


def signed(**more: object) -> Room:
    return sign_off(**more).wait(MIN).do(SignedOff())
