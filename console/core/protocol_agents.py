"""The numbing agents of a protocol: their windows, what the label limits, and what they hold."""

from typing import Literal

from console.core.anatomy import Grade
from console.core.protocol_parts import Holds, Number, Part


class Drug(Part, frozen=True):
    """A drug in an agent, in milligrams for each gram."""

    name: str
    mg_per_g: Number


class AgeLimit(Part, frozen=True):
    """The label's limits below an age in years, in place of the agent's own."""

    below_years: Number
    max_area_cm2: Number = Number()
    max_g: Number = Number()


class Cover(Part, frozen=True):
    """What the label says of a film over the cream."""

    rule: Literal["expected", "forbidden"]
    source: str
    grade: Grade


class Agent(Part, frozen=True):
    """A numbing agent and its window in minutes after cream on. Without a hard maximum, remove_by is it.

    remind_min       when the practitioner is reminded that its time is nearly over; for the clinic to say
    g_per_10cm2      the grams that the label tells to use
    max_g_per_10cm2  the most that it allows
    age_from         the least age in years; by_age: limits of the young, the youngest first
    own_label        it stands for many: name, strength, what its own label says and a prescriber are asked for
    holds            the groups that it holds; where it says none, it is taken to hold what its like do
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
    remind_min: Number = Number()
    age_from: Number = Number()
    by_age: tuple[AgeLimit, ...] = ()
    cover: Cover | None = None
    own_label: bool = False
    holds: tuple[Holds, ...] = ()
