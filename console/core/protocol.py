"""A protocol: what a treatment prescribes, as data; its parts are in `protocol_parts`."""

import hashlib
from functools import cached_property

import msgspec

from console.core.anatomy import Zone, zones_by_side
from console.core.danger_parts import Danger
from console.core.protocol_agents import Agent
from console.core.protocol_groups import Disinfectant, Group
from console.core.protocol_parts import (
    LATER_SITUATIONS,
    Care,
    Check,
    DepthCap,
    Device,
    FollowUp,
    Part,
    Preset,
    ReactionWords,
    Reason,
    Rule,
    Sign,
    Situation,
    Step,
    StockRules,
)


class Protocol(Part, frozen=True, dict=True):
    """What a treatment prescribes. `zones` come from zones.toml; adoption makes both the clinic's own.

    second_cream    why a second cream on one day needs a reason; None: it needs none
    technique       what is published on how to do it, for those who adopt the file to read
    groups          what entries of a client's file are sorted by; none: the file stops nothing and answers nothing
    energy_warning  what is said of every device that sets an energy; None: nothing
    Reasons of protocols that were adopted before reasons had ids are plain texts, and so is their call_if.
    """

    id: str
    version: int
    title: str
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...] = ()
    agents: tuple[Agent, ...] = ()
    devices: tuple[Device, ...] = ()
    depth_caps: tuple[DepthCap, ...] = ()
    aftercare: tuple[Care, ...] = ()
    call_if: tuple[Sign | str, ...] = ()
    follow_up: FollowUp = FollowUp()
    presets: tuple[Preset, ...] = ()
    reasons: dict[Situation, tuple[Reason | str, ...]] = {}
    reactions: ReactionWords = ReactionWords()
    danger: Danger = Danger()
    stock: StockRules = StockRules()
    zones: tuple[Zone, ...] = ()
    second_cream: Sign | None = None
    technique: tuple[Sign, ...] = ()
    groups: tuple[Group, ...] = ()
    disinfectants: tuple[Disinfectant, ...] = ()
    energy_warning: Sign | None = None

    @cached_property
    def own_ids(self) -> frozenset[str]:
        """Return the ids of zones as the file has them, before pairs are split by side."""
        return frozenset(zone.id for zone in self.zones)

    @cached_property
    def zone(self) -> dict[str, Zone]:
        """Return the zones by the id under which they are treated."""
        return zones_by_side(self.zones)

    @cached_property
    def step(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def rule(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def check(self) -> dict[str, Check]:
        return {check.id: check for step in self.steps for check in step.checks}

    @cached_property
    def agent(self) -> dict[str, Agent]:
        return {agent.id: agent for agent in self.agents}

    @cached_property
    def device(self) -> dict[str, Device]:
        return {device.id: device for device in self.devices}

    @cached_property
    def group(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def disinfectant(self) -> dict[str, Disinfectant]:
        return {each.id: each for each in self.disinfectants}

    @cached_property
    def preset(self) -> dict[str, Preset]:
        return {preset.id: preset for preset in self.presets}

    def warning_of(self, device: Device) -> Sign | None:
        """Return what is said of this device for its energy; None of one that sets none."""
        return self.energy_warning if any(each.id == "energy" for each in device.settings) else None

    def reason_texts(self, situation: Situation) -> tuple[str, ...]:
        """Return the reasons to choose from, in the protocol's words."""
        known = self.reasons.get(situation, ())
        if not known and situation in LATER_SITUATIONS:
            known = self.reasons.get("deviation", ())
        return tuple(each if isinstance(each, str) else each.text for each in known)

    def reasons_to_pass(self, rule: str) -> tuple[str, ...]:
        """Return the reasons to pass what this rule found: others where its answer bars the numbing too."""
        bars = any(each.answer_of == rule and each.outcome == "block-numbing" for each in self.rules)
        return (self.reason_texts("finding-numbing") if bars else ()) or self.reason_texts("finding")

    @property
    def call_texts(self) -> tuple[str, ...]:
        """Return when the client should call, in the protocol's words."""
        return tuple(each if isinstance(each, str) else each.text for each in self.call_if)

    @cached_property
    def reason_ids(self) -> dict[str, str]:
        """Return the ids of reasons by their words."""
        every = [each for reasons in self.reasons.values() for each in reasons]
        return {each.text: each.id for each in every if isinstance(each, Reason)}

    @cached_property
    def reason_devices(self) -> dict[str, tuple[str, ...]]:
        """Return the devices of the reasons that hold with these alone, by their words."""
        every = [each for reasons in self.reasons.values() for each in reasons]
        return {each.text: each.devices for each in every if isinstance(each, Reason) and each.devices}

    @cached_property
    def content(self) -> str:
        """Return canonical JSON: what is adopted, kept in the log and covered by the digest."""
        return msgspec.json.encode(self, order="sorted").decode()

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the content, 64 hexadecimal digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    def after(self, step: str) -> str:
        """Return the id of the step that follows; at the end, the last step's own id."""
        order = [each.id for each in self.steps]
        return order[min(order.index(step) + 1, len(order) - 1)]
