"""What a script may expect of what a pass was made with."""

from console.app.scripts.language import Line, option_set
from console.app.scripts.subject import Found, Subject, compare_options, mm, thousandths
from console.core.limits import depth_limit
from console.core.setup import as_then, setup_of
from console.core.state import SessionState

PASS = option_set("depth device serial cartridge lot needles length under speed energy limit by")


def _pass(line: Line, state: SessionState, t: int) -> Found:
    """Compare one pass of a zone with the setup that was in hand then."""
    zone, number = line.words[1], line.number_of(line.words[2])
    record = state.zones.get(zone)
    if record is None or not 0 < number <= len(record.passes) or not line.options:
        raise line.error(f"pass {number} of {zone}, with options of " + ", ".join(sorted(PASS)), "none")
    made = record.passes[number - 1]
    then, limit = setup_of(state, made), depth_limit(as_then(state, made), zone)
    used = then.cartridge
    none = "not recorded"
    known = {
        "depth": mm(made.depth_um),
        "device": then.device or none,
        "serial": then.serial or none,
        "cartridge": used.name if used else none,
        "lot": (used.lot if used else "") or none,
        "needles": str(used.needles) if used and used.needles is not None else none,
        "length": thousandths(used.length_um) if used and used.length_um is not None else none,
        "under": ",".join(each.name for each in then.under) or none,
        "speed": none if then.speed_milli is None else thousandths(then.speed_milli),
        "energy": none if then.energy_milli is None else thousandths(then.energy_milli),
        "limit": mm(limit.um) if limit else "none",
        "by": limit.by if limit else "none",
    }
    return compare_options(line, f"{zone} {number}", known)


SETUP_EXPECTS: dict[str, Subject] = {"pass": Subject(_pass, least=2, most=2, options=PASS)}
