"""The parts of a protocol: steps, checks, rules, agents, devices; every number with its source and grade."""

from typing import Literal

from msgspec import Struct

from console.core.anatomy import Grade

StepKind = Literal["prepare", "plain", "numbing", "needling", "aftercare", "sign-off"]
BEFORE_NEEDLING: frozenset[StepKind] = frozenset({"prepare", "plain", "numbing"})
AFTER_NEEDLING: frozenset[StepKind] = frozenset({"aftercare", "sign-off"})
Outcome = Literal["stop", "wait", "consent", "caution", "block-numbing"]
Situation = Literal[
    "too-fast",
    "check-not-met",
    "finding",
    "cream-early",
    "leave-out",
    "deviation",
    "correction",
    "stop",
    "pause",
    "over-label",
    "expired",
    "unit-used",
]


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A table of the file: unknown keys are refused."""


class Number(Part, frozen=True):
    """A number with where it comes from. Without a value it is open: the clinic is asked for it."""

    value: float | None = None
    source: str = ""
    grade: Grade = ""


class Check(Part, frozen=True):
    """One question of a pause point. `when` numbed: asked only after an application; `effect`: what a yes records."""

    id: str
    text: str
    when: Literal["always", "numbed"] = "always"
    effect: Literal["", "disinfect"] = ""
    source: str = ""
    grade: Grade = ""


class Step(Part, frozen=True):
    """A step of the session, with the pause point that ends it."""

    id: str
    kind: StepKind
    label: str
    pause_point: str = ""
    checks: tuple[Check, ...] = ()
    minimum_s: Number = Number()
    pause_minimum_s: Number = Number()


class Rule(Part, frozen=True):
    """A screening rule. It fires on a yes, or by itself below an age or from a skin type on."""

    id: str
    text: str
    outcome: Outcome
    source: str
    grade: Grade
    wait_days: Number | None = None
    age_below: Number | None = None
    skin_from: Number | None = None

    @property
    def asked(self) -> bool:
        return self.age_below is None and self.skin_from is None


class Drug(Part, frozen=True):
    """A drug in an agent, milligrams in each gram."""

    name: str
    mg_per_g: Number


class Agent(Part, frozen=True):
    """A numbing agent and its window in minutes; an absent hard maximum is the remove-by.

    g_per_10cm2  the amount that the label tells to use; max_g_per_10cm2 the most that it allows
    """

    id: str
    label: str
    effective_from_min: Number
    remove_by_min: Number
    hard_max_min: Number = Number()
    max_area_cm2: Number = Number()
    max_g: Number = Number()
    g_per_10cm2: Number = Number()
    max_g_per_10cm2: Number = Number()
    drugs: tuple[Drug, ...] = ()


class Device(Part, frozen=True):
    """A needling device: its depths in millimetres."""

    id: str
    label: str
    step_mm: Number
    min_mm: Number
    max_mm: Number


class DepthCap(Part, frozen=True):
    """A greatest depth of the protocol's own: on these zones (as the file has them), with this device; empty: any."""

    id: str
    text: str
    most_mm: Number
    zones: tuple[str, ...] = ()
    device: str = ""


class Care(Part, frozen=True):
    """An aftercare rule that holds until, or from, so many hours after needling."""

    id: str
    text: str
    when: Literal["until", "from"]
    hours: Number


class Preset(Part, frozen=True):
    """A plan to start from: zones in order."""

    id: str
    label: str
    zones: tuple[str, ...]
    passes: Number = Number()


class FollowUp(Part, frozen=True):
    """When to come again, days after needling; fewer than warn_below_days asks for a reason."""

    days: Number = Number()
    warn_below_days: Number = Number()


class StockRules(Part, frozen=True):
    """How many days before its expiry a lot is pointed out, and at how many units left a product is low."""

    warn_days: Number = Number()
    low_count: Number = Number()


class ReactionWords(Part, frozen=True):
    """What may be seen and what may be done, to choose from."""

    what: tuple[str, ...] = ()
    action: tuple[str, ...] = ()


class Sign(Part, frozen=True):
    """A danger sign, with where it was published."""

    text: str
    source: str
    grade: Grade


class Danger(Part, frozen=True):
    """The danger card: what comes first, the signs, and what may be done, one press each."""

    first: str = ""
    signs: tuple[Sign, ...] = ()
    actions: tuple[str, ...] = ()
