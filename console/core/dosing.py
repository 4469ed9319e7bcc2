"""The dose of numbing cream beside the label's figures. It is shown; the program decides nothing by it."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from console.core.anatomy import Grade
from console.core.events import CreamOn
from console.core.protocol import Protocol
from console.core.protocol_agents import Agent
from console.core.protocol_parts import Number
from console.core.screening import client_age
from console.core.state import SessionState
from console.core.state_parts import Application

FigureCode = Literal["area", "grams", "g-per-10cm2"]
UNITS: dict[FigureCode, int] = {"area": 100, "grams": 1000, "g-per-10cm2": 1000}
"""How many stored units (mm², mg, mg on 10 cm²) make one that people read (cm², g, g on 10 cm²)."""
LARGEST_MM2 = 2_000_000
"""Two square metres, all the skin of a person: beyond it a figure is a typing error."""


class Dose(Struct, frozen=True):
    """The dose of one application.

    area_mm2  skin under it, as stated or else nominal; None: not recorded, and nothing is computed from it
    stated    somebody stated the area
    drugs     name and milligrams of each; empty where the mass was not recorded
    """

    mass_mg: int | None
    area_mm2: int | None
    stated: bool
    drugs: tuple[tuple[str, float], ...] = ()

    @property
    def mg_per_10cm2(self) -> int | None:
        """Milligrams of cream on each 10 cm², rounded up; None where mass or area was not recorded."""
        if self.mass_mg is None or not self.area_mm2:
            return None
        return -(-self.mass_mg * 1000 // self.area_mm2)


class LabelFigure(Struct, frozen=True):
    """A recorded figure beside the label's: mm² for "area", mg for "grams", mg on 10 cm² for "g-per-10cm2".

    value  of this application, or summed with those before it ("area", "grams"); None where nothing is recorded
    least  whether the value is a lower bound: one of the applications has no figure recorded
    limit  None where the label has none
    usual  the amount that the label tells to use; None where it tells none
    of     how many applications are counted
    """

    code: FigureCode
    value: int | None
    limit: int | None
    source: str
    grade: Grade
    least: bool = False
    usual: int | None = None
    of: int = 1

    @property
    def over(self) -> bool:
        """Whether the value is above the limit; False where one of them is not known."""
        return self.value is not None and self.limit is not None and self.value > self.limit


def nominal_mm2(protocol: Protocol, zones: Iterable[str]) -> int | None:
    """Return the nominal skin of these zones together in mm²; None where one of them has no area."""
    areas = [protocol.zone[zone].area_cm2 for zone in zones]
    known = [area for area in areas if area is not None]
    return round(sum(known) * 100) if areas and len(known) == len(areas) else None


def dose(protocol: Protocol, cream: Application | CreamOn) -> Dose:
    """Return the dose of an application, or of one about to be put on. Its agent and zones must be of the protocol."""
    agent, mass = protocol.agent[cream.agent], cream.mass_mg
    area = cream.area_mm2 if cream.area_mm2 is not None else nominal_mm2(protocol, cream.zones)
    drugs = () if mass is None else tuple(
        (drug.name, drug.mg_per_g.value * mass / 1000) for drug in agent.drugs if drug.mg_per_g.value is not None
    )  # fmt: skip
    return Dose(mass, area, cream.area_mm2 is not None, drugs)


def figures(state: SessionState, cream: Application | CreamOn) -> tuple[LabelFigure, ...]:
    """Return area, grams and grams on 10 cm² beside the label's.

    Area and grams are summed with the earlier applications of the same agent; grams on 10 cm² are this one's own.
    """
    agent = state.protocol.agent[cream.agent]
    same = [each for each in _before(state, cream) if each.agent == cream.agent]
    doses = [dose(state.protocol, each) for each in (*same, cream)]
    most_area, most_g = _limits(agent, client_age(state))
    area = _figure("area", [each.area_mm2 for each in doses], most_area)
    grams = _figure("grams", [each.mass_mg for each in doses], most_g)
    rate = _figure("g-per-10cm2", [doses[-1].mg_per_10cm2], agent.max_g_per_10cm2)
    usual = agent.g_per_10cm2
    if usual.value is not None:
        source, grade = (rate.source, rate.grade) if rate.source else (usual.source, usual.grade)
        rate = replace(rate, usual=round(usual.value * 1000), source=source, grade=grade)
    return area, grams, rate


def together(state: SessionState, cream: Application | CreamOn) -> tuple[tuple[tuple[str, float], ...], bool]:
    """Return name and milligrams of each drug, of this cream and those before it, and whether that is the least.

    Those of other sessions on the same day count too. It is the least where a cream has no amount or no drugs on
    record. No label has a limit for several creams together.
    """
    creams = [dict(dose(state.protocol, each).drugs) for each in (*_before(state, cream), cream)]
    creams = [*(each.drugs for each in cream.earlier), *creams]
    sums: dict[str, float] = {}
    for name, mg in (drug for each in creams for drug in each.items()):
        sums[name] = sums.get(name, 0) + mg
    return tuple(sums.items()), not all(creams)


def rounded(figure: LabelFigure) -> LabelFigure:
    """Return what is computed as a person says it, in tenths of a gram.

    It is told more finely where that were none, or stood otherwise to the limit. What somebody stated is not rounded.
    """
    if figure.code != "g-per-10cm2" or figure.value is None:
        return figure
    stands = figure.over, figure.value == figure.limit
    for step in (100, 10):
        said = replace(figure, value=(figure.value + step // 2) // step * step)
        if said.value and (said.over, said.value == said.limit) == stands:
            return said
    return figure


def figures_over_label(state: SessionState, cream: Application | CreamOn) -> tuple[LabelFigure, ...]:
    """Return the figures above their limit."""
    return tuple(each for each in figures(state, cream) if each.over)


def over_label_facts(cream: Application, found: Iterable[LabelFigure]) -> dict[str, str | int]:
    """Return the facts of an "over-label" deviation: value and limit by the figure's code."""
    kept: dict[str, str | int] = {"application": cream.number, "prescriber": cream.prescriber}
    for each in found:
        assert each.value is not None
        assert each.limit is not None
        kept |= {each.code: each.value, f"{each.code}-limit": each.limit}
    return kept


def _before(state: SessionState, cream: Application | CreamOn) -> list[Application]:
    number = cream.number if isinstance(cream, Application) else 0
    return [each for each in state.applications if not number or each.number < number]


def _limits(agent: Agent, years: int | None) -> tuple[Number, Number]:
    """Return the greatest area and the most grams, the label's own for the young."""
    rows = (each for each in agent.by_age if years is not None and years < (each.below_years.value or 0))
    row = next(rows, None)
    area, grams = (row.max_area_cm2, row.max_g) if row else (Number(), Number())
    return agent.max_area_cm2 if area.value is None else area, agent.max_g if grams.value is None else grams


def _figure(code: FigureCode, values: list[int | None], limit: Number) -> LabelFigure:
    known = [value for value in values if value is not None]
    most = None if limit.value is None else round(limit.value * UNITS[code])
    value = sum(known) if known else None
    return LabelFigure(code, value, most, limit.source, limit.grade, 0 < len(known) < len(values), None, len(values))
