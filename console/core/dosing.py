"""Areas and masses of an application: arithmetic on what was recorded, no judgement."""

from collections.abc import Iterable

from console.core.protocol import Agent, Protocol


def area_cm2(protocol: Protocol, zones: Iterable[str]) -> float | None:
    """The nominal skin of these zones together; None where one of them has no area."""
    areas = [protocol.zone[zone].area_cm2 for zone in zones]
    known = [area for area in areas if area is not None]
    return sum(known) if areas and len(known) == len(areas) else None


def drugs_mg(agent: Agent, mass_mg: int | None) -> list[tuple[str, float]]:
    """Each drug in so much of an agent, in milligrams; empty where the mass was not recorded."""
    if mass_mg is None:
        return []
    return [
        (drug.name, drug.mg_per_g.value * mass_mg / 1000) for drug in agent.drugs if drug.mg_per_g.value is not None
    ]
