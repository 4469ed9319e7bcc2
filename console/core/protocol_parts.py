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
    "finding-numbing",
    "cream-early",
    "leave-out",
    "deviation",
    "correction",
    "stop",
    "pause",
    "over-label",
    "expired",
    "unit-used",
    "second-cream",
    "allergy",
    "leave-zone-out",
    "too-soon",
    "unit-alike",
]
LATER_SITUATIONS: frozenset[Situation] = frozenset({"leave-zone-out", "too-soon", "unit-alike"})
"""Files that were adopted before have no reasons for these: those for any deviation are offered."""


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A table of the protocol file; unknown keys are an error."""


class Number(Part, frozen=True):
    """A number with its source. Without a value it is open, and the clinic is asked for it."""

    value: float | None = None
    source: str = ""
    grade: Grade = ""


class Check(Part, frozen=True):
    """One question of a pause point. `when` "numbed": asked only after an application. `effect`: what a yes records."""

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


class Holds(Part, frozen=True):
    """A group of the file that something holds; "none": none of them."""

    group: str
    source: str
    grade: Grade


class Rule(Part, frozen=True):
    """A screening rule. It fires on a yes, or by itself below an age in years or from a skin type on.

    agents     the creams that it bars; it bars those too that hold one of `drugs`, or don't say what they hold.
    drugs      Where neither is given it bars all
    devices    it fires once one of these was chosen in the session, whichever is in hand by then; none given: with any
    answer_of  another rule, whose answer it goes by: nobody is asked twice
    groups     the client's file answers it with yes where an entry touches one of them; by_file: nothing else does
    """

    id: str
    text: str
    outcome: Outcome
    source: str
    grade: Grade
    wait_days: Number | None = None
    age_below: Number | None = None
    skin_from: Number | None = None
    agents: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    answer_of: str = ""
    groups: tuple[str, ...] = ()
    by_file: bool = False

    @property
    def asked(self) -> bool:
        """Whether it is a question; else it fires by age, skin type, the client's file or another's answer."""
        return self.age_below is None and self.skin_from is None and not self.answer_of and not self.by_file


class Sign(Part, frozen=True):
    """A sentence with its source: a danger sign, a measure, what is said of a device."""

    text: str
    source: str
    grade: Grade


class Setting(Part, frozen=True):
    """What is set on a device besides its depth, in its own unit; least and most where a source has them."""

    id: Literal["speed", "energy"]
    unit: str
    least: Number = Number()
    most: Number = Number()
    source: str = ""
    grade: Grade = ""


class Device(Part, frozen=True):
    """A needling device: its depths in millimetres. `standing`: what an authority cleared it for, or did not; `holds`
    as of an agent.
    """

    id: str
    label: str
    step_mm: Number
    min_mm: Number
    max_mm: Number
    standing: tuple[Sign, ...] = ()
    settings: tuple[Setting, ...] = ()
    holds: tuple[Holds, ...] = ()


class DepthCap(Part, frozen=True):
    """A greatest depth of the protocol's own, on these zones of the file and with this device; empty means any."""

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
    """A plan to start from: zones in order. `uncovered`: why no cream of the file covers it."""

    id: str
    label: str
    zones: tuple[str, ...]
    passes: Number = Number()
    uncovered: str = ""


class FollowUp(Part, frozen=True):
    """When to come again, in days after needling; a visit before warn_below_days asks for a reason."""

    days: Number = Number()
    warn_below_days: Number = Number()


class StockRules(Part, frozen=True):
    """How many days before expiry a lot is marked, and at how many units left a product is low."""

    warn_days: Number = Number()
    low_count: Number = Number()


class Reason(Part, frozen=True):
    """A reason to choose from; `id` goes into the record beside its words. `devices`: it holds with these alone.

    `when` says of a second cream what has to be so: the agent of one before; some of the zones of one before; none of
    them, and all planned when the first went on; a zone that came into the plan after that.
    """

    id: str
    text: str
    devices: tuple[str, ...] = ()
    when: Literal["", "same-agent", "other-zones", "same-zones", "zone-added"] = ""
    source: str = ""
    grade: Grade = ""


class ReactionWords(Part, frozen=True):
    """The reactions and actions to choose from; some only `while_needling`, some only `after_cream` went on."""

    what: tuple[str, ...] = ()
    while_needling: tuple[str, ...] = ()
    after_cream: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
